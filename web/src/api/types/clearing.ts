import type { AsOf, Fen, IsoDate, IsoInstant, Position, Text, Tonnes } from './common';

export type RunStep =
  | 'tradingStopped'
  | 'tradeListFrozen'
  | 'closesComputed'
  | 'feesComputed'
  | 'obligationsFixed'
  | 'checked'
  | 'delivered'
  | 'bankFilesIssued'
  | 'registryConfirmed'
  | 'reconciled'
  | 'statementsIssued'
  | 'readyToOpen';

export type FigureUnit = 'count' | 't' | 'fen' | 'fen/t' | 'yes-no';

/** One figure of a step, for one instrument, mode or bank, or for all when `subject` is empty. */
export interface StepFigure {
  name: string;
  label: Text;
  subject: string;
  value: number;
  unit: FigureUnit;
}

export interface RunStepRecord {
  step: RunStep;
  label: Text;
  done: boolean;
  instant: IsoInstant | null;
  hash: string;
  figures: StepFigure[];
}

/** `GET /clearing/day`: clearing, authority and audit only, like everything under `/clearing`. */
export interface SettlementDay {
  date: IsoDate | null;
  /** The day whose end is shown: today's once trading has closed, until then the day before. */
  runDate: IsoDate | null;
  phase: string;
  tradingClosed: boolean;
  next: RunStep | null;
  /** Whether the clearing house takes the steps itself. */
  byHand: boolean;
  openDifferences: number;
  openDefaults: number;
  openObjections: number;
  steps: RunStepRecord[];
  asOf: AsOf;
}

/** `GET /clearing/reported` → `Page<Reported>`. */
export interface Reported {
  figure: string;
  label: Text;
  subject: string;
  ours: number;
  reported: number;
  unit: string;
  /** Whether `reported` is the closing balance a bank stated in its file; another needs a reason. */
  fromFile: boolean;
}

/** `GET /clearing/differences` → `Page<DifferenceCase>`. */
export interface DifferenceCase {
  number: number;
  date: IsoDate;
  figure: string;
  label: Text;
  subject: string;
  ours: number;
  reported: number;
  unit: string;
  status: 'open' | 'agreed' | 'overridden';
  proposedBy: string | null;
  reason: string;
  confirmedBy: string | null;
  notes: { instant: IsoInstant; by: string; text: string }[];
}

/** `GET /clearing/bank-files` → `Page<BankFile>`. */
export interface BankFile {
  incoming: boolean;
  bank: string;
  number: string;
  date: IsoDate;
  records: number;
  inFen: Fen;
  outFen: Fen;
  toOtherBanksFen: Fen;
  contentHash: string;
}

/** `POST /clearing/bank-files/check` */
export interface FileCheck {
  bank: string | null;
  number: string | null;
  records: number;
  inFen: Fen;
  outFen: Fen;
  problems: { line: number; code: string; text: Text }[];
}

/** `GET /clearing/defaults` → `Page<DefaultCase>`. */
export interface DefaultCase {
  number: number;
  date: IsoDate;
  kind: 'delivery' | 'payment';
  defaulter: string;
  defaulterName: Text;
  harmed: string;
  trade: string;
  instrument: string;
  tonnes: Tonnes;
  valueFen: Fen;
  payableFen: Fen;
  reasonCode: string;
  reason: Text;
  deadline: IsoDate;
  status: 'open' | 'madeUp' | 'covered' | 'closedOut';
  owedToReserveFen: Fen;
  owedPenaltyFen: Fen;
}

/** `GET /clearing/funds` */
export interface Funds {
  banks: {
    bank: string;
    name: Text;
    accounts: number;
    clientsFen: Fen;
    houseFen: Fen;
    cashFen: Fen;
    dueFromBanksFen: Fen;
    holdsHouseMoney: boolean;
  }[];
  house: { account: string; name: Text; balanceFen: Fen; minimumFen: Fen | null }[];
  asOf: AsOf;
}

/** `GET /clearing/accounts` → `Page<MoneyAccount>`. */
export interface MoneyAccount {
  account: string;
  holder: Text;
  bank: string | null;
  bankAccount: string | null;
  balanceFen: Fen;
  frozenFen: Fen;
  receivableFen: Fen;
  inDefault: boolean;
}

/** `GET /clearing/objections` → `Page<StatementObjection>`. */
export interface StatementObjection {
  number: number;
  account: string;
  holder: Text;
  date: IsoDate;
  text: string;
  status: 'filed' | 'upheld' | 'rejected';
  answer: string;
  filedAt: IsoInstant;
}

/** `GET /me/withdrawals`, `GET /clearing/withdrawals` → `Page<Withdrawal>`. */
export interface Withdrawal {
  number: number;
  account: string;
  holder: Text;
  amountFen: Fen;
  bank: string;
  bankAccount: string;
  date: IsoDate;
  status: 'requested' | 'sent' | 'paid' | 'rejected' | 'cancelled';
  file: string | null;
  note: string;
}

/** `GET /me/money/ledger`, `GET /clearing/house/{account}/ledger` → `Page<MoneyEntry>`, newest first. */
export interface MoneyEntry {
  position: Position;
  instant: IsoInstant;
  date: IsoDate;
  kind: string;
  label: Text;
  deltaFen: Fen;
  balanceFen: Fen;
  reference: string;
}

/** `GET /me/money/statements` → `Page<DayStatement>`: opening + deposited − withdrawn − bought + sold − fees + other = closing. */
export interface DayStatement {
  date: IsoDate;
  openingFen: Fen;
  depositedFen: Fen;
  withdrawnFen: Fen;
  boughtFen: Fen;
  soldFen: Fen;
  feesFen: Fen;
  otherFen: Fen;
  closingFen: Fen;
}

/** `GET /me/money` */
export interface MyMoney {
  account: string;
  bank: Text | null;
  bankAccount: string | null;
  balanceFen: Fen;
  frozenFen: Fen;
  receivableFen: Fen;
  availableFen: Fen;
  withdrawableFen: Fen;
  tied: { reference: string; amountFen: Fen }[];
  defaultCase: number | null;
  lastStatement: DayStatement | null;
  objection: StatementObjection | null;
  mayObject: boolean;
  asOf: AsOf;
}

/** `GET /me/settlement` → `Page<NetPosition>`: what the day's trades come to, until they are settled. */
export interface NetPosition {
  instrument: string;
  net: boolean;
  trades: number;
  boughtTonnes: Tonnes;
  soldTonnes: Tonnes;
  paidFen: Fen;
  receivedFen: Fen;
  feesFen: Fen;
  netFen: Fen;
}
