import type { AsOf, Fen, IsoDate, IsoInstant, Text, Tonnes } from './common';

export type Detector =
  | 'washTrading'
  | 'circularTrading'
  | 'spoofing'
  | 'markingTheClose'
  | 'cornering'
  | 'frontRunning';
export type AlertStatus = 'new' | 'inCase' | 'dismissed' | 'closed';
export type CaseStatus = 'open' | 'assigned' | 'investigating' | 'closed';

/** `GET /oversight/alerts?status=new&detector=spoofing` → `Page<AlertRow>`; 404 without the right to read it. */
export interface AlertRow {
  number: number;
  detector: Detector;
  date: IsoDate;
  from: IsoDate;
  status: AlertStatus;
  case: number | null;
  explanation: Text;
  parties: { account: string; name: Text }[];
  reason: string;
  /** Code of what was traded. */
  instrument: string;
}

export interface EvidenceOrder {
  id: string;
  account: string;
  side: 'buy' | 'sell';
  priceFen: Fen;
  tonnes: Tonnes;
  at: IsoInstant;
  cancelledAt: IsoInstant | null;
  instrument: string;
  filled: Tonnes;
  /** When it was filled, withdrawn or expired; null while it stands. */
  endedAt: IsoInstant | null;
}

export interface EvidenceTrade {
  id: string;
  buyer: string;
  seller: string;
  priceFen: Fen;
  tonnes: Tonnes;
  at: IsoInstant;
  instrument: string;
  mode: string;
  /** Whether trades of its mode make the day's price. */
  screen: boolean;
}

/** One figure: exact, and as people read it. */
export interface AlertFigure {
  name: string;
  label: Text;
  value: string;
  unit: string;
  threshold: string | null;
  key: string | null;
  text: string;
  thresholdText: string | null;
}

/** `GET /oversight/alerts/{number}` */
export interface AlertAnswer {
  alert: AlertRow;
  figures: AlertFigure[];
  orders: EvidenceOrder[];
  trades: EvidenceTrade[];
  /** Every trade of the day, for the drawing. */
  day: EvidenceTrade[];
  asOf: AsOf;
}

/** `GET /oversight/detectors` → `Page<DetectorRow>` */
export interface DetectorRow {
  detector: Detector;
  alerts: number;
  open: number;
  explained: number;
  violations: number;
  /** Share of the dealt-with alerts that were harmless; null before any was dealt with. */
  falseRate: string | null;
}

/** `GET /oversight/cases` → `Page<CaseRow>` */
export interface CaseRow {
  number: number;
  title: string;
  status: CaseStatus;
  openedOn: IsoDate;
  openedBy: string;
  assignedTo: string | null;
  outcome: 'explained' | 'violation' | 'referred' | null;
  consequence: 'none' | 'warning' | 'restriction' | 'penalty';
  closedOn: IsoDate | null;
  reference: string;
}

/** `GET /oversight/cases/{number}` */
export interface CaseAnswer {
  case: CaseRow;
  alerts: AlertRow[];
  entries: { date: IsoDate; by: string; what: 'open' | 'assign' | 'note' | 'close'; text: string; document: string }[];
  officers: { id: string; name: string }[];
  asOf: AsOf;
}

export interface LimitDay {
  date: IsoDate;
  up: boolean;
  down: boolean;
  halted: boolean;
}

export interface TriggerRow {
  number: number;
  date: IsoDate;
  cause: 'limitDays' | 'imbalance' | 'other';
  reason: string;
  days: LimitDay[];
  hits: number;
  window: number;
  status: 'open' | 'intervened' | 'dismissed';
  outcome: string;
}

export interface PlanRow {
  number: number;
  trigger: number;
  action: 'release' | 'buyBack';
  year: number;
  tonnes: Tonnes;
  limitFen: Fen;
  channel: 'orders' | 'agreement';
  from: IsoDate;
  through: IsoDate;
  grounds: string;
  status: 'drafted' | 'adopted' | 'rejected' | 'withdrawn' | 'announced' | 'closed';
  announcedAt: IsoInstant | null;
  done: Tonnes;
  valueFen: Fen;
  votes: { name: string; date: IsoDate; ballot: 'inFavour' | 'against' | 'abstain'; reason: string }[];
  /** Orders of the plan that still wait in the book; only for those inside. */
  openOrders: string[];
}

/** `GET /oversight/stability`; votes and drafts only for those inside. */
export interface StabilityAnswer {
  strip: LimitDay[];
  triggers: TriggerRow[];
  plans: PlanRow[];
  seats: { user: string | null; name: string; from: IsoDate; through: IsoDate | null }[];
  mayVote: boolean;
  inside: boolean;
  /** The intervention account; null for those outside, and before it is opened. */
  account: string | null;
  /** Experts who could be given a seat; only for those inside. */
  candidates: { id: string; name: string }[];
  asOf: AsOf;
}

/** `GET /oversight/restrictions` → `Page<RestrictionRow>` */
export interface RestrictionRow {
  number: number;
  participant: Text;
  kind: 'noBuying' | 'noOpening' | 'reduceOnly' | 'noTrading';
  from: IsoDate;
  through: IsoDate | null;
  cause: string;
  case: number | null;
  liftedOn: IsoDate | null;
  inForce: boolean;
}

/** `GET /oversight/warnings` → `Page<WarningRow>` */
export interface WarningRow {
  number: number;
  participant: Text;
  date: IsoDate;
  text: string;
  acknowledgedOn: IsoDate | null;
}

/** `GET /oversight/large-holders` → `Page<HolderRow>` */
export interface HolderRow {
  number: number;
  holder: Text;
  date: IsoDate;
  holding: Tonnes;
  circulation: Tonnes;
  dueBy: IsoDate;
  reportedOn: IsoDate | null;
  endedOn: IsoDate | null;
  overdue: boolean;
  purpose: string;
}

/** `GET /oversight/relations` → `Page<RelationRow>` */
export interface RelationRow {
  number: number;
  name: string;
  kind: 'corporateGroup' | 'sharedRepresentative' | 'actingInConcert';
  members: Text;
  limit: Tonnes | null;
  from: IsoDate;
  endedOn: IsoDate | null;
}

/** `GET /oversight/measures` */
export interface MeasuresAnswer {
  restrictions: RestrictionRow[];
  warnings: WarningRow[];
  holders: HolderRow[];
  relations: RelationRow[];
  classLimits: { kind: string; name: Text; tonnes: Tonnes }[];
  /** Everybody who can hold units, to choose from. */
  parties: { id: string; name: Text; kind: string }[];
  asOf: AsOf;
}

/** `GET /me/oversight`; 404 for those who have no affairs of their own here. */
export interface OwnMeasuresAnswer {
  restrictions: RestrictionRow[];
  warnings: WarningRow[];
  duties: {
    number: number;
    date: IsoDate;
    holding: Tonnes;
    circulation: Tonnes;
    share: string;
    dueBy: IsoDate;
    reportedOn: IsoDate | null;
    endedOn: IsoDate | null;
    overdue: boolean;
    purpose: string;
  }[];
  asOf: AsOf;
}

/** `GET /market/statistics` → `Page<MonthFigures>`; for everybody. */
export interface MonthFigures {
  month: string;
  days: number;
  tonnes: Tonnes;
  turnoverFen: Fen;
  circulation: Tonnes;
  turnoverRatio: string | null;
  /** Sample standard deviation of the daily change of the close. */
  volatility: string | null;
  twoSidedDays: number;
  spreadFen: string | null;
  depthTonnes: string;
  /** Awarded and paid for in auctions of the primary market; not in `tonnes`. */
  auctionTonnes: Tonnes;
  auctionFen: Fen;
}

/** `GET /market/statistics/breakdown?by=class` → `Page<TradingBreakdown>`; for everybody. */
export interface TradingBreakdown {
  month: string;
  by: 'class' | 'mode';
  code: string;
  name: Text;
  boughtTonnes: Tonnes;
  soldTonnes: Tonnes;
  boughtFen: Fen;
  soldFen: Fen;
  share: string;
}

/** `GET /oversight/statistics/holders`: those who belong together count as one; `members` of them hold some. */
export interface HolderShare {
  name: Text;
  tonnes: Tonnes;
  share: string;
  members: number;
}

/** `GET /oversight/statistics` */
export interface StatisticsAnswer {
  circulation: Tonnes;
  holdingsHhi: string;
  topTenShare: string;
  top: HolderShare[];
  months: {
    month: string;
    tonnes: Tonnes;
    turnoverFen: Fen;
    activeAccounts: number;
    topFiveShare: string;
    tradingHhi: string;
  }[];
  asOf: AsOf;
}
