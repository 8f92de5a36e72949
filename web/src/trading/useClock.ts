import { useEffect, useState } from 'react';
import type { IsoInstant } from '../api/types';

/**
 * The market's clock, told every few seconds by the stream and carried on by the second in between.
 * @returns The moment in milliseconds; null before the first beat.
 */
export function useClock(told: IsoInstant | null): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (told === null) return;
    const [at, heard] = [Date.parse(told), performance.now()];
    setNow(at);
    const timer = setInterval(() => setNow(at + performance.now() - heard), 1000);
    return () => clearInterval(timer);
  }, [told]);
  return now;
}
