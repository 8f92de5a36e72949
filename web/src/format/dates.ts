import type { IsoDate, IsoInstant } from '../api/types';
import type { Language } from '../settings/settings';

const chinaOffset = 8 * 3600 * 1000;
const weekdays: Record<Language, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** An instant as people in China read it: 2024-10-15 10:32:05. */
export function chinaTime(instant: IsoInstant): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return new Date(time + chinaOffset).toISOString().slice(0, 19).replace('T', ' ');
}

/** The date in China of an instant. */
export function chinaDate(instant: IsoInstant): IsoDate {
  return chinaTime(instant).slice(0, 10);
}

/** A date with its weekday, for deadlines: 2024-10-15 周二. */
export function dateWithWeekday(date: IsoDate, language: Language): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : `${date} ${weekdays[language][new Date(time).getUTCDay()]}`;
}
