import type { AsOf, Citation, Fen, IsoDate, IsoInstant, Position, Problem, Text, Tonnes } from './common';
import type { Side } from './workspace';

/** Trading modes beside the screen, as the rulebook writes them. */
export type DealMode = 'fixed-price' | 'agreement' | 'listing-agreement' | 'block' | 'one-way';

/** `GET /deals/modes?instrument=HBEA&signedOn=2024-10-14`: what each mode allows today. */
export interface DealModes {
  instrument: string;
  date: IsoDate;
  modes: ModeTerms[];
  asOf: AsOf;
}

export interface ModeTerms {
  mode: DealMode;
  /** Why the mode is not to be had, e.g. not adopted; null when it is. */
  problem: Problem | null;
  /** For an agreement: of the close before `signedOn`. */
  range: { lowFen: Fen; highFen: Fen; closeFen: Fen; closeDate: IsoDate; limit: number } | null;
  limitRuleKey: string;
  from: string | null;
  until: string | null;
  leastTonnes: Tonnes | null;
  /** A quantity must stay below this. */
  belowTonnes: Tonnes | null;
  /** Best opposite price levels a counterparty may choose among. */
  levels: number | null;
  buyerFee: number;
  sellerFee: number;
  feeRuleKey: string;
  citation: Citation;
}

/** `GET /deals/board?mode=&side=` → `Page<BoardLine>`: open public listings, best price first. */
export interface BoardLine {
  id: string;
  mode: DealMode;
  instrument: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
  remaining: Tonnes;
  minimum: Tonnes;
  /** Only participants see it. */
  owner: Text | null;
  mine: boolean;
  /** False for a listing agreement beyond the best price levels. */
  choosable: boolean;
  instant: IsoInstant;
}

export interface DealParty {
  account: string;
  name: Text;
  creditCode: string;
}

/** `confirmed`: a contract that waits for the delivery day it names. */
export type DealState = 'open' | 'confirmed' | 'traded' | 'withdrawn' | 'declined' | 'lapsed';

/** `GET /me/deals?direction=in|out&state=&mode=` → `Page<Deal>`, newest first; `GET /me/deals/{id}`. */
export interface Deal {
  id: string;
  mode: DealMode;
  instrument: string;
  /** What the owner of the terms on the table wants to do. */
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
  remaining: Tonnes;
  minimum: Tonnes;
  /** Whose terms are on the table. */
  owner: DealParty;
  counterparty: DealParty | null;
  /** The terms on the table are the caller's. */
  mine: boolean;
  /** The caller may confirm, decline or, for a block, counter. */
  answerable: boolean;
  state: DealState;
  through: IsoDate;
  contract: DealContract | null;
  steps: DealStep[];
  instant: IsoInstant;
}

export interface DealContract {
  number: string;
  signedOn: IsoDate;
  deliverBy: IsoDate;
  totalFen: Fen;
  liability: string;
  disputes: string;
}

export interface DealStep {
  kind: 'made' | 'countered' | 'confirmed' | 'taken' | 'withdrawn' | 'declined' | 'lapsed';
  by: DealParty;
  priceFen: Fen;
  tonnes: Tonnes;
  trade: string | null;
  reason: Text | null;
  instant: IsoInstant;
  position: Position;
}

/** `GET /deals/counterparties?q=` → `Page<Counterparty>`: by name, or an individual by the whole account number. */
export interface Counterparty {
  account: string;
  name: Text;
  kind: string;
}

/** `POST /deals/listings` */
export interface PostListing {
  instrument: string;
  priceFen: Fen;
  tonnes: Tonnes;
  minimum: Tonnes;
  /** Account of the only buyer; null for everybody. */
  buyer: string | null;
}

/** `POST /deals/offers` */
export interface BoardOffer {
  instrument: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
}

/** `POST /deals/agreements` */
export interface ProposeAgreement {
  instrument: string;
  buyer: string;
  tonnes: Tonnes;
  priceFen: Fen;
  totalFen: Fen;
  contractNumber: string;
  signedOn: IsoDate;
  deliverBy: IsoDate;
  liability: string;
  disputes: string;
}

/** `POST /deals/blocks` */
export interface ProposeBlock {
  instrument: string;
  counterparty: string;
  side: Side;
  priceFen: Fen;
  tonnes: Tonnes;
}
