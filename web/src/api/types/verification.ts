import type { AsOf, Citation, Text } from './common';
import type { QualityAlertLine } from './checks';

/** Row of `GET /verification/tasks` → `Page<VerificationRow>`. */
export interface VerificationRow {
  number: number;
  year: number;
  participant: string;
  name: Text;
  city: string;
  body: string;
  bodyName: Text;
  kind: 'annual' | 'recheck';
  stage: string;
  openedOn: string;
  dueOn: string | null;
  overdue: boolean;
  findings: number;
  openFindings: number;
  /** Whether the caller has a step to take now. */
  mine: boolean;
}

export interface VerificationStep {
  action: string;
  by: string;
  to: string | null;
  allowed: boolean;
}

export interface Finding {
  number: number;
  class: string;
  severity: 'observation' | 'minor' | 'major';
  clause: string;
  description: string;
  evidence: string[];
  author: string;
  status: 'noted' | 'open' | 'answered' | 'satisfied' | 'closed' | 'unresolved';
  correctiveAction: string;
  answer: string;
  answerEvidence: string[];
  effect: number | null;
  round: number;
  remarks: string;
  checkedBy: string;
  closedBy: string;
  closedOn: string | null;
  /** Whether the body before had left it. */
  carried: boolean;
}

export interface SiteEvidence {
  kind: string;
  document: string;
  person: string;
  date: string;
  time: string;
  latitude: string;
  longitude: string;
  note: string;
}

export interface VerificationConclusion {
  initial: number;
  verified: number;
  change: string;
  materiality: string | null;
  sources: { source: string; reported: string; verified: string; reason: string }[];
  crossChecks: { item: string; value: string; against: string; source: string; agrees: boolean }[];
  reportConforms: boolean;
  planFollowed: boolean;
  planAdvice: string;
  specialMatters: string;
}

/** `GET /verification/tasks/{number}`. */
export interface VerificationAnswer {
  task: VerificationRow;
  parties: string[];
  steps: VerificationStep[];
  leader: string;
  members: string[];
  reviewer: string;
  /** The body's people for its own users, with what stands for and against each in this task. */
  staff: {
    code: string;
    name: string;
    skills: string[];
    you: boolean;
    skilled: boolean;
    given: number;
    most: number;
    against: Text | null;
    againstTeam: Text | null;
    againstLeading: Text | null;
  }[];
  checklist: { code: string; origin: string; text: Text; result: string; fine: boolean | null }[];
  documents: { parameter: string; plannedMethod: string; verifiedBy: string; remarks: string; fine: boolean }[];
  site: {
    from: string;
    through: string;
    place: string;
    latitude: string;
    longitude: string;
    members: string[];
    agenda: string;
  } | null;
  evidence: SiteEvidence[];
  findings: Finding[];
  conservative: {
    finding: number;
    parameter: string;
    given: string;
    used: string;
    reason: string;
    effect: number;
  }[];
  conclusion: VerificationConclusion | null;
  objection: { grounds: string; on: string; decideBy: string; upheld: boolean | null; reason: string } | null;
  errors: { description: string; effect: number; source: string; on: string }[];
  entries: { at: string; by: string; action: string; from: string; to: string; text: string }[];
  held: string | null;
  follows: number | null;
  successor: number | null;
  reportState: string;
  initial: number;
  reported: number | null;
  sources: { source: string; amount: string; unit: string; factor: string; emissions: string }[];
  productionDays: number;
  stoppedDays: number;
  products: { product: string; quantity: string; unit: string }[];
  /** Who has to act now. */
  waiting: string[];
  /** The figures a report could be opened again on; null when not. */
  reopening: { standing: number; found: number } | null;
  /** What followed from a recheck on which the report was opened again; null otherwise. */
  consequences: RecheckConsequences | null;
  /** What the checks of conduct hold against it, as far as the reader may know. */
  alerts: QualityAlertLine[];
  asOf: AsOf;
}

/** One year's duty as a restated figure changed it. */
export interface RestatedDuty {
  year: number;
  dueBefore: number;
  due: number;
  surrendered: number;
  stillMissing: number;
  finesFen: number;
  /** Between what a penalty may be chosen: a multiple, or an amount in fen; null when none can be imposed. */
  penalty: {
    byMultiple: boolean;
    least: number;
    most: number;
    shortfall: number;
    asksRefusal: boolean;
    citation: Citation | null;
  } | null;
  position: number;
}

export interface RecheckConsequences {
  order: string;
  reason: string;
  fraud: boolean;
  orderedOn: string;
  standing: number;
  found: number;
  restated: number | null;
  position: number;
  restatedAt: number;
  mayTakeOver: boolean;
  duties: RestatedDuty[];
  credited: number;
  creditedTo: number | null;
  allocation: number | null;
  recalculationDue: boolean;
  recalculatedAt: number | null;
  mayRecalculate: boolean;
  fraudPenaltyDue: boolean;
  /** Null for those who may not know how it is evaluated. */
  firstBody: {
    task: number;
    body: string;
    name: Text;
    effect: number;
    now: string | null;
    published: string | null;
  } | null;
}

/** Row of `GET /verification/candidates`. */
export interface VerificationCandidate {
  body: string;
  name: Text;
  fit: boolean;
  code: string | null;
  reason: Text | null;
  open: number;
}

/** `GET /verification/quality`. */
export interface QualityAnswer {
  year: number;
  publishedOn: string | null;
  bodies: {
    body: string;
    name: Text;
    finished: number;
    withErrors: number;
    sentBack: number;
    blind: number;
    late: number;
    findings: number;
    medianDays: number;
    score: string;
    /** Score as the work stands today, beside one already public. */
    now: string | null;
  }[];
  seed: string | null;
  candidates: number;
  drawn: { task: number; participant: string; name: Text; score: number; cause: string; stage: string }[];
  asOf: AsOf;
}

export interface SupervisionRow {
  code: string;
  entities: number;
  reported: number;
  late: number;
  accepted: number;
  openTasks: number;
  overdueTasks: number;
  openFindings: number;
  openAlerts: number;
  rechecks: number;
  routineDrawn: number;
  routineProblems: number;
}

/** `GET /supervision/map`: by city, or by district of the caller's own city. */
export interface SupervisionAnswer {
  year: number;
  city: string | null;
  cities: SupervisionRow[];
  asOf: AsOf;
}

/** Row of `GET /supervision/entities`. */
export interface SupervisedEntity {
  participant: string;
  name: Text;
  city: string;
  district: string;
  sector: string;
  reportState: string;
  late: boolean;
  task: number | null;
  stage: string | null;
  overdue: boolean;
  openFindings: number;
  openAlerts: number;
}

/** Row of `GET /supervision/routine-checks`. */
export interface RoutineCheck {
  number: number;
  participant: string;
  name: Text;
  city: string;
  district: string;
  year: number;
  quarter: number;
  inspectors: string[];
  drawnOn: string;
  result: 'open' | 'noProblem' | 'problems' | 'obstructed';
  notes: string;
  doneOn: string | null;
}

/** `GET /verification/bodies/{id}`: a body's profile, people, interests and self-checks; version 0 when not filed. */
export interface VerificationBody {
  participant: string;
  name: Text;
  sectors: string[];
  services: string[];
  groups: string[];
  laboratories: string[];
  certificate: string;
  document: string;
  version: number;
  staff: {
    code: string;
    name: string;
    user: string;
    skills: string[];
    history: { employer: string; kind: string; from: string; through: string | null }[];
    you: boolean;
  }[];
  users: { user: string; name: string }[];
  status: 'active' | 'suspended' | 'closed';
  /** Verifications it has in hand, those on hold among them. */
  openTasks: number;
  /** Every covered entity: the list is public, and an interest may be declared towards any. */
  emitters: { participant: string; name: Text }[];
  interests: {
    number: number;
    kind: string;
    emitter: Text | null;
    person: string;
    from: string;
    through: string | null;
    description: string;
  }[];
  checks: { year: number; broken: number[]; remarks: string; document: string; on: string }[];
  asOf: AsOf;
}
