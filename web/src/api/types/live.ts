import type { AsOf, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';
import type { MarketPhase } from './market';
import type { UnitClass, UnitKind } from './registry';
import type { Side } from './workspace';

/** `GET /market/instruments` → `Page<InstrumentLine>` */
export interface InstrumentLine {
  code: string;
  name: Text;
  phase: MarketPhase;
  lastFen: Fen | null;
  previousCloseFen: Fen | null;
  volume: Tonnes;
  /** Territory code of this market, as indices name it. */
  market: string;
}

/** One price of the book with everything waiting at it. */
export interface BookLevel {
  priceFen: Fen;
  tonnes: Tonnes;
  orders: number;
}

/** `GET /market/{instrument}/trades?from=&through=` → `Page<TapeLine>`, newest first. */
export interface TapeLine {
  id: string;
  instant: IsoInstant;
  date: IsoDate;
  mode: string;
  /** The side whose order came last. */
  taker: Side;
  priceFen: Fen;
  tonnes: Tonnes;
  turnoverFen: Fen;
  position: Position;
}

/** Running figures of the trading day; prices are null before the first trade, the close until it is fixed. */
export interface DayFigures {
  date: IsoDate;
  previousCloseFen: Fen;
  limitUpFen: Fen;
  limitDownFen: Fen;
  openFen: Fen | null;
  highFen: Fen | null;
  lowFen: Fen | null;
  lastFen: Fen | null;
  closeFen: Fen | null;
  vwapFen: Fen | null;
  volume: Tonnes;
  turnoverFen: Fen;
  trades: number;
}

export type HaltCause = 'emergency' | 'systemFault' | 'intervention' | 'holiday';

/** `instrument` is null when the whole market is halted. */
export interface Halt {
  cause: HaltCause;
  reason: string;
  since: IsoInstant;
  instrument: string | null;
}

export interface TradingStatus {
  phase: 'open' | 'closed';
  /** Which stage of its day has come; `afterCall` when the closing call has ended. */
  stage: 'continuous' | 'openingCall' | 'closingCall' | 'afterCall';
  halt: Halt | null;
}

/** What the call auction under way would come to if it ended now. */
export interface CallFigures {
  /** The price before: nearest to it the price is fixed when several are equally good. */
  referenceFen: Fen;
  /** Null while nothing could trade. */
  priceFen: Fen | null;
  tonnes: Tonnes;
  /** Tonnes more bid than asked at the price; negative when more is asked. */
  surplus: number;
}

/** `POST /market/halts`; without an instrument the whole market. */
export interface HaltTrading {
  cause: HaltCause;
  reason: string;
  instrument: string | null;
}

/** `POST /market/resumptions` */
export interface ResumeTrading {
  reason: string;
  instrument: string | null;
}

/** The day's order rules. Hours are `09:30`. */
export interface TradingTerms {
  tickFen: Fen;
  step: Tonnes;
  /** 0 when the rules set none. */
  leastTonnes: Tonnes;
  mostTonnes: Tonnes | null;
  /** Whether market orders are taken. */
  marketOrders: boolean;
  mode: string;
  morningOpens: string;
  morningCloses: string;
  afternoonOpens: string;
  afternoonCloses: string;
  /** From when orders are collected until the morning opens; null for no opening call. */
  openingCall: string | null;
  /** From when orders are collected until the afternoon closes; null for no closing call. */
  closingCall: string | null;
  bandRuleKey: string;
}

/** `GET /market/{instrument}/snapshot`, and the event `snapshot` of the stream: everything at one number. */
export interface MarketSnapshot {
  sequence: number;
  instrument: string;
  /** The kind of registry unit it delivers. */
  unit: UnitKind;
  name: Text;
  status: TradingStatus;
  session: MarketPhase;
  terms: TradingTerms | null;
  day: DayFigures | null;
  /** The call auction under way. */
  call: CallFigures | null;
  /** All prices, best first. */
  bids: BookLevel[];
  asks: BookLevel[];
  /** The newest trades, oldest first. */
  trades: TapeLine[];
  asOf: AsOf;
}

/**
 * Event `update` of `GET /market/{instrument}/stream` (server-sent events): everything one decision changed. Numbers
 * follow each other without a hole; a client that comes back names the last one in `Last-Event-ID`. Absent changes are
 * null. A level with 0 t is gone.
 */
export interface MarketUpdate {
  sequence: number;
  position: Position;
  instant: IsoInstant;
  levels: { side: Side; priceFen: Fen; tonnes: Tonnes; orders: number }[];
  trades: TapeLine[];
  day: DayFigures | null;
  status: TradingStatus | null;
  terms: TradingTerms | null;
  /** Figures of the call under way; that it ended is told by the stage of the status. */
  call: CallFigures | null;
}

/** Event `heartbeat`: the line is alive; the market's clock. */
export interface Heartbeat {
  sequence: number;
  instant: IsoInstant;
  session: MarketPhase;
}

/** Event `gap`: what came after a number is lost to this reader; a snapshot follows. */
export interface Gap {
  after: number | null;
  resumes: number;
}

/** `GET /market/{instrument}/depth?levels=10` */
export interface MarketDepth {
  instrument: string;
  sequence: number;
  bids: BookLevel[];
  asks: BookLevel[];
  asOf: AsOf;
}

/** `GET /market/{instrument}/candles?by=minute|hour|day|week|month&from=&through=` → `Page<Candle>`, earliest first.
 * A time without a trade has no candle. */
export interface Candle {
  start: IsoInstant;
  date: IsoDate;
  openFen: Fen;
  highFen: Fen;
  lowFen: Fen;
  /** The last trade; for days and longer, the published close. */
  closeFen: Fen;
  vwapFen: Fen;
  volume: Tonnes;
  turnoverFen: Fen;
  trades: number;
}

/** One of the account's own orders of the day, as it stands. */
export interface OwnOrder {
  id: string;
  clientOrderId: string;
  instrument: string;
  side: Side;
  type: string;
  priceFen: Fen;
  tonnes: Tonnes;
  filled: Tonnes;
  state: 'open' | 'filled' | 'cancelled' | 'expired';
  /** Why it ended before its day did. */
  reason: string | null;
  instant: IsoInstant;
  position: Position;
}

/** One of the account's own trades of the day; without an order it is a deal beside the book. */
export interface OwnTrade {
  id: string;
  order: string | null;
  instrument: string;
  mode: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
  valueFen: Fen;
  instant: IsoInstant;
  position: Position;
}

/** Event `snapshot` of `GET /accounts/{number}/stream`: orders and trades of the day. */
export interface AccountSnapshot {
  sequence: number;
  account: string;
  orders: OwnOrder[];
  trades: OwnTrade[];
  asOf: AsOf;
}

/** Event `update`: what one decision changed for the account. `balances` says that the event of that name follows. */
export interface AccountUpdate {
  sequence: number;
  position: Position;
  instant: IsoInstant;
  orders: OwnOrder[];
  trades: OwnTrade[];
  newDay: boolean;
  balances: boolean;
}

/** Event `balances`: units by vintage, and money, as they stand. */
export interface AccountBalances {
  units: { unit: UnitClass; balance: Tonnes; held: Tonnes; available: Tonnes }[];
  /** What ties up units. */
  holds: { unit: Text; cause: Text; tonnes: Tonnes }[];
  cash: { balanceFen: Fen; reservedFen: Fen; availableFen: Fen };
  /** Whether open orders are withdrawn when the last live connection is lost. */
  cancelOnDisconnect: boolean;
  asOf: AsOf;
}
