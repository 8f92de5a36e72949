import type { AsOf, Citation, IsoDate, IsoInstant, Page, Position, Problem, Standing, Text } from './common';
import type { Role } from './session';

export type Outcome = 'accepted' | 'refused';

/**
 * `GET /journal?from=&through=&type=&actor=&outcome=&fromDate=&throughDate=&q=` → `JournalPage`, newest first
 * (`sort=position` for oldest first). `from` and `through` are positions. `type` may be repeated.
 */
export interface JournalPage extends Page<JournalRecord> {
  /** Command types that occur, with how often, for the filter. */
  types: { type: string; name: Text; count: number }[];
  headHash: string;
}

export interface JournalRecord {
  position: Position;
  instant: IsoInstant;
  businessDate: IsoDate | null;
  actor: Text;
  actorId: string;
  role: Role | 'system' | 'bank' | 'court';
  commandType: string;
  commandName: Text;
  /** One line: who did what. Confidential parts are left out for those who may not see them. */
  summary: Text;
  outcome: Outcome;
  refusalCode: string | null;
  eventTypes: string[];
}

/** `GET /journal/{position}`: the answer to "why?". */
export interface JournalEntry extends JournalRecord {
  requestId: string;
  /** The command's fields, in reading order. */
  command: Field[];
  events: { type: string; name: Text; fields: Field[] }[];
  refusal: Problem | null;
  rules: RuleUse[];
  previousHash: string;
  hash: string;
  /** Entities and accounts the record touches, for links. */
  links: { kind: 'entity' | 'account' | 'unit' | 'journal'; id: string; label: Text }[];
  asOf: AsOf;
}

export interface Field {
  name: string;
  label: Text;
  /** Shown as it is, except `tonnes` (t), `fen` (money) and `fenPerTonne` (price), which the page formats. */
  value: string | number | boolean | null;
  unit: 'tonnes' | 'fen' | 'fenPerTonne' | 'date' | 'instant' | null;
}

/** A parameter version a decision used. */
export interface RuleUse {
  key: string;
  label: Text;
  value: string;
  unit: string;
  from: string | null;
  through: string | null;
  standing: Standing;
  citation: Citation;
}
