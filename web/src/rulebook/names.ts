import type { Language } from '../settings/settings';

const names: Record<string, Record<Language, string>> = {
  hubei: { zh: '湖北', en: 'Hubei' },
  'china-national': { zh: '全国', en: 'China, national' },
  'wuhan-inclusion': { zh: '武汉碳普惠', en: 'Wuhan carbon inclusion' },
  'uk-ets': { zh: '英国碳市场', en: 'United Kingdom' },
  calendar: { zh: '工作日历', en: 'Working-day calendar' },
};

/** A rulebook's folder as people call it; an unknown one by its id. */
export function rulebookName(id: string, language: Language): string {
  return names[id]?.[language] ?? id;
}
