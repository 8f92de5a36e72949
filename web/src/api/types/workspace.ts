import type { AsOf, Citation, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';
import type { UnitClass, UnitKind } from './registry';

/** `GET /me/holdings`; needs a session whose organisation has an account. */
export interface MyHoldings {
  account: string;
  balances: { unit: UnitClass; balance: Tonnes; held: Tonnes; available: Tonnes }[];
  cash: { balanceFen: Fen; reservedFen: Fen; availableFen: Fen };
  asOf: AsOf;
}

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'immediateOrCancel' | 'market';
export type OrderEnd = 'withdrawn' | 'replaced' | 'massCancelled' | 'disconnected' | 'notResting' | 'selfTrade';

/** `GET /me/orders?state=open` → `Page<MyOrder>`, newest first. */
export interface MyOrder {
  id: string;
  instrument: string;
  type: OrderType;
  side: Side;
  /** Of a market order: the day's limit. */
  priceFen: Fen;
  tonnes: Tonnes;
  filled: Tonnes;
  state: 'open' | 'filled' | 'cancelled' | 'expired';
  /** Why it ended before its day did. */
  reason: OrderEnd | null;
  clientOrderId: string;
  instant: IsoInstant;
  position: Position;
}

/**
 * `POST /orders`; refusals carry `exchange.*` or `clearing.*` codes. `POST /orders/{id}/replacement` takes a price and
 * tonnes; `DELETE /orders/{id}` withdraws one order, `DELETE /orders?instrument=&side=` all.
 */
export interface PlaceOrder {
  instrument: string;
  side: Side;
  /** Not read for a market order. */
  priceFen?: Fen;
  tonnes: Tonnes;
  /** A limit order when left out. */
  type?: OrderType;
  /** The sender's own number, once per account and day; one is made when left out. */
  clientOrderId?: string;
}

/** `POST /orders/{id}/replacement`: the order is withdrawn and another entered in its place. */
export interface ReplaceOrder {
  priceFen: Fen;
  tonnes: Tonnes;
  type?: OrderType;
}

/** `GET` and `PUT /me/order-options` */
export interface OrderOptions {
  cancelOnDisconnect: boolean;
}

/** `GET /me/trades` → `Page<MyTrade>`: the latest trading day, all modes, newest first. */
export interface MyTrade {
  id: string;
  instrument: string;
  mode: string;
  side: Side;
  order: string | null;
  priceFen: Fen;
  tonnes: Tonnes;
  valueFen: Fen;
  instant: IsoInstant;
}

/** `POST /surrenders` */
export interface Surrender {
  year: number;
  /** One kind at a time; the market takes the oldest vintage first. */
  kind: UnitKind;
  tonnes: Tonnes;
}

/** `POST /transfers`; the units are held until the other account confirms. */
export interface TransferUnits {
  toAccount: string;
  /** The market takes the oldest vintage first. */
  kind: UnitKind;
  tonnes: Tonnes;
  reason: string;
}

/**
 * `GET /me/transfers` → `Page<PendingTransfer>`. `POST /transfers/{id}/confirmation` takes the units in,
 * `DELETE /transfers/{id}` withdraws or declines; both answer `Receipt`.
 */
export interface PendingTransfer {
  id: string;
  from: string;
  to: string;
  unit: UnitClass;
  tonnes: Tonnes;
  expires: IsoInstant;
  reason: string;
}

/** Answer of every accepted write (`POST /orders`, `DELETE /orders/{id}`, `POST /surrenders`, `POST /transfers` and its two sequels). */
export interface Receipt {
  position: Position;
  instant: IsoInstant;
  /** What was decided, one sentence. */
  summary: Text;
  /** Id of the thing made, e.g. the order; null when there is none. */
  id: string | null;
}

/** `GET /calendar?date=2024-09-30&plus=7`; 422 `calendar.no-notice` outside the notices. */
export interface CalendarAnswer {
  date: IsoDate;
  plus: number;
  result: IsoDate;
  /** Days passed over, with the reason. */
  skipped: { date: IsoDate; reason: Text }[];
  citations: Citation[];
}
