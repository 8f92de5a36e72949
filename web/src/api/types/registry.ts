import type { AsOf, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';

export type UnitKind = 'allowance' | 'ccer' | 'inclusion' | 'ccus';

export interface UnitClass {
  kind: UnitKind;
  vintage: number | null;
  name: Text;
}

export type TransferKind =
  | 'issue'
  | 'allocate'
  | 'trade'
  | 'transfer'
  | 'surrender'
  | 'cancel'
  | 'takeBack'
  | 'expire'
  | 'deduct'
  | 'correct';

/** `GET /accounts/{number}/statement?asOf=2024-10-15` → 404 for an account the caller may not see, as for none. */
export interface AccountStatement {
  account: string;
  holder: Text;
  asOfDate: IsoDate;
  balances: { unit: UnitClass; balance: Tonnes; held: Tonnes; available: Tonnes }[];
  /** Oldest first. */
  entries: StatementEntry[];
  holds: StatementHold[];
  asOf: AsOf;
}

export interface StatementEntry {
  position: Position;
  instant: IsoInstant;
  kind: TransferKind;
  /** Null where the other side may not be shown. */
  counterparty: Text | null;
  unit: UnitClass;
  /** Signed change, t. */
  delta: Tonnes;
  /** Balance of this unit class after the entry, t. */
  balance: Tonnes;
}

export interface StatementHold {
  cause: 'order' | 'pledge' | 'entrust' | 'court' | 'sanction' | 'surrender' | 'transfer' | 'resale';
  unit: UnitClass;
  tonnes: Tonnes;
  since: IsoInstant;
  position: Position;
}

/** `GET /units/{serial}`: the life of one tonne; 404 `registry.unknown_serial`, 400 `registry.malformed_serial`. */
export interface UnitLife {
  serial: string;
  unit: UnitClass;
  state: 'held' | 'surrendered' | 'cancelled' | 'expired';
  traded: boolean;
  bankable: boolean;
  origin: Text;
  /** Block the unit is in now. */
  block: { first: string; last: string; tonnes: Tonnes };
  events: UnitEvent[];
  /** Serials worth trying, for the demonstration; empty outside demo mode. */
  examples: string[];
  asOf: AsOf;
}

export interface UnitEvent {
  position: Position;
  instant: IsoInstant;
  kind: TransferKind | 'hold' | 'release';
  title: Text;
  from: Text | null;
  to: Text | null;
  /** Size of the block that moved together, t. */
  tonnes: Tonnes;
  priceFen: Fen | null;
}

/** `GET /units?examples=true` → `Page<UnitExample>`: serials with an interesting life, to start from. */
export interface UnitExample {
  serial: string;
  unit: UnitClass;
  reason: Text;
}

/** `GET /registry/applications` → `Page<AccountApplication>`. */
export interface AccountApplication {
  participant: string;
  name: Text;
  creditCode: string;
  on: IsoDate;
}
