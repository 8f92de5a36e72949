import type { IsoDate, RuleValue } from '../api/types';

const year = 365 * 86_400_000;

/** A day, month, year or compliance year (`CY2024`) as a time; its first or its last day. Null when open. */
export function dayOf(text: string | null, end: 'first' | 'last'): number | null {
  const match = /^(?:CY)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text ?? '');
  if (!match) return null;
  const [, y, m, d] = match;
  if (d) return Date.UTC(Number(y), Number(m) - 1, Number(d));
  if (m) return end === 'first' ? Date.UTC(Number(y), Number(m) - 1, 1) : Date.UTC(Number(y), Number(m), 0);
  return end === 'first' ? Date.UTC(Number(y), 0, 1) : Date.UTC(Number(y), 11, 31);
}

/** The stretch of time that shows all values and the day asked about, with a margin for what is open. */
export function spanOf(values: RuleValue[], on: IsoDate): { first: number; last: number } {
  const known = values.flatMap(v => [dayOf(v.from, 'first'), dayOf(v.through, 'last')]).filter(day => day !== null);
  const days = [...known, Date.parse(on)];
  return { first: Math.min(...days) - year / 4, last: Math.max(...days) + year / 2 };
}
