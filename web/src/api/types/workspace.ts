import type { AsOf, Citation, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';
import type { UnitClass } from './registry';

/** `GET /me/holdings`; needs a session whose organisation has an account. */
export interface MyHoldings {
  account: string;
  balances: { unit: UnitClass; balance: Tonnes; held: Tonnes; available: Tonnes }[];
  cash: { balanceFen: Fen; reservedFen: Fen; availableFen: Fen };
  asOf: AsOf;
}

export type Side = 'buy' | 'sell';

/** `GET /me/orders?state=open` → `Page<MyOrder>`, newest first. */
export interface MyOrder {
  id: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
  filled: Tonnes;
  state: 'open' | 'filled' | 'cancelled' | 'expired';
  instant: IsoInstant;
  position: Position;
}

/** `POST /orders`; refusals carry `exchange.*` or `clearing.*` codes. */
export interface PlaceOrder {
  instrument: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
}

/** `POST /surrenders` */
export interface Surrender {
  year: number;
  /** Allowances to surrender, by vintage. */
  allowances: { vintage: number; tonnes: Tonnes }[];
  /** Offset credits to use, t. */
  offsets: Tonnes;
}

/** `POST /transfers` */
export interface TransferUnits {
  toAccount: string;
  vintage: number;
  tonnes: Tonnes;
}

/** Answer of every accepted write (`POST /orders`, `DELETE /orders/{id}`, `POST /surrenders`, `POST /transfers`). */
export interface Receipt {
  position: Position;
  instant: IsoInstant;
  /** What was decided, one sentence. */
  summary: Text;
  /** Id of the thing made, e.g. the order; null when there is none. */
  id: string | null;
}

/** `GET /calendar?date=2024-09-30&plus=7`; 422 `calendar.year_without_notice` outside the notices. */
export interface CalendarAnswer {
  date: IsoDate;
  plus: number;
  result: IsoDate;
  /** Days passed over, with the reason. */
  skipped: { date: IsoDate; reason: Text }[];
  citations: Citation[];
}
