import { grouped, percentOf } from '../format/numbers';
import type { Language } from '../settings/settings';

type Words = Record<string, Record<Language, string>>;

/** Choices of the rulebooks, as people say them. */
const choices: Words = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  midpoint: { zh: '取中点', en: 'midpoint' },
  'stock-over-initial': { zh: '存量与年度初始配额之比', en: 'stock over initial allocation' },
  'half-up': { zh: '四舍五入', en: 'half up' },
  gross: { zh: '逐笔全额', en: 'trade by trade, gross' },
  net: { zh: '多边净额', en: 'multilateral net' },
  'untraded-expire': { zh: '未交易过的注销', en: 'untraded ones expire' },
  cumulative: { zh: '累计', en: 'cumulative' },
  yearly: { zh: '按年度', en: 'year by year' },
  allowed: { zh: '允许', en: 'allowed' },
  refused: { zh: '不予办理', en: 'refused' },
  'co2-only': { zh: '仅二氧化碳', en: 'CO₂ only' },
  'amount-due': { zh: '应缴数量', en: 'amount due' },
  'initial-allocation': { zh: '初始配额', en: 'initial allocation' },
  'year-average': { zh: '全年均价', en: 'average of the year' },
  'compliance-year': { zh: '履约年度', en: 'compliance year' },
  'local-multiple': { zh: '地方：按市价倍数', en: 'local: multiple of the price' },
  'national-fixed': { zh: '国家：定额', en: 'national: fixed amount' },
  'national-multiple': { zh: '国家：按市价倍数', en: 'national: multiple of the price' },
  mixed: { zh: '涨跌合并计算', en: 'either direction together' },
  same: { zh: '同一方向', en: 'same direction' },
  'day-vwap': { zh: '全日成交量加权均价', en: 'volume-weighted average of the day' },
  'last5-vwap': { zh: '最后五笔成交量加权均价', en: 'volume-weighted average of the last five trades' },
  'middle-of-bid-ask-last': { zh: '买价、卖价、前成交价居中者', en: 'middle of bid, ask and last price' },
  resting: { zh: '先到委托的价格', en: "the resting order's price" },
  negotiated: { zh: '协商议价', en: 'negotiated' },
  'continuous-bidding': { zh: '连续竞价', en: 'continuous bidding' },
  'own-bid': { zh: '各按自己的报价', en: 'each at its own bid' },
  uniform: { zh: '统一价格', en: 'uniform price' },
  'reject-newest': { zh: '拒绝后到委托', en: 'refuse the newest' },
  'cancel-oldest': { zh: '撤销先到委托', en: 'cancel the oldest' },
  'cancel-both': { zh: '两边都撤销', en: 'cancel both' },
  allowance: { zh: '配额', en: 'allowance' },
  ccer: { zh: '国家核证自愿减排量', en: 'CCER' },
  'inclusion-reduction': { zh: '碳普惠减排量', en: 'inclusion reduction' },
};

const units: Words = {
  CNY: { zh: '元', en: 'CNY' },
  'CNY/t': { zh: '元/t', en: 'CNY/t' },
  times: { zh: '倍', en: 'times' },
  'trading days': { zh: '个交易日', en: 'trading days' },
  'working days': { zh: '个工作日', en: 'working days' },
  days: { zh: '天', en: 'days' },
  hours: { zh: '小时', en: 'hours' },
  minutes: { zh: '分钟', en: 'minutes' },
  seconds: { zh: '秒', en: 'seconds' },
  month: { zh: '月', en: 'month of the year' },
  years: { zh: '年', en: 'years' },
  units: { zh: '个', en: 'units' },
  lots: { zh: '手', en: 'lots' },
  products: { zh: '种产品', en: 'products' },
  levels: { zh: '档', en: 'levels' },
  accounts: { zh: '个账户', en: 'accounts' },
  transfers: { zh: '笔', en: 'transfers' },
  offers: { zh: '笔', en: 'offers' },
  experts: { zh: '人', en: 'experts' },
  't/yr': { zh: 't/年', en: 't/year' },
};

/** Units that only say how a value is written; the value alone is enough. */
const silent = new Set(['share', 'choice', 'yes/no', 'names', 'name', 'codes', 'text', 'time', 'fraction', '']);

/** The value of a rule in words or figures, and its unit. */
export function ruleWords(value: string, unit: string, language: Language): { figure: string; unit: string } {
  const shown =
    unit === 'share'
      ? (percentOf(value) ?? value)
      : unit === 'choice' || unit === 'yes/no'
        ? (choices[value]?.[language] ?? value)
        : unit === 'text' || unit === 'time'
          ? value
          : grouped(value);
  return { figure: shown, unit: silent.has(unit) ? '' : (units[unit]?.[language] ?? unit) };
}

const numerals = '零一二三四五六七八九';

/** 第四十六条 in figures: 46; null for anything but a number in Chinese below a thousand. */
function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const match = /^(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return null;
  const digit = (part: string | undefined) => (part ? numerals.indexOf(part) : 0);
  return digit(match[1]) * 100 + (match[3] ? (digit(match[2]) || 1) * 10 : 0) + digit(match[4]);
}

const parts: Record<string, string> = { 条: 'art.', 章: 'ch.', 款: 'para.', 项: 'item', 节: 'sec.' };

/** An article as cited; in English 第四十六条 is "art. 46". What is no plain article stays as it is written. */
export function articleWords(article: string, language: Language): string {
  if (language === 'zh') return article;
  const found = [...article.matchAll(/第([一二三四五六七八九十百零\d]+)([条章款项节])/g)];
  if (found.length === 0 || found.map(one => one[0]).join('') !== article.replace(/[、，,\s]/g, '')) return article;
  const words = found.map(([, number, part]) => {
    const value = numberOf(number!);
    return value === null ? null : `${parts[part!]} ${value}`;
  });
  return words.includes(null) ? article : words.join(', ');
}
