import { useEffect } from 'react';

/** Asks again and again while it matters and somebody looks: what moves by itself is not left standing. */
export function useEvery(milliseconds: number, matters: boolean, ask: () => void) {
  useEffect(() => {
    if (!matters) return;
    const timer = setInterval(() => {
      if (!document.hidden) ask();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, matters, ask]);
}
