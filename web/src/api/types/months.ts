import type { AsOf, IsoDate, Text } from './common';
import type { MeterLine } from './evidence';
import type { CalculationResult, CheckResult } from './methodology';

export type Acquisition = 'measured' | 'calculated' | 'default' | 'estimated';
export type PlanState = 'submitted' | 'approved' | 'returned';
export type PlanChange =
  | 'first'
  | 'newSources'
  | 'betterMeasurement'
  | 'wrongMethod'
  | 'betterAccuracy'
  | 'notPerGuide';
export type PowerOrigin = 'none' | 'grid' | 'directGreen' | 'ownGreen' | 'ownPlant';
export type MonthStanding =
  | 'notDue'
  | 'open'
  | 'overdue'
  | 'submitted'
  | 'countyChecked'
  | 'cityChecked'
  | 'accepted'
  | 'returned';
export type LabFault = 'noAccreditation' | 'issuedLate' | 'dateOrder' | 'otherMonth';

export interface PlanFacility {
  id: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  capacity: number | null;
  capacityUnit: string;
  permit: string;
}

export interface PlanMeter {
  id: string;
  kind: string;
  location: string;
  accuracy: string;
  calibratedOn: IsoDate;
  calibrationMonths: number;
  power: PowerOrigin;
}

export interface PlanParameter {
  id: string;
  facility: string;
  table: string;
  choice: string;
  column: string;
  acquisition: Acquisition;
  meter: string;
  method: string;
  frequency: string;
  department: string;
  missingTreatment: string;
}

/** Facilities that report under another methodology than the plan's sector. */
export interface PlanModule {
  sector: string;
  facilities: string[];
}

export interface PlanContent {
  regime: string;
  sector: string;
  boundary: string;
  facilities: PlanFacility[];
  meters: PlanMeter[];
  parameters: PlanParameter[];
  qualityControl: string;
  modules: PlanModule[];
}

export interface PlanVersion {
  version: number;
  from: IsoDate;
  state: PlanState;
  change: PlanChange;
  changeReason: string;
  remarks: string;
  filedBy: string;
  filedAt: string;
  late: boolean;
  dueOn: IsoDate | null;
  content: PlanContent;
  position: number;
}

export interface FormOption {
  code: string;
  label: Text;
}

/** One figure of a methodology as a form asks for it. */
export interface FormFigure {
  name: string;
  label: Text;
  unit: string;
  options: FormOption[];
  optional: boolean;
  hasDefault: boolean;
  least: string | null;
  most: string | null;
  evidence: string[];
}

export interface FormTable {
  name: string;
  label: Text;
  optional: boolean;
  planned: boolean;
  columns: FormFigure[];
}

export interface PlanMethod {
  regime: string;
  sector: string;
  sectorName: Text;
  fromYear: number;
  throughYear: number | null;
  methodology: string;
  version: string;
  name: Text;
  figures: FormFigure[];
  tables: FormTable[];
}

export interface CalibrationLine {
  meter: string;
  on: IsoDate;
  through: IsoDate;
  document: string;
}

/** `GET /mrv/plans/{entity}`. */
export interface PlansAnswer {
  entityId: string;
  entity: Text;
  inForce: number | null;
  versions: PlanVersion[];
  meters: MeterLine[];
  calibrations: CalibrationLine[];
  methods: PlanMethod[];
  asOf: AsOf;
}

/** `GET /mrv/plans` → `Page<PlanLine>`. */
export interface PlanLine {
  entityId: string;
  entity: Text;
  city: Text;
  sector: string;
  version: number;
  state: PlanState;
  late: boolean;
  dueOn: IsoDate | null;
  from: IsoDate;
  change: PlanChange;
  filedAt: string;
  facilities: number;
  meters: number;
  parameters: number;
}

/** One thing wrong, with its place in the form or its cell. */
export interface FormFault {
  code: string;
  zh: string;
  en: string;
  path: string;
}

export interface MonthFigure {
  column: string;
  text: string;
  unit: string;
  acquisition: Acquisition;
  reason: string;
  evidence: string[];
}

export interface MonthRow {
  table: string;
  facility: string;
  figures: MonthFigure[];
}

export interface LabReport {
  number: string;
  laboratory: string;
  accreditation: string;
  sample: string;
  fuel: string;
  sampledFrom: IsoDate;
  sampledThrough: IsoDate;
  receivedOn: IsoDate;
  testedOn: IsoDate;
  issuedOn: IsoDate;
  ncv: number | null;
  carbon: number | null;
  hydrogen: number | null;
  oxygen: number | null;
  sulphur: number | null;
  totalMoisture: number | null;
  innerMoisture: number | null;
  verificationCode: string;
  stamped: boolean;
  document: string;
}

export interface FuelLedger {
  fuel: string;
  opening: number;
  received: number;
  consumed: number;
  closing: number;
  runningDays: number;
  subSamples: number;
  dailyMoisture: number | null;
  retained: boolean;
  document: string;
}

export interface PowerReading {
  meter: string;
  mwh: number;
  certificates: string[];
  document: string;
}

export interface MonthContent {
  rows: MonthRow[];
  labReports: LabReport[];
  ledgers: FuelLedger[];
  power: PowerReading[];
}

export interface FormRow {
  table: string;
  facility: string;
  choice: string;
}

/** What one more methodology of the plan asks of the facilities that report under it. */
export interface FormModule {
  sector: string;
  sectorName: Text;
  facilities: string[];
  methodology: string;
  version: string;
  methodologyName: Text;
  figures: FormFigure[];
  tables: FormTable[];
  rows: FormRow[];
}

/** `GET /mrv/months/{entity}/{year}/form`. */
export interface MonthForm {
  entityId: string;
  entity: Text;
  year: number;
  methodology: string;
  version: string;
  methodologyName: Text;
  planVersion: number;
  figures: FormFigure[];
  tables: FormTable[];
  rows: FormRow[];
  plan: PlanContent;
  /** The plan's further methodologies; empty for most. */
  modules: FormModule[];
  asOf: AsOf;
}

export interface MonthTile {
  month: number;
  standing: MonthStanding;
  due: IsoDate | null;
  countyDue: IsoDate | null;
  cityDue: IsoDate | null;
  late: boolean;
  revision: number;
  substitutions: number;
  substitutedTonnes: number;
  correctionPending: boolean;
}

/** One methodology of a plan with several. */
export interface MonthModule {
  sector: string;
  sectorName: Text;
  methodology: string;
  version: string;
}

/** `GET /mrv/months/{entity}/{year}`. */
export interface MonthYear {
  entityId: string;
  entity: Text;
  year: number;
  planVersion: number | null;
  modules: MonthModule[];
  tiles: MonthTile[];
  asOf: AsOf;
}

export interface Substitution {
  row: number;
  table: string;
  facility: string;
  choice: string;
  column: string;
  measured: string;
  report: string;
  fault: LabFault;
  effectTonnes: number | null;
}

export interface MonthDifference {
  table: string;
  facility: string;
  choice: string;
  column: string;
  old: string;
  new: string;
}

export interface MonthCheck {
  level: 'county' | 'city';
  passed: boolean;
  by: string;
  at: string;
  late: boolean;
  reason: string;
}

export interface MonthRevision {
  revision: number;
  state: 'submitted' | 'countyChecked' | 'cityChecked' | 'accepted' | 'returned';
  planVersion: number;
  dueOn: IsoDate;
  late: boolean;
  filedAt: string;
  filedBy: string;
  remarks: string;
  content: MonthContent;
  substitutions: Substitution[];
  checks: MonthCheck[];
  changes: MonthDifference[];
  position: number;
}

export interface CorrectionLine {
  number: number;
  revision: number;
  state: 'requested' | 'approved' | 'refused';
  reason: string;
  requestedAt: string;
  requestedBy: string;
  decision: string;
  changes: MonthDifference[];
}

export interface CemsMonth {
  stack: string;
  document: string;
  hours: number;
  missing: number;
  measuredTonnes: number;
  substitutedTonnes: number;
  isUsable: boolean;
  tonnes: number;
}

/** What one methodology makes of a month that was filed. */
export interface MonthModuleTonnes {
  sector: string;
  sectorName: Text;
  tonnes: number | null;
}

/** `GET /mrv/months/{entity}/{year}/{month}`. */
export interface MonthDetail {
  entityId: string;
  entity: Text;
  year: number;
  month: number;
  standing: MonthStanding;
  modules: MonthModuleTonnes[];
  revisions: MonthRevision[];
  corrections: CorrectionLine[];
  cems: CemsMonth[];
  asOf: AsOf;
}

/** What one methodology of a plan with several makes of a month. */
export interface ModuleTrial {
  sector: string;
  sectorName: Text;
  results: CalculationResult[];
  failedChecks: CheckResult[];
  traceHash: string | null;
}

/** `POST …/try`. */
export interface MonthTrial {
  faults: FormFault[];
  substitutions: Substitution[];
  results: CalculationResult[];
  failedChecks: CheckResult[];
  traceHash: string | null;
  modules: ModuleTrial[];
  /** Of all modules, t CO₂e; null when one cannot be calculated on the month alone. */
  total: string | null;
}

/** `POST …/checks/try`: a data-quality check that the month as typed would not pass. */
export interface MonthHit {
  check: string;
  title: Text;
  severity: 'risk' | 'warn' | 'block';
  subject: string;
  /** The subject in words. */
  about: Text;
  says: Text;
  /** Fields of the form it is about. */
  places: string[];
}

/** `GET /mrv/months` → `Page<MonthsLine>`. */
export interface MonthsLine {
  entityId: string;
  entity: Text;
  city: Text;
  sector: string;
  year: number;
  due: number;
  filed: number;
  accepted: number;
  late: number;
  overdue: number;
  returned: number;
  substituted: number;
  substitutedTonnes: number;
}

/** `POST …/workbook?file=name`, the file as body. */
export interface WorkbookAnswer {
  file: string;
  months: { month: number; content: MonthContent; figures: number }[];
  faults: FormFault[];
}

/** `GET /documents` → `Page<EvidenceFile>`. */
export interface EvidenceFile {
  hash: string;
  name: string;
  mediaType: string;
  bytes: number;
  ownerId: string;
  owner: Text;
  filedOn: string;
  otherOwners: number;
}
