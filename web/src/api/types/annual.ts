import type { AllocationLine, Sector } from './compliance';
import type { AsOf, Text } from './common';
import type { CaptureLine } from './evidence';
import type { MonthHit } from './months';

export type AnnualState =
  'draft' | 'submitted' | 'underVerification' | 'returned' | 'verified' | 'accepted' | 'refused' | 'reopened';

/** `GET /mrv/reports` → `Page<AnnualRow>`, newest year first. */
export interface AnnualRow {
  year: number;
  entityId: string;
  name: Text;
  sector: Sector;
  city: Text;
  state: AnnualState;
  /** Newest derived version; zero when none was derived. */
  version: number;
  waiting: boolean;
  dueOn: string | null;
  submittedOn: string | null;
  late: boolean;
  reported: number | null;
  verified: number | null;
  accepted: number | null;
  methodology: string;
  extended: boolean;
  determined: boolean;
  reopened: boolean;
  position: number;
}

export interface AnnualPart {
  kind: 'source' | 'facility' | 'gas';
  code: string;
  name: Text;
  indirect: boolean;
  tonnes: number;
  mass: number | null;
  lastYear: number | null;
  before: number | null;
  /** Sector of the module it is of; empty for the plan's own. */
  module: string;
}

/** One methodology's share of a report with several. */
export interface AnnualModule {
  sector: string;
  sectorName: Text;
  methodology: string;
  version: string;
  methodologyName: Text;
  methodologyHash: string;
  traceHash: string;
  entityTonnes: number;
  processTonnes: number;
  counts: boolean;
  facilities: Text;
  months: { month: number; tonnes: number | null }[];
}

export interface AnnualMonth {
  month: number;
  revision: number;
  newest: number;
  tonnes: number | null;
}

export interface AnnualVersion {
  version: number;
  state: 'prepared' | 'submitted' | 'superseded';
  tonnes: number;
  entityTonnes: number;
  traceHash: string;
  preparedBy: string;
  preparedAt: string;
  approvedBy: string | null;
  submittedAt: string | null;
  signatory: string | null;
  position: number;
}

export interface AnnualProduct {
  product: string;
  quantity: number;
  unit: string;
  line: string;
  reason: string;
  intensity: number | null;
  lastIntensity: number | null;
}

export interface AnnualManual {
  column: string;
  text: string;
  unit: string;
  reason: string;
  evidence: string[];
}

export interface AnnualGap {
  facility: string;
  table: string;
  choice: string;
  column: string;
  months: number[];
  cause: string;
  effectTonnes: number | null;
}

export interface AnnualReopening {
  order: string;
  reason: string;
  fraud: boolean;
  standing: number;
  orderedOn: string;
  restated: number | null;
  /** The second verification it rests on. */
  recheck: number | null;
  position: number;
}

export interface AnnualDetermination {
  basis: 'lastYear' | 'capacity' | 'recheck';
  emissions: number;
  decision: string;
  decidedOn: string;
  lines: AllocationLine[];
  position: number;
}

export interface AnnualExtension {
  date: string;
  before: string;
  decision: string;
  decidedOn: string;
}

export interface AnnualAgency {
  kind: 'laboratory' | 'consultant';
  name: string;
  creditCode: string;
}

/** What the method answers a report with; also `POST /mrv/reports/{year}/{id}/preview`. */
export interface AnnualFigures {
  methodology: string;
  methodologyVersion: string;
  methodologyName: Text;
  methodologyHash: string;
  traceHash: string;
  entityTonnes: number;
  processTonnes: number;
  level: 'entity' | 'process';
  includesIndirect: boolean;
  compliance: number;
  parts: AnnualPart[];
  gaps: AnnualGap[];
  warnings: string[];
  /** Each methodology's share; empty when there is only one. */
  modules: AnnualModule[];
  /** What the year's checks say of a version that is not handed in yet. */
  checks: MonthHit[];
}

export interface AnnualStated {
  name: string;
  text: string;
  unit: string;
}

/** A deduction of a month and the transfer it rests on. */
export interface AnnualCapture {
  month: number;
  column: string;
  claimed: string;
  unit: string;
  transfer: CaptureLine;
  credited: number;
}

export interface AnnualStatement {
  manualFigures: AnnualManual[];
  statedFactors: AnnualStated[];
  products: AnnualProduct[];
  productionDays: number;
  stoppedDays: number;
  explanation: string;
  agencies: AnnualAgency[];
  boundaryChanges: string;
}

export interface AnnualActs {
  prepare: boolean;
  submit: boolean;
  extend: boolean;
  determine: boolean;
  takeOver: boolean;
  reopen: boolean;
  penalise: boolean;
  bringIn: boolean;
}

export interface AnnualChoice {
  name: string;
  label: Text;
  unit: string;
}

export interface AnnualOther {
  id: string;
  version: string;
  name: Text;
  module: string;
}

/** `GET /mrv/reports/{year}/{id}?version=`. */
export interface AnnualDetail {
  head: AnnualRow;
  shown: number;
  figures: AnnualFigures | null;
  statement: AnnualStatement | null;
  months: AnnualMonth[];
  versions: AnnualVersion[];
  lastYear: number | null;
  reopenings: AnnualReopening[];
  determination: AnnualDetermination | null;
  extension: AnnualExtension | null;
  reminded: string | null;
  lines: AnnualChoice[];
  inputs: AnnualChoice[];
  factors: AnnualChoice[];
  captures: AnnualCapture[];
  others: AnnualOther[];
  acts: AnnualActs;
  asOf: AsOf;
}

/** `GET /mrv/disclosures` → `Page<Disclosure>`, newest year first. */
export interface Disclosure {
  year: number;
  entityId: string;
  name: Text;
  sector: Sector;
  city: Text;
  emissions: number;
  methodology: string;
  methodologyName: Text;
  facilities: Text;
  restated: boolean;
}
