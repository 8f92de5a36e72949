import type { AsOf, Citation, Fen, IsoDate, Position, Text, Tonnes } from './common';
import type { Halt } from './live';

export type MarketPhase = 'closed' | 'preOpen' | 'morning' | 'noonBreak' | 'afternoon' | 'settled';

/** `GET /market/overview` */
export interface MarketOverview {
  jurisdiction: { id: string; name: Text };
  /** True when what is shown is a simulated year; the page says so. */
  simulated: boolean;
  businessDate: IsoDate;
  phase: MarketPhase;
  /** Why nobody can order just now although the session runs. */
  halt: Halt | null;
  instrument: InstrumentToday;
  /** Compliance year the figures below speak of. */
  complianceYear: number;
  cap: CapComposition;
  compliance: ComplianceProgress;
  /** Trading totals of the calendar year of `businessDate`. */
  yearTotals: {
    year: number;
    tradingDays: number;
    volume: Tonnes;
    turnoverFen: Fen;
    averagePriceFen: Fen | null;
    /** In all modes of the market. */
    allVolume: Tonnes;
    allTurnoverFen: Fen;
    auctions: number;
    /** Awarded and paid for in auctions of the primary market. */
    auctionTonnes: Tonnes;
    auctionFen: Fen;
  };
  asOf: AsOf;
}

/** The instrument on `businessDate`; prices are null before the first trade. */
export interface InstrumentToday {
  code: string;
  name: Text;
  lastFen: Fen | null;
  previousCloseFen: Fen;
  openFen: Fen | null;
  highFen: Fen | null;
  lowFen: Fen | null;
  closeFen: Fen | null;
  limitUpFen: Fen;
  limitDownFen: Fen;
  volume: Tonnes;
  turnoverFen: Fen;
  trades: number;
  /** Rule key under which the band was worked out, for "why?". */
  bandRuleKey: string;
}

/** Cap = initial + new-entrant + government reserve. */
export interface CapComposition {
  year: number;
  total: Tonnes;
  initial: Tonnes;
  newEntrantReserve: Tonnes;
  governmentReserve: Tonnes;
  /** Journal record that set the cap; null before it is set. */
  position: Position | null;
}

export interface ComplianceProgress {
  year: number;
  entities: number;
  reported: number;
  verified: number;
  settled: number;
  short: number;
  due: Tonnes;
  surrendered: Tonnes;
  deadline: IsoDate | null;
  /** Working days from `businessDate` to the deadline; negative when it has passed; null without a calendar. */
  workingDaysLeft: number | null;
  citation: Citation | null;
}

/** `GET /market/days?from=&through=` → `Page<MarketDay>`, by date. A day without a trade has nulls. */
export interface MarketDay {
  date: IsoDate;
  openFen: Fen | null;
  highFen: Fen | null;
  lowFen: Fen | null;
  closeFen: Fen;
  vwapFen: Fen | null;
  previousCloseFen: Fen;
  limitUpFen: Fen;
  limitDownFen: Fen;
  volume: Tonnes;
  turnoverFen: Fen;
  trades: number;
  /** Journal record that closed the day; null while it is open. */
  position?: Position | null;
}

/** `GET /market/months` → `Page<MarketMonth>`, by month. */
export interface MarketMonth {
  /** `2024-10` */
  month: string;
  tradingDays: number;
  volume: Tonnes;
  turnoverFen: Fen;
  averagePriceFen: Fen | null;
  lowFen: Fen | null;
  highFen: Fen | null;
  closeFen: Fen;
}

export type NoticeKind =
  | 'cap'
  | 'coveredList'
  | 'allocation'
  | 'correction'
  | 'deadline'
  | 'compliance'
  | 'penalty'
  | 'market'
  | 'auction'
  | 'rule';

/** `GET /notices?kind=&from=&through=` → `Page<Notice>`, newest first. */
export interface Notice {
  id: string;
  date: IsoDate;
  kind: NoticeKind;
  title: Text;
  /** The decision announced; opens `/journal/{position}`. */
  position: Position;
}
