import type { AsOf, Citation, Fen, IsoDate, Page, Position, Standing, Text, Tonnes } from './common';

export type AllocationMethod = 'benchmark' | 'historicalIntensity' | 'historical' | 'none';

/** Where an entity stands in a compliance year. */
export type ComplianceStatus =
  | 'notReported'
  | 'reported'
  | 'verified'
  | 'partlySurrendered'
  | 'settled'
  | 'short'
  | 'exempt';

/** One entity in one compliance year. */
export interface ComplianceRow {
  entityId: string;
  name: Text;
  sector: Sector;
  city: Text;
  method: AllocationMethod;
  initialAllocation: Tonnes | null;
  /** After ex-post correction and next-year deductions; null before it is decided. */
  finalAllocation: Tonnes | null;
  verified: Tonnes | null;
  due: Tonnes | null;
  surrenderedAllowances: Tonnes;
  offsetsUsed: Tonnes;
  /** Most offsets the entity may use this year. */
  offsetCap: Tonnes | null;
  /** due − surrendered − offsets after the deadline; null before it. */
  shortfall: Tonnes | null;
  status: ComplianceStatus;
  penaltyFen: Fen;
  nextYearDeduction: Tonnes;
  /** Last decision that changed this row; null when there is none. */
  position: Position | null;
}

export interface Sector {
  id: string;
  name: Text;
}

/**
 * `GET /compliance?year=&sector=&status=&method=&q=` → `CompliancePage`. `sector`, `status`, `method` may be repeated.
 * `totals` are sums over every matching row, not over the page.
 */
export interface CompliancePage extends Page<ComplianceRow> {
  year: number;
  /** Years that have data, newest first. */
  years: number[];
  sectors: Sector[];
  /** Null while neither a decision nor a usable rule gives one. */
  deadline: IsoDate | null;
  totals: {
    initialAllocation: Tonnes;
    finalAllocation: Tonnes;
    verified: Tonnes;
    due: Tonnes;
    surrenderedAllowances: Tonnes;
    offsetsUsed: Tonnes;
    shortfall: Tonnes;
    penaltyFen: Fen;
    nextYearDeduction: Tonnes;
  };
}

/** `GET /entities/{id}`; 404 for an unknown id. */
export interface EntityProfile {
  id: string;
  name: Text;
  sector: Sector;
  city: Text;
  /** Rows of this entity per compliance year, newest first. */
  years: (ComplianceRow & { year: number })[];
  /** Accounts the caller may see; empty for a stranger, who is not told whether there are any. */
  accounts: AccountSummary[];
  asOf: AsOf;
}

export interface AccountSummary {
  number: string;
  kind: Text;
  state: 'open' | 'restricted' | 'frozen' | 'closed';
  holding: Tonnes;
  available: Tonnes;
}

/** `GET /entities/{id}/obligation?year=`: one point per day on which something changed, by date. */
export interface ObligationHistory {
  entityId: string;
  year: number;
  /** Null while neither a decision nor a usable rule gives one. */
  deadline: IsoDate | null;
  points: ObligationPoint[];
  /** What the gauge shows now. */
  now: ObligationNow;
  /** What restated years moved; null when nothing was. */
  credit: { out: Tonnes; to: number | null; in: Tonnes; lines: AllocationLine[] } | null;
  asOf: AsOf;
}

export interface ObligationPoint {
  date: IsoDate;
  /** Allowances held, by vintage, oldest first; vintages held nothing of are left out. */
  holdings: { vintage: number; tonnes: Tonnes }[];
  verified: Tonnes | null;
  surrenderedAllowances: Tonnes;
  offsetsUsed: Tonnes;
}

export interface ObligationNow {
  holdings: { vintage: number; tonnes: Tonnes }[];
  offsetsHeld: Tonnes;
  offsetCap: Tonnes | null;
  due: Tonnes | null;
  surrenderedAllowances: Tonnes;
  offsetsUsed: Tonnes;
  /** Still to find in the market after holdings and usable offsets; zero or more. */
  gap: Tonnes | null;
  /** `gap` at the last price. */
  gapCostFen: Fen | null;
  priceFen: Fen | null;
  workingDaysLeft: number | null;
  citation: Citation | null;
}

/** `GET /entities/{id}/allocation?year=` */
export interface AllocationExplanation {
  entityId: string;
  year: number;
  method: AllocationMethod;
  /** Why this method and not another. */
  methodReason: Text;
  /** In the order they were worked out; a later line may use earlier ones by `symbol`. */
  lines: AllocationLine[];
  /** Null before anything is allocated. */
  initialAllocation: Tonnes | null;
  finalAllocation: Tonnes | null;
  /** Journal records of the allocation decision and of its correction. */
  position: Position;
  correctionPosition: Position | null;
  /** How it came about again after the emissions were restated; empty when they never were. */
  recalculated: AllocationLine[];
  recalculationPosition: Position | null;
  /** The emissions were restated, and the allocation does not know of it yet. */
  recalculationDue: boolean;
  mayRecalculate: boolean;
  asOf: AsOf;
}

export interface AllocationLine {
  /** Short name used in formulas, e.g. `Q`, `m`, `A`. */
  symbol: string;
  label: Text;
  /** E.g. `Q × I × k × m`; null for a plain input. */
  formula: string | null;
  /** Exact decimal as text, e.g. `0.9800`. */
  value: string;
  /** `t`, `t/t`, `d` or empty. */
  unit: string;
  kind: 'input' | 'rule' | 'step' | 'result';
  ruleKey: string | null;
  citation: Citation | null;
  standing: Standing | null;
}
