import type { AsOf, Fen, IsoDate, Position, Text } from './common';

export type IndexWeighting = 'fixed' | 'byVolume' | 'byTurnover';
export type MissingDayRule = 'carryForward' | 'skip';

/** `GET /indices` → `Page<IndexLine>` */
export interface IndexLine {
  code: string;
  name: Text;
  weighting: IndexWeighting;
  missingDay: MissingDayRule;
  baseDate: IsoDate;
  baseValue: number;
  /** Date of the newest value. */
  date: IsoDate | null;
  value: number | null;
  /** The value before it. */
  before: number | null;
  /** Days with a value. */
  values: number;
}

/** One version of a definition, with the decision that published it. */
export interface IndexVersion {
  version: number;
  published: IsoDate;
  baseDate: IsoDate;
  baseValue: number;
  decimals: number;
  weighting: IndexWeighting;
  missingDay: MissingDayRule;
  constituents: {
    market: string;
    instrument: string;
    name: Text;
    /** Share for fixed weights; otherwise null. */
    weight: number | null;
    basePriceFen: Fen;
  }[];
  note: string;
  source: string;
  position: Position;
}

/** `GET /indices/{code}`; versions newest first. */
export interface PriceIndex {
  code: string;
  name: Text;
  versions: IndexVersion[];
  asOf: AsOf;
}

/** `GET /indices/{code}/values?from=&through=` → `Page<IndexValue>`, by date; no value on a day skipped. */
export interface IndexValue {
  date: IsoDate;
  value: number | null;
  /** All digits, as text. */
  exact: string | null;
  version: number;
  position: Position;
}

/** `GET /indices/{code}/values/{date}`: why the index has its value. */
export interface IndexReason {
  code: string;
  date: IsoDate;
  value: number | null;
  exact: string | null;
  /** Exact value of the day before. */
  before: string | null;
  definition: IndexVersion;
  inputs: {
    market: string;
    instrument: string;
    name: Text;
    priceFen: Fen;
    /** The price the change is counted from. */
    referenceFen: Fen;
    /** A share for fixed weights, otherwise the day's tonnes or yuan. */
    weight: number;
    traded: boolean;
  }[];
  position: Position;
  asOf: AsOf;
}
