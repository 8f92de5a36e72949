import type { Fen, Tonnes } from '../api/types';
import type { Language } from '../settings/settings';

/** A figure and its unit, apart, so that a page can set them apart. */
export interface Measured {
  figure: string;
  unit: string;
}

/** U+2212: as wide as a digit, unlike the hyphen. */
const minus = '−';

/** Adds thousands separators to an exact decimal; keeps its digits as they are. */
export function grouped(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign, whole, fraction] = match;
  return `${sign ? minus : ''}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ?? ''}`;
}

/** Whole number over a power of ten, rounded half away from zero, as an exact decimal text. */
export function scaled(value: number, powerOfTen: number, decimals: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that can be shown exactly.`);
  const magnitude = BigInt(Math.abs(value)) * 10n ** BigInt(decimals);
  const divisor = 10n ** BigInt(powerOfTen);
  const rounded = (magnitude + divisor / 2n) / divisor;
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals ? `.${digits.slice(-decimals)}` : '';
  return `${value < 0 && rounded !== 0n ? '-' : ''}${whole}${fraction}`;
}

interface Step {
  from: number;
  power: number;
  unit: string;
}

const tonneSteps: Record<Language, readonly Step[]> = {
  zh: [
    { from: 1e8, power: 8, unit: '亿 t' },
    { from: 1e4, power: 4, unit: '万 t' },
  ],
  en: [
    { from: 1e6, power: 6, unit: 'Mt' },
    { from: 1e4, power: 3, unit: 'kt' },
  ],
};

const moneySteps: Record<Language, readonly Step[]> = {
  zh: [
    { from: 1e10, power: 10, unit: '亿元' },
    { from: 1e6, power: 6, unit: '万元' },
  ],
  en: [
    { from: 1e8, power: 8, unit: 'M CNY' },
    { from: 1e6, power: 5, unit: 'k CNY' },
  ],
};

/** The largest unit that fits, or that the next smaller one would round up to: never 10,000.00 万. */
function stepped(value: number, steps: readonly Step[]): Measured | null {
  for (const [i, step] of steps.entries()) {
    const smaller = steps[i + 1];
    const slack = smaller ? 10 ** (smaller.power - 2) / 2 : 0;
    if (Math.abs(value) >= step.from - slack) {
      return { figure: grouped(scaled(value, step.power, 2)), unit: step.unit };
    }
  }
  return null;
}

/** Tonnes for a headline: 1.80 亿 t, 180.00 Mt. */
export function shortTonnes(value: Tonnes, language: Language): Measured {
  return stepped(value, tonneSteps[language]) ?? { figure: grouped(String(value)), unit: 't' };
}

/** Tonnes to the last one, for tables. */
export function fullTonnes(value: Tonnes): string {
  return grouped(String(value));
}

/** Money for a headline: 3.95 亿元, 395.20 M CNY. */
export function shortMoney(fen: Fen, language: Language): Measured {
  return stepped(fen, moneySteps[language]) ?? { figure: yuan(fen), unit: currency(language) };
}

/** Fen as yuan with two decimals: 415012 → 4,150.12. */
export function yuan(fen: Fen): string {
  return grouped(scaled(fen, 2, 2));
}

/** Price in yuan per tonne. */
export function price(fen: Fen): string {
  return yuan(fen);
}

export function currency(language: Language): string {
  return language === 'zh' ? '元' : 'CNY';
}

export function priceUnit(language: Language): string {
  return language === 'zh' ? '元/t' : 'CNY/t';
}

/** Signed, with the sign always there: +0.42, −0.42, 0.00. */
export function signed(decimal: string): string {
  const text = grouped(decimal);
  return /^[0.,]*$/.test(text) || text.startsWith(minus) ? text : `+${text}`;
}

/** Part of a whole in percent: 0.05 → 5 %. Null where there is no whole. */
export function percent(part: number, whole: number, decimals = 1): string | null {
  if (whole === 0) return null;
  return `${((part / whole) * 100).toFixed(decimals).replace('-', minus)}%`;
}

/** Change of a price against another in percent, signed. */
export function changePercent(now: Fen, before: Fen): string | null {
  const text = percent(now - before, before, 2);
  return text === null || text.startsWith(minus) || text === '0.00%' ? text : `+${text}`;
}

/** Reads what a person typed as a price in yuan: "41.6" → 4160 fen; null when it is not a price with two decimals. */
export function fenOf(typed: string): Fen | null {
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(typed.replace(/[,\s]/g, ''));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** An exact share as percent, digit by digit: "0.05" → "5%", "0.7153" → "71.53%". Null when it is no decimal. */
export function percentOf(share: string): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(share);
  if (!match) return null;
  const fraction = (match[3] ?? '').padEnd(2, '0');
  const whole = `${match[2]}${fraction.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(2).replace(/0+$/, '');
  return `${match[1] ? minus : ''}${whole}${rest ? `.${rest}` : ''}%`;
}
