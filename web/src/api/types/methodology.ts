import type { AsOf, Standing, Text } from './common';

/** `GET /methodologies` → `Page<MethodologyLine>`, by id and version. */
export interface MethodologyLine {
  id: string;
  version: string;
  name: Text;
  sector: string;
  sectorName: Text;
  issuer: string;
  source: string;
  standing: Standing;
  fromYear: number | null;
  throughYear: number | null;
  /** Whether this very content is published in the market. */
  published: boolean;
  examples: number;
  hash: string;
}

/** `GET /methodologies/{id}/{version}`. */
export interface MethodologyDetail {
  methodology: MethodologyLine;
  note: Text;
  constants: MethodologyConstant[];
  factors: MethodologyFactor[];
  inputs: MethodologyInput[];
  formulas: MethodologyFormula[];
  checks: MethodologyCheck[];
  /** When it may be used at all. */
  conditions: MethodologyCondition[];
  results: string[];
  examples: MethodologyExample[];
  asOf: AsOf;
}

export interface MethodologyConstant {
  name: string;
  label: Text;
  value: string;
  unit: string;
  source: string;
}

export interface MethodologyFactor {
  name: string;
  label: Text;
  series: string;
  item: string;
  region: string;
  dataYear: number;
  value: string;
  unit: string;
  source: string;
  cite: string;
  standing: Standing;
}

export interface MethodologyInput {
  name: string;
  label: Text;
  /** Table whose column it is; empty for single figures. */
  table: string;
  unit: string;
  optional: boolean;
  /** Conservative value that stands in where it is missing; empty when there is none. */
  missing: string;
  evidence: string[];
  options: string[];
}

export interface MethodologyFormula {
  name: string;
  label: Text;
  table: string;
  unit: string;
  formula: string;
  rounding: string;
}

export interface MethodologyCheck {
  id: string;
  label: Text;
  severity: 'risk' | 'warn' | 'block';
  formula: string;
}

export interface MethodologyExample {
  name: Text;
  year: number;
  expected: Record<string, string>;
  /** Code of the refusal it has to end in; empty when it has to give figures. */
  refused: string;
}

export interface MethodologyCondition {
  id: string;
  label: Text;
  formula: string;
  source: string;
}

/** `POST /methodologies/proposals`: what a methodology file would be, once everything in it holds. */
export interface MethodologyProposal {
  id: string;
  version: string;
  name: Text;
  hash: string;
  formulas: number;
  examples: number;
  /** Values without a source: they are adopted with a reason. */
  assumed: number;
  /** Whether this version is published already, with whatever content. */
  taken: boolean;
}

/** `GET /rule-sets?regime&sector&year&adopted` → `Page<RuleSetLine>`. */
export interface RuleSetLine {
  regime: string;
  regimeName: Text;
  sector: string;
  sectorName: Text;
  fromYear: number;
  throughYear: number | null;
  methodology: string;
  version: string;
  name: Text;
  standing: Standing;
  source: string;
  /** Whether that version is in force in this market. */
  published: boolean;
  /** Whether reports in this market use it; otherwise it only stands in the shipped table. */
  adopted: boolean;
}

/** `POST /methodologies/{id}/{version}/runs?file=name`, the file as body. */
export interface Calculation {
  methodology: string;
  version: string;
  methodologyHash: string;
  nameZh: string;
  nameEn: string;
  year: number;
  region: string;
  fromMonth: number;
  throughMonth: number;
  isWhatIf: boolean;
  results: CalculationResult[];
  trace: TraceStep[];
  checks: CheckResult[];
  evidenceGaps: string[];
  traceHash: string;
  isUsable: boolean;
}

export interface CalculationResult {
  name: string;
  zh: string;
  en: string;
  value: string;
  exact: string;
  unit: string;
  rounding: string;
}

export interface TraceStep {
  kind: 'constant' | 'factor' | 'input' | 'substitute' | 'step' | 'result';
  name: string;
  row: string;
  zh: string;
  en: string;
  formula: string;
  value: string;
  shown: string;
  unit: string;
  evidence: string[];
  source: string;
  standing: Standing | null;
  isWhatIf: boolean;
}

export interface CheckResult {
  id: string;
  severity: 'risk' | 'warn' | 'block';
  holds: boolean;
  row: string;
  zh: string;
  en: string;
  fields: string[];
}

/** Answer 422 of a run: everything wrong with the figures. */
export interface RunProblem {
  code: string;
  zh: string;
  en: string;
  faults: RunFault[];
}

export interface RunFault {
  code: string;
  zh: string;
  en: string;
  /** File with line or cell. */
  place: string;
}

/** `POST /methodologies/{id}/{version}/comparisons?file=name&with=id@version&set=name=value`, the file as body. */
export interface Comparison {
  first: Calculation;
  second: Calculation;
  results: ComparedValue[];
  factors: ComparedValue[];
  lines: ComparedValue[];
  /** Given figures the second method does not ask for. */
  notAsked: string[];
}

export interface ComparedValue {
  kind: 'constant' | 'factor' | 'input' | 'substitute' | 'step' | 'result';
  name: string;
  row: string;
  zh: string;
  en: string;
  unit: string;
  first: string;
  second: string;
  difference: string;
  change: 'same' | 'changed' | 'firstOnly' | 'secondOnly';
}
