import type { AsOf, Citation, IsoDate, Position, Standing, Text } from './common';

/** `GET /rulebooks` → `Page<InstrumentSummary>`, by rulebook then date. */
export interface InstrumentSummary {
  id: string;
  rulebook: string;
  title: Text;
  /** Number of the document, e.g. `省政府令第371号`; empty when it has none. */
  number: string;
  issuer: Text;
  from: IsoDate | null;
  through: IsoDate | null;
  parameters: number;
  standings: Record<Standing, number>;
}

/** `GET /rulebooks/{instrument}`: parameters in article order. */
export interface Instrument extends InstrumentSummary {
  summary: Text;
  rules: RuleValue[];
  asOf: AsOf;
}

/** One dated value of a parameter. */
export interface RuleValue {
  key: string;
  label: Text;
  /** Value as text with its own precision; null when disputed and nothing is adopted. */
  value: string | null;
  unit: string;
  scope: Text | null;
  /** First and last day (or compliance year as `CY2024`) the value holds; null is open. */
  from: string | null;
  through: string | null;
  standing: Standing;
  citation: Citation;
  /** Where the value was read. */
  source: string;
  note: Text | null;
  adoption: { by: Text; date: IsoDate; reason: Text; position: Position } | null;
}

/** `GET /rules/{key}?on=2024-06-01` (default: the business date). */
export interface Rule {
  key: string;
  label: Text;
  meaning: Text;
  unit: string;
  /** Value in force on `on`; null when there is none. */
  current: RuleValue | null;
  on: IsoDate;
  /** Every value, earliest first, including the current one. */
  values: RuleValue[];
  asOf: AsOf;
}
