import type { AsOf, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';
import type { RuleUse } from './journal';

/** `GET /market/{instrument}/bulletins?from=&through=` → `Page<BulletinLine>`, by date. Prices are the screen's. */
export interface BulletinLine {
  date: IsoDate;
  openFen: Fen | null;
  highFen: Fen | null;
  lowFen: Fen | null;
  closeFen: Fen;
  previousCloseFen: Fen;
  changeFen: Fen;
  vwapFen: Fen | null;
  limitUpFen: Fen;
  limitDownFen: Fen;
  limitHit: 'up' | 'down' | 'both' | 'none';
  orders: number;
  trades: number;
  volume: Tonnes;
  turnoverFen: Fen;
  /** All modes. */
  totalVolume: Tonnes;
  totalTurnoverFen: Fen;
  position: Position;
}

/** `GET /market/{instrument}/modes?from=&through=` → `Page<ModeLine>`: the days by trading mode. */
export interface ModeLine {
  date: IsoDate;
  mode: string;
  trades: number;
  volume: Tonnes;
  turnoverFen: Fen;
  lowFen: Fen;
  highFen: Fen;
}

/** `GET /market/{instrument}/bulletins/{date}`, or `latest`: the document of one day. */
export interface Bulletin {
  instrument: string;
  name: Text;
  day: BulletinLine;
  modes: ModeLine[];
  closeMethod: string;
  rules: RuleUse[];
  /** SHA-256 of the day's frozen trade list. */
  tradeListHash: string;
  publishedAt: IsoInstant;
  asOf: AsOf;
}
