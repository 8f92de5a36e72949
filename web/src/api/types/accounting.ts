import type { AsOf, Fen, IsoDate, IsoInstant, Text, Tonnes } from './common';
import type { Calculation } from './methodology';

export type Approach = 'operationalControl' | 'financialControl' | 'equityShare';
export type StakeCause = 'opened' | 'acquired' | 'divested' | 'closed' | 'corrected';
export type WarmingSet = 'ar5' | 'ar6';
export type DataQuality = 'measured' | 'calculated' | 'estimated';
export type ReferenceKind = 'output' | 'revenue' | 'area' | 'staff';
export type FootprintBasis = 'operationsLocation' | 'operationsMarket' | 'wholeLocation' | 'wholeMarket';
export type BreakdownSide =
  | 'month'
  | 'site'
  | 'source'
  | 'scope'
  | 'isoCategory'
  | 'valueChain'
  | 'product'
  | 'gas';

/** `GET /accounting/methods` → `Page<SourceMethod>`: published methodologies that sources may use. */
export interface SourceMethod {
  id: string;
  version: string;
  name: Text;
  /** About energy bought: scope 2 or 3, never 1. */
  energy: boolean;
  source: string;
  choices: MethodChoice[];
  figures: MethodFigure[];
}

export interface MethodChoice {
  name: string;
  label: Text;
  optional: boolean;
  options: { code: string; name: Text }[];
}

export interface MethodFigure {
  name: string;
  label: Text;
  unit: string;
  optional: boolean;
  /** Certificates must cover it. */
  certified: boolean;
}

/** `GET /accounting/companies` → `Page<AccountingCompany>`: those the caller may see. */
export interface AccountingCompany {
  id: string;
  name: Text;
  sector: string;
  covered: boolean;
  sites: number;
  sources: number;
  issuedYear: number | null;
  /** tCO2e of the newest issued year. */
  location: number | null;
  market: number | null;
}

/** `GET /accounting/companies/{id}`. Emissions in tCO2e with three decimals, here and below. */
export interface CompanyBooks {
  id: string;
  name: Text;
  sector: string;
  /** The caller acts for it. */
  mine: boolean;
  account: string | null;
  sites: AccountingSite[];
  sources: AccountingSource[];
  years: InventoryYear[];
  baseYear: { year: number; revision: number; totals: FootprintTotals } | null;
  targets: ReductionTarget[];
  asOf: AsOf;
}

export interface AccountingSite {
  id: number;
  name: Text;
  region: string;
  stakes: SiteStake[];
}

export interface SiteStake {
  from: IsoDate;
  equityPercent: number;
  operationalControl: boolean;
  financialControl: boolean;
  cause: StakeCause;
  reason: string;
}

export interface AccountingSource {
  id: number;
  site: number;
  name: Text;
  scope: number;
  valueChainCategory: number;
  isoCategory: number;
  methodology: string;
  version: string;
  method: Text;
  choices: { name: string; label: Text; code: string; value: Text }[];
  product: string;
  from: IsoDate;
  closedFrom: IsoDate | null;
}

export interface FootprintTotals {
  scope1: number;
  scope2Location: number;
  scope2Market: number;
  scope3: number;
  location: number;
  market: number;
}

export interface InventoryYear {
  year: number;
  revision: number;
  issued: boolean;
  lockedMonths: number;
  reviewedMonths: number;
  approach: Approach;
  warming: WarmingSet;
  totals: FootprintTotals;
}

export interface ReductionTarget {
  name: string;
  kind: 'absolute' | 'intensity';
  basis: FootprintBasis;
  year: number;
  reductionPercent: number;
}

/** `GET /accounting/companies/{id}/{year}?revision=`. */
export interface InventoryBook {
  company: string;
  name: Text;
  year: number;
  revision: number;
  newest: number;
  issued: boolean;
  mine: boolean;
  /** The caller's user number where he acts for the company. */
  me: number | null;
  approach: Approach;
  warming: WarmingSet;
  reason: string;
  months: InventoryMonth[];
  entries: InventoryEntry[];
  references: ReferenceFigure[];
  revisions: InventoryRevision[];
  totals: FootprintTotals;
  asOf: AsOf;
}

export interface ActingPerson {
  user: number;
  name: string;
  at: IsoInstant;
}

export interface InventoryMonth {
  month: number;
  reviewed: ActingPerson | null;
  locked: ActingPerson | null;
  note: string;
  entries: number;
  /** Sources that must have figures. */
  due: number;
  missing: number[];
  location: number;
  market: number;
}

export interface InventoryEntry {
  source: number;
  month: number;
  quality: DataQuality;
  figures: { name: string; value: string; unit: string }[];
  evidence: string[];
  certificates: { reference: string; quantity: number }[];
  note: string;
  /** Percentage of the site's emissions that counts. */
  percent: number;
  location: number;
  market: number;
  gases: { gas: string; location: number; market: number }[];
  traceHash: string;
  entered: ActingPerson;
}

export interface ReferenceFigure {
  kind: ReferenceKind;
  product: string;
  quantity: number;
  unit: string;
}

export interface InventoryRevision {
  revision: number;
  reason: string;
  openedAt: IsoInstant;
  issued: ActingPerson | null;
  totals: FootprintTotals;
}

/** `GET /accounting/companies/{id}/{year}/analysis?basis=`. */
export interface InventoryAnalysis {
  company: string;
  year: number;
  basis: FootprintBasis;
  totals: FootprintTotals;
  breakdowns: { side: BreakdownSide; parts: BreakdownPart[] }[];
  intensities: InventoryIntensity[];
  targets: TargetStanding[];
  change: FootprintChange | null;
  peers: PeerComparison[];
  baseYear: BaseYearCheck | null;
  asOf: AsOf;
}

export interface BreakdownPart {
  key: string;
  name: Text;
  location: number;
  market: number;
}

export interface InventoryIntensity {
  kind: ReferenceKind;
  product: string;
  quantity: number;
  unit: string;
  emissions: number;
  value: number;
}

export interface TargetStanding {
  target: ReductionTarget;
  base: number;
  aim: number;
  path: number;
  actual: number;
  unit: string;
  onPath: boolean;
}

/** What changed since the year before; activity, structure and factor add up to the change. */
export interface FootprintChange {
  from: number;
  to: number;
  before: number;
  after: number;
  activity: number;
  structure: number;
  factor: number;
  /** Output now over output before; null where one of the two is not known. */
  growth: number | null;
  sources: SourceChange[];
}

export interface SourceChange {
  source: number;
  name: Text;
  before: number;
  after: number;
  activity: number;
  structure: number;
  factor: number;
}

export interface PeerComparison {
  kind: ReferenceKind;
  unit: string;
  sector: string;
  own: number;
  companies: number;
  smallest: number;
  /** Null, as are the quartiles, where the group is too small to be shown. */
  place: number | null;
  lowerQuartile: number | null;
  median: number | null;
  upperQuartile: number | null;
}

export interface BaseYearCheck {
  base: number;
  change: number;
  sharePercent: number;
  thresholdPercent: number;
  due: boolean;
}

/** `GET /accounting/companies/{id}/{year}/measures?basis=`: cheapest per tonne first. */
export interface RankedMeasures {
  company: string;
  year: number;
  basis: FootprintBasis;
  discountRate: number;
  measures: RankedMeasure[];
  asOf: AsOf;
}

export interface RankedMeasure {
  id: number;
  rank: number;
  name: Text;
  source: number;
  sourceName: Text;
  costFen: Fen;
  lifetimeYears: number;
  yearlySavingFen: Fen;
  effect: 'percent' | 'tonnes';
  amount: number;
  sourceEmissions: number;
  left: number;
  wanted: number;
  saved: number;
  capped: boolean;
  yearlyCostFen: Fen;
  netCostFen: Fen;
  costPerTonneFen: Fen | null;
  cumulative: number;
}

/** `GET /accounting/companies/{id}/{year}/neutrality`. */
export interface FootprintNeutrality {
  company: string;
  year: number;
  issued: boolean;
  account: string | null;
  /** When the company asked for an account that it does not have yet. */
  appliedOn: string | null;
  /** Why the registry turned that application down. */
  declined: string | null;
  holdings: { kind: string; name: Text; available: Tonnes }[];
  needs: { basis: FootprintBasis; footprint: number; needed: Tonnes; missing: Tonnes }[];
  retired: Tonnes;
  retirements: FootprintRetirement[];
  certificates: NeutralityCertificate[];
  asOf: AsOf;
}

export interface FootprintRetirement {
  certificate: string;
  kind: string;
  tonnes: Tonnes;
  date: IsoDate;
  basis: FootprintBasis;
  purpose: string;
  revoked: boolean;
}

/** `GET /accounting/certificates/{number}`, open to everybody. */
export interface NeutralityCertificate {
  number: string;
  company: string;
  name: Text;
  year: number;
  revision: number;
  basis: FootprintBasis;
  footprint: number;
  needed: Tonnes;
  retired: Tonnes;
  date: IsoDate;
  /** The year has been restated since, or a retirement revoked. */
  overtaken: boolean;
  retirements: FootprintRetirement[];
}

/** `POST /accounting/inventories/{year}/activities`, and `/trial`, which writes nothing and answers `ActivityTrial`. */
export interface ActivityRequest {
  source: number;
  month: number;
  quality: DataQuality;
  figures: { name: string; value: string; unit: string }[];
  evidence: string[];
  certificates: { reference: string; quantity: number }[];
  note: string;
}

export interface ActivityTrial {
  location: number;
  market: number;
  percent: number;
  calculation: Calculation;
}

/** The surest first. */
export type FactorGrade = 'measured' | 'supplier' | 'published' | 'proxy';
export type InventoryGrade = 'high' | 'good' | 'fair' | 'poor';

/** `GET /accounting/companies/{id}/{year}/uncertainty?basis=&revision=`. Percentages: half the interval of 95 %. */
export interface InventoryUncertainty {
  company: string;
  year: number;
  revision: number;
  basis: FootprintBasis;
  issued: boolean;
  mine: boolean;
  emissions: number;
  absolute: number;
  percent: number | null;
  low: number;
  high: number;
  grade: InventoryGrade | null;
  sources: SourceUncertainty[];
  /** The rule values in force: `activity.measured`, `factor.proxy`, `grade.good` … */
  grades: { key: string; percent: number }[];
  asOf: AsOf;
}

export interface SourceUncertainty {
  source: number;
  name: Text;
  scope: number;
  emissions: number;
  /** The company stated something; otherwise the grades alone speak. */
  assessed: boolean;
  statedActivity: number | null;
  factor: FactorGrade;
  statedFactor: number | null;
  basis: string;
  activity: number;
  factorPercent: number;
  combined: number;
  varianceShare: number;
}

/** `POST /accounting/inventories/{year}/workbook?file=`: what a filled workbook holds; nothing is written. */
export interface ActivityWorkbook {
  file: string;
  lines: ActivityWorkbookLine[];
  /** Rows that say what stands already. */
  unchanged: number;
  faults: { code: string; zh: string; en: string; path: string }[];
}

export interface ActivityWorkbookLine {
  source: number;
  name: Text;
  month: number;
  quality: DataQuality;
  figures: { name: string; value: string; unit: string }[];
  evidence: string[];
  certificates: { reference: string; quantity: number }[];
  note: string;
  location: number | null;
  replaces: boolean;
}

/** `GET /registrations/choices`. */
export interface RegistrationChoices {
  sectors: { code: string; name: Text }[];
  cities: { code: string; name: Text }[];
}

/** `GET /registrations` → `Page<Registration>`: companies that registered themselves. */
export interface Registration {
  id: string;
  name: Text;
  creditCode: string;
  sector: Text;
  city: Text;
  on: IsoDate;
  status: 'active' | 'suspended' | 'closed';
  people: number;
  sites: number;
  sources: number;
  inventories: number;
}
