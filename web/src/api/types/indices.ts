import type { AsOf, Fen, IsoDate, Position, Text, Tonnes } from './common';

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

/** `POST /indices`, and of a revision `POST /indices/{code}/revisions`, which takes weights and rules from it. */
export interface DefineIndex {
  code: string;
  nameZh: string;
  nameEn: string;
  baseDate: IsoDate | null;
  baseValue: number;
  decimals: number;
  weighting: IndexWeighting;
  missingDay: MissingDayRule;
  /** Shares add up to 1 for fixed weights; otherwise they are 0. */
  constituents: { market: string; instrument: string; weight: number }[];
  note: string;
  source: string;
}

/** `POST /indices/previews`, `POST /indices/{code}/revisions/previews`: what would come of it; nothing is published. */
export interface IndexPreview {
  definition: IndexVersion;
  values: IndexValue[];
  asOf: AsOf;
}

/** `POST /indices/prices`: a day's price of another market. */
export interface RecordOutsidePrice {
  market: string;
  instrument: string;
  date: IsoDate;
  priceFen: Fen;
  tonnes: Tonnes;
  turnoverFen: Fen;
  source: string;
}
