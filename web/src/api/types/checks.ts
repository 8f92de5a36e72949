import type { AsOf, IsoDate, IsoInstant, Position, Standing, Text } from './common';

/** What a check may do: add risk, ask for an explanation, or stop. */
export type CheckSeverity = 'risk' | 'warn' | 'block';
/** An occasion on which a check is run. */
export type CheckRun = 'typing' | 'preparing' | 'filing' | 'verifying' | 'review' | 'replay';
/** What a check compares with, which somebody else has to enter first. */
export type CheckSource =
  | 'labCopies'
  | 'electricityBills'
  | 'heatInvoices'
  | 'outputStatistics'
  | 'continuousMeasurement'
  | 'contracts';
export type CheckStage = 'month' | 'year' | 'market' | 'verification';
export type QualityAlertState = 'open' | 'explained' | 'suppressing' | 'closed';
export type AlertOutcome = 'explained' | 'corrected' | 'escalated' | 'suppressed' | 'confirmed';

export interface CheckThreshold {
  name: string;
  key: string;
  meaning: Text;
  unit: string;
  /** As adopted; null when it is not. */
  value: string | null;
  standing: Standing | null;
  source: string;
}

export interface CheckLine {
  id: string;
  title: Text;
  says: Text;
  /** What whoever reads a hit should know; may be empty. */
  note: Text;
  severity: CheckSeverity;
  stage: CheckStage;
  runs: CheckRun[];
  /** What nobody has entered yet, without which it finds nothing; null when it has all it needs. */
  lacks: CheckSource | null;
  fields: string[];
  levels: { severity: CheckSeverity; when: string }[];
  thresholds: CheckThreshold[];
  /** Null for those who may not see every alert. */
  raised: number | null;
  open: number | null;
  closed: number | null;
  explained: number | null;
  suppressed: number | null;
  confirmed: number | null;
  corrected: number | null;
  escalated: number | null;
  /** Explained or suppressed: the figures stood as they were. */
  falseAlarms: number | null;
  falseShare: number | null;
}

export interface QualityAlertLine {
  number: number;
  check: string;
  title: Text;
  severity: CheckSeverity;
  entityId: string;
  entity: Text;
  year: number;
  /** 1 to 12; 0 for the year. */
  month: number;
  subject: string;
  /** The subject in words. */
  about: Text;
  says: Text;
  fields: string[];
  state: QualityAlertState;
  origin: 'filing' | 'review' | 'replay' | 'verification';
  raisedAt: IsoInstant;
  explanation: string;
  outcome: AlertOutcome | null;
  reason: string;
  follows: number | null;
  version: string;
  position: Position;
  /** The verification whose conduct it is about; null when it is about data. */
  verification: number | null;
}

/** A page and the fields on it that an alert is about. */
export interface AlertLink {
  page: 'month' | 'year' | 'plan' | 'report' | 'contracts' | 'verification';
  /** 1 to 12; 0 where the page is not of a month. */
  month: number;
  places: string[];
}

export interface QualityAlertAnswer {
  alert: QualityAlertLine;
  note: Text;
  /** A label that asks a question is answered by 1 for yes and 0 for no. */
  figures: { label: Text; value: string; unit: string; key: string }[];
  links: AlertLink[];
  hasPeers: boolean;
  /** False alarms of those closed; null before the first, and for those who may not see it. */
  falseShare: number | null;
  /** Alerts of the check that were closed; null for those who may not see it. */
  closed: number | null;
  mayExplain: boolean;
  mayClose: boolean;
  mayAgree: boolean;
  asOf: AsOf;
}

/** `GET /mrv/alerts/{number}/peers`. */
export interface PeerAnswer {
  sector: string;
  products: string;
  unit: string;
  year: number;
  median: number;
  lowerQuartile: number;
  upperQuartile: number;
  /** Beyond these nobody is left unasked; null when all are the same. */
  least: number | null;
  most: number | null;
  peers: { entityId: string; entity: Text; intensity: number; z: number | null; own: boolean }[];
  asOf: AsOf;
}

export interface LaboratoryLine {
  accreditation: string;
  name: string;
  validFrom: IsoDate;
  validThrough: IsoDate;
  scope: string[];
  samplesPerDay: number;
  online: boolean;
}

export interface ComparisonLine {
  entityId: string;
  entity: Text;
  year: number;
  /** 1 to 12; 0 for the whole year. */
  month: number;
  kind: 'electricityBill' | 'heatInvoice' | 'continuousMeasurement' | 'outputStatistics';
  item: string;
  value: number;
  unit: string;
  source: string;
}

export interface ContractLine {
  entityId: string;
  entity: Text;
  year: number;
  consultant: string;
  group: string;
  contingent: boolean;
}

export interface ReplayLine {
  year: number;
  fromMonth: number;
  throughMonth: number;
  version: string;
  reason: string;
  months: number;
  newHits: number;
  at: IsoInstant;
  position: Position;
}

/** The simulated year's evidence, its seeded frauds, and the record of each check. */
export interface QualityReport {
  plans: number;
  months: number;
  lateMonths: number;
  substitutedMonths: number;
  refusedMonths: number;
  alerts: number;
  concealed: number;
  undetected: number;
  frauds: {
    id: string;
    name: Text;
    careful: boolean;
    entityId: string;
    entity: Text;
    concealed: number;
    caughtBy: string[];
    alsoFired: string[];
    missed: boolean;
  }[];
  checks: {
    check: string;
    name: Text;
    severity: CheckSeverity;
    refused: number;
    raised: number;
    closed: number;
    falseAlarms: number;
    honest: number;
    /** What had the figures it asks for, and whose it was; absent in reports of earlier programs. */
    things?: number;
    entities?: number;
  }[];
  /** Numbers of the catalogue, those that had something to look at, and those that had not. */
  numbers?: number;
  ran?: number;
  idle?: string[];
}
