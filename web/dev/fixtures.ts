import type {
  AllocationExplanation,
  AsOf,
  CompliancePage,
  ComplianceRow,
  DemoUser,
  InstrumentSummary,
  JournalEntry,
  JournalPage,
  JournalRecord,
  MarketDay,
  MarketMonth,
  MarketOverview,
  MyHoldings,
  MyOrder,
  Notice,
  ObligationHistory,
  Rule,
  RuleValue,
  Text,
  UnitExample,
  UnitLife,
  YearReport,
} from '../src/api/types';

type Bare<T> = Omit<T, 'asOf' | 'total'>;
export type Answers = Record<string, object>;

export const asOf: AsOf = { position: 231_094, instant: '2025-06-30T09:00:00Z' };
const both = (zh: string, en: string): Text => ({ zh, en });
const citation = (instrument: string, zh: string, en: string, article: string) => ({
  instrument,
  title: both(zh, en),
  article,
});
const plan = citation(
  'allocation-plan-2022',
  '湖北省2022年度碳排放权配额分配方案',
  'Hubei allocation plan 2022',
  '四（二）',
);
const order371 = citation(
  'order-371',
  '湖北省碳排放权管理和交易暂行办法',
  'Hubei carbon trading measures',
  '第四十六条',
);

/** Repeatable noise in 0..1. */
let seed = 7;
const noise = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

const sectors = [
  ['cement', '水泥', 'Cement'],
  ['steel', '钢铁', 'Steel'],
  ['chemicals', '化工', 'Chemicals'],
  ['glass', '玻璃及其他建材', 'Glass'],
  ['paper', '造纸', 'Paper'],
  ['vehicles', '汽车制造', 'Vehicles'],
  ['food', '食品饮料', 'Food and drink'],
  ['ceramics', '陶瓷', 'Ceramics'],
].map(([id, zh, en]) => ({ id: id!, name: both(zh!, en!) }));
const cities = [
  both('武汉', 'Wuhan'),
  both('黄石', 'Huangshi'),
  both('宜昌', 'Yichang'),
  both('襄阳', 'Xiangyang'),
  both('鄂州', 'Ezhou'),
];
const methods = ['benchmark', 'historicalIntensity', 'historical'] as const;

const rows: ComplianceRow[] = Array.from({ length: 341 }, (_, i) => {
  const sector = sectors[i % sectors.length]!;
  const initial = Math.round(40_000 + noise() ** 4 * 6_000_000);
  const verified = Math.round(initial * (0.85 + noise() * 0.3));
  const short = i % 29 === 4;
  const offsets = noise() < 0.2 ? Math.round(initial * 0.03) : 0;
  const shortfall = short ? Math.round(verified * 0.04) : 0;
  return {
    entityId: `E${String(i + 1).padStart(4, '0')}`,
    name: both(`楚江${i + 1}号${sector.name.zh}有限公司`, `Chujiang ${sector.name.en} No. ${i + 1} Ltd`),
    sector,
    city: cities[i % cities.length]!,
    method: methods[i % 3]!,
    initialAllocation: initial,
    finalAllocation: Math.round(initial * 1.002),
    verified,
    due: verified,
    surrenderedAllowances: verified - offsets - shortfall,
    offsetsUsed: offsets,
    offsetCap: Math.round(initial * 0.1),
    shortfall,
    status: short ? 'short' : 'settled',
    penaltyFen: short ? 15_000_000 : 0,
    nextYearDeduction: shortfall * 2,
    position: 230_000 + i,
  };
});
const sum = (key: keyof ComplianceRow) => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
const compliance: Bare<CompliancePage> = {
  items: rows,
  year: 2024,
  years: [2024, 2023],
  sectors,
  deadline: '2025-06-30',
  totals: {
    initialAllocation: sum('initialAllocation'),
    finalAllocation: sum('finalAllocation'),
    verified: sum('verified'),
    due: sum('due'),
    surrenderedAllowances: sum('surrenderedAllowances'),
    offsetsUsed: sum('offsetsUsed'),
    shortfall: sum('shortfall'),
    penaltyFen: sum('penaltyFen'),
    nextYearDeduction: sum('nextYearDeduction'),
  },
};

const days: MarketDay[] = [];
for (let time = Date.UTC(2024, 6, 1), close = 4230; time <= Date.UTC(2025, 5, 30); time += 86_400_000) {
  if ([0, 6].includes(new Date(time).getUTCDay())) continue;
  const before = close;
  close = Math.max(3000, Math.round(before * (1 + (noise() - 0.502) * 0.03)));
  const volume = Math.round(8_000 + noise() ** 3 * 140_000);
  days.push({
    date: new Date(time).toISOString().slice(0, 10),
    openFen: before,
    closeFen: close,
    previousCloseFen: before,
    highFen: Math.max(before, close) + 30,
    lowFen: Math.min(before, close) - 30,
    vwapFen: Math.round((before + close) / 2),
    limitUpFen: Math.round(before * 1.1),
    limitDownFen: Math.round(before * 0.9),
    volume,
    turnoverFen: volume * close,
    trades: Math.round(volume / 900),
    position: 1000 + days.length * 900,
  });
}
const months: MarketMonth[] = [...new Set(days.map(day => day.date.slice(0, 7)))].map(month => {
  const of = days.filter(day => day.date.startsWith(month));
  const volume = of.reduce((total, day) => total + day.volume, 0);
  const turnoverFen = of.reduce((total, day) => total + day.turnoverFen, 0);
  return {
    month,
    tradingDays: of.length,
    volume,
    turnoverFen,
    averagePriceFen: Math.round(turnoverFen / volume),
    lowFen: Math.min(...of.map(day => day.lowFen!)),
    highFen: Math.max(...of.map(day => day.highFen!)),
    closeFen: of.at(-1)!.closeFen,
  };
});
const last = days.at(-1)!;
const volume = days.reduce((total, day) => total + day.volume, 0);
const turnoverFen = days.reduce((total, day) => total + day.turnoverFen, 0);
const cap = {
  year: 2024,
  total: 180_000_000,
  initial: 154_210_400,
  newEntrantReserve: 11_389_600,
  governmentReserve: 14_400_000,
  position: 12,
};

const overview: Bare<MarketOverview> = {
  jurisdiction: { id: 'hubei', name: both('湖北', 'Hubei') },
  simulated: true,
  businessDate: last.date,
  phase: 'settled',
  halt: null,
  instrument: {
    code: 'HBEA',
    name: both('湖北碳排放配额', 'Hubei emission allowance'),
    lastFen: last.closeFen,
    closeFen: last.closeFen,
    previousCloseFen: last.previousCloseFen,
    openFen: last.openFen,
    highFen: last.highFen,
    lowFen: last.lowFen,
    limitUpFen: last.limitUpFen,
    limitDownFen: last.limitDownFen,
    volume: last.volume,
    turnoverFen: last.turnoverFen,
    trades: last.trades,
    bandRuleKey: 'trade.limit.negotiated.up',
  },
  complianceYear: 2024,
  cap,
  compliance: {
    year: 2024,
    entities: 341,
    reported: 341,
    verified: 340,
    settled: 329,
    short: 12,
    due: sum('due'),
    surrendered: sum('surrenderedAllowances') + sum('offsetsUsed'),
    deadline: '2025-06-30',
    workingDaysLeft: 0,
    citation: order371,
  },
  yearTotals: {
    year: 2025,
    tradingDays: days.length,
    volume,
    turnoverFen,
    averagePriceFen: Math.round(turnoverFen / volume),
    allVolume: volume + 400_000,
    allTurnoverFen: turnoverFen + 16_000_000_00,
    auctions: 1,
    auctionTonnes: 120_000,
    auctionFen: 4_800_000_00,
  },
};

const kinds = [
  'cap',
  'coveredList',
  'allocation',
  'correction',
  'deadline',
  'compliance',
  'penalty',
  'market',
] as const;
const notices: Notice[] = Array.from({ length: 64 }, (_, i) => ({
  id: `N${i}`,
  date: days[days.length - 1 - i * 3]!.date,
  kind: kinds[(i * 5) % 8]!,
  position: 230_000 - i,
  title: both(`关于楚江${i + 1}号有限公司${2024}年度履约情况的公告`, `Compliance of Chujiang No. ${i + 1} Ltd in 2024`),
}));

const value = (
  from: string | null,
  through: string | null,
  text: string | null,
  standing: RuleValue['standing'],
): RuleValue => ({
  key: 'offset.limit.hubei',
  label: both('抵销比例上限', 'Offset limit'),
  value: text,
  unit: '',
  scope: null,
  from,
  through,
  standing,
  citation: order371,
  source: 'ets-rules §12',
  note: null,
  adoption: null,
});
const values = [
  value('CY2014', 'CY2023', '0.10', 'reported'),
  value('CY2024', null, '0.05', 'assumed'),
  value('2025-03-03', null, null, 'disputed'),
];
const rule: Bare<Rule> = {
  key: 'offset.limit.hubei',
  label: both('抵销比例上限', 'Offset limit'),
  unit: '',
  current: values[1]!,
  on: last.date,
  values,
  meaning: both(
    '一个履约年度内可用减排量抵销的最大比例，以年度初始配额为基数。',
    'Largest share of the initial allocation that credits may offset in one compliance year.',
  ),
};
const instruments: InstrumentSummary[] = [
  ['order-371', '湖北省碳排放权管理和交易暂行办法', 'Hubei carbon trading measures', '省政府令第371号', 'hubei'],
  ['trading-rules-2016', '湖北碳排放权交易规则（2016修订）', 'Hubei trading rules, 2016', '', 'hubei'],
  [
    'state-council-775',
    '碳排放权交易管理暂行条例',
    'Interim regulations on carbon trading',
    '国务院令第775号',
    'china-national',
  ],
].map(([id, zh, en, number, rulebook]) => ({
  id: id!,
  rulebook: rulebook!,
  title: both(zh!, en!),
  number: number!,
  issuer: both('湖北省人民政府', 'Hubei government'),
  from: '2014-06-01',
  through: null,
  parameters: 14,
  standings: { confirmed: 6, reported: 5, assumed: 2, disputed: 1 },
}));

const record = (position: number): JournalRecord => {
  const refused = position % 37 === 0;
  return {
    position,
    instant: new Date(Date.UTC(2025, 5, 30, 7) - (231_094 - position) * 21_000).toISOString(),
    businessDate: '2025-06-30',
    actor: both(`楚江${position % 341}号`, `Chujiang ${position % 341}`),
    actorId: 'E1',
    role: 'company',
    commandType: position % 3 ? 'PlaceOrder' : 'CancelOrder',
    commandName: position % 3 ? both('委托', 'Place order') : both('撤单', 'Cancel order'),
    summary: both(`买入 HBEA 1,200 t，价格 42.10 元/t`, 'Buy 1,200 t HBEA at 42.10 CNY/t'),
    outcome: refused ? 'refused' : 'accepted',
    refusalCode: refused ? 'exchange.price_outside_band' : null,
    eventTypes: refused ? [] : ['OrderPlaced', 'OrdersMatched'],
  };
};
const journal: Bare<JournalPage> = {
  items: Array.from({ length: 4000 }, (_, i) => record(231_094 - i)),
  headHash: '9f2b6c0e41d78a35'.repeat(4),
  types: [
    { type: 'PlaceOrder', name: both('委托', 'Place order'), count: 154_062 },
    { type: 'CancelOrder', name: both('撤单', 'Cancel order'), count: 77_032 },
  ],
};
const entry: Bare<JournalEntry> = {
  ...record(231_003),
  requestId: 'a81f-2210',
  refusal: null,
  previousHash: '04ac'.repeat(16),
  hash: '9f2b'.repeat(16),
  command: [
    { name: 'instrument', label: both('品种', 'Instrument'), value: 'HBEA', unit: null },
    { name: 'price', label: both('价格', 'Price'), value: 4210, unit: 'fenPerTonne' },
    { name: 'tonnes', label: both('数量', 'Quantity'), value: 1200, unit: 'tonnes' },
  ],
  events: [
    {
      type: 'OrdersMatched',
      name: both('成交', 'Matched'),
      fields: [{ name: 'value', label: both('金额', 'Value'), value: 5_052_000, unit: 'fen' }],
    },
  ],
  rules: values.slice(0, 2).map(v => ({ ...v, value: v.value! })),
  links: [{ kind: 'entity', id: 'E0001', label: both('楚江1号', 'Chujiang 1') }],
};

const first = rows[0]!;
const obligation: Bare<ObligationHistory> = {
  entityId: 'E0001',
  year: 2024,
  deadline: '2025-06-30',
  points: days
    .filter((_, i) => i % 9 === 0)
    .map((day, i) => ({
      date: day.date,
      verified: i > 16 ? first.verified : null,
      holdings: [
        { vintage: 2023, tonnes: 120_000 - i * 3000 },
        { vintage: 2024, tonnes: i < 8 ? 0 : 900_000 - (i > 25 ? 700_000 : 0) },
      ],
      surrenderedAllowances: i > 25 ? 700_000 : 0,
      offsetsUsed: i > 25 ? 20_000 : 0,
    })),
  now: {
    holdings: [
      { vintage: 2023, tonnes: 36_000 },
      { vintage: 2024, tonnes: 200_000 },
    ],
    offsetsHeld: 12_000,
    offsetCap: 45_000,
    due: 1_010_000,
    surrenderedAllowances: 700_000,
    offsetsUsed: 20_000,
    gap: 42_000,
    gapCostFen: 42_000 * 4200,
    priceFen: 4200,
    workingDaysLeft: 12,
    citation: order371,
  },
  credit: null,
};
const allocation: Bare<AllocationExplanation> = {
  entityId: 'E0001',
  year: 2024,
  method: 'historicalIntensity',
  position: 210,
  correctionPosition: 9000,
  recalculated: [],
  recalculationPosition: null,
  recalculationDue: false,
  mayRecalculate: false,
  methodReason: both(
    '产品单一、能源边界清晰，适用历史强度法。',
    'One homogeneous product with a clear energy boundary: historical intensity applies.',
  ),
  initialAllocation: 213_444,
  finalAllocation: 213_444,
  lines: [
    {
      symbol: 'Q',
      label: both('年度产量', 'Output of the year'),
      formula: null,
      value: '2000000',
      unit: 'GJ',
      kind: 'input',
      ruleKey: null,
      citation: null,
      standing: null,
    },
    {
      symbol: 'I',
      label: both('历史强度', 'Own historical intensity'),
      formula: null,
      value: '0.1100',
      unit: 't/GJ',
      kind: 'input',
      ruleKey: null,
      citation: null,
      standing: null,
    },
    {
      symbol: 'k',
      label: both('行业控排系数', 'Sector control coefficient'),
      formula: null,
      value: '0.9900',
      unit: '',
      kind: 'rule',
      ruleKey: 'alloc.k',
      citation: plan,
      standing: 'confirmed',
    },
    {
      symbol: 'm',
      label: both('市场调节因子', 'Market-regulation factor'),
      formula: '1 − S ÷ INIT',
      value: '0.9800',
      unit: '',
      kind: 'step',
      ruleKey: 'alloc.m',
      citation: plan,
      standing: 'assumed',
    },
    {
      symbol: 'A',
      label: both('核定配额', 'Allocation'),
      formula: 'Q × I × k × m',
      value: '213444',
      unit: 't',
      kind: 'result',
      ruleKey: null,
      citation: plan,
      standing: 'reported',
    },
  ],
};
const allowance = (vintage: number) => ({
  kind: 'allowance' as const,
  vintage,
  name: both(`${vintage} 年度配额`, `Allowance, vintage ${vintage}`),
});
const unit: Bare<UnitLife> = {
  serial: 'HB-2024-000000123456',
  unit: allowance(2024),
  state: 'surrendered',
  traded: true,
  bankable: true,
  examples: [],
  origin: both('初始分配', 'Initial allocation'),
  block: { first: 'HB-2024-000000123001', last: 'HB-2024-000000124200', tonnes: 1200 },
  events: [
    ['issue', '按总量发放', 'Issued under the cap', 20, 180_000_000, null],
    ['allocate', '分配给楚江1号', 'Allocated to Chujiang 1', 120, 213_444, null],
    ['trade', '卖给楚江7号', 'Sold to Chujiang 7', 90_210, 1200, 4188],
    ['surrender', '用于2024年度清缴', 'Surrendered for 2024', 229_010, 1200, null],
  ].map(([kind, zh, en, position, tonnes, priceFen], i) => ({
    position: Number(position),
    instant: new Date(Date.UTC(2024, 7 + i * 3, 1, 2)).toISOString(),
    kind: kind as 'trade',
    title: both(String(zh), String(en)),
    from: both('楚江1号', 'Chujiang 1'),
    to: both('楚江7号', 'Chujiang 7'),
    tonnes: Number(tonnes),
    priceFen: priceFen === null ? null : Number(priceFen),
  })),
};
const examples: UnitExample[] = [
  { serial: unit.serial, unit: allowance(2024), reason: both('经过一次交易后清缴', 'Traded once, then surrendered') },
];

const balances = [2023, 2024].map(vintage => ({
  unit: allowance(vintage),
  balance: 100_000,
  held: 2_000,
  available: 98_000,
}));
const holdings: Bare<MyHoldings> = {
  account: '1000000123',
  balances,
  cash: { balanceFen: 800_000_000, reservedFen: 5_052_000, availableFen: 794_948_000 },
};
const orders: MyOrder[] = (['open', 'filled', 'cancelled'] as const).map((state, i) => ({
  id: `O${i}`,
  instrument: 'HBEA',
  type: 'limit',
  reason: state === 'cancelled' ? 'withdrawn' : null,
  clientOrderId: `c${i}`,
  side: i % 2 ? 'sell' : 'buy',
  priceFen: 4210,
  tonnes: 1200,
  filled: i === 1 ? 1200 : 0,
  state,
  instant: asOf.instant,
  position: 231_000 + i,
}));
const demoUsers: DemoUser[] = (['company', 'regulator', 'auditor'] as const).map((role, i) => ({
  user: `demo-${role}`,
  password: 'chutan',
  displayName: both(['交易员 李清', '处长 周衡', '审计 陈直'][i]!, ['Li Qing', 'Zhou Heng', 'Chen Zhi'][i]!),
  role,
  organisation: i ? null : both('楚江1号水泥有限公司', 'Chujiang Cement No. 1 Ltd'),
  purpose: both('下单、清缴、查看对账单', 'Place orders, surrender, read statements'),
}));
const report: Bare<YearReport> = {
  scenario: 'hubei-2024',
  seed: 7,
  year: 2024,
  commands: 231_094,
  refusals: 6_203,
  seconds: 21.4,
  entities: 341,
  institutions: 30,
  individuals: 600,
  tradingDays: days.length,
  cap,
  allocationByMethod: methods.map(method => ({ method, entities: 113, initial: 51_403_400, final: 51_600_210 })),
  allocationBySector: sectors.map(sector => ({
    sector,
    entities: 42,
    initial: 19_276_300,
    final: 19_300_000,
    verified: 19_100_432,
  })),
  corrections: { topUps: 21, topUpTonnes: 1_204_300, withdrawals: 14, withdrawnTonnes: 903_111 },
  reportedTonnes: 151_000_100,
  verifiedTonnes: sum('verified'),
  market: {
    months,
    volume,
    turnoverFen,
    averagePriceFen: Math.round(turnoverFen / volume),
    published: { volume: 9_500_000, averagePriceFen: 4160, source: '湖北碳排放权交易中心' },
  },
  offsets: { used: sum('offsetsUsed'), cap: sum('offsetCap'), entities: 68 },
  penaltiesFen: sum('penaltyFen'),
  expiredTonnes: 1_920_331,
  shortEntities: rows.filter(row => row.status === 'short').map(row => ({ ...row, shortfall: row.shortfall ?? 0 })),
  conservation: {
    holds: true,
    cash: { participantsFen: 9_812_345_678, feesFen: 395_200_012, bankFen: 10_207_545_690, holds: true },
    assets: [2023, 2024].map(vintage => ({
      unit: allowance(vintage),
      issued: 165_600_000,
      held: 14_000_000,
      surrendered: 149_679_669,
      cancelled: 0,
      expired: 1_920_331,
      holds: true,
    })),
  },
  headHash: journal.headHash,
};

export const answers: Answers = {
  '/market/overview': overview,
  '/market/days': { items: days },
  '/market/months': { items: months },
  '/notices': { items: notices },
  '/compliance': compliance,
  '/entities/E0001/obligation': obligation,
  '/entities/E0001/allocation': allocation,
  '/entities/*': {
    id: 'E0001',
    name: first.name,
    sector: first.sector,
    city: first.city,
    years: [
      { ...first, year: 2024 },
      { ...first, year: 2023 },
    ],
    accounts: [],
  },
  '/accounts/*': {
    account: '1000000123',
    holder: first.name,
    asOfDate: last.date,
    balances,
    holds: [],
    entries: unit.events.map(event => ({
      ...event,
      counterparty: event.to,
      unit: unit.unit,
      delta: -event.tonnes,
      balance: 98_000,
    })),
  },
  '/units': { items: examples },
  '/units/*': unit,
  '/rulebooks': { items: instruments },
  '/rulebooks/*': {
    ...instruments[0],
    summary: both('省政府规章，2014年6月1日起施行。', 'Provincial order in force from 2014-06-01.'),
    rules: values,
  },
  '/rules/*': rule,
  '/journal': journal,
  '/journal/*': entry,
  '/simulation/report': report,
  '/me/holdings': holdings,
  '/me/orders': { items: orders },
  '/demo-users': { items: demoUsers },
};
