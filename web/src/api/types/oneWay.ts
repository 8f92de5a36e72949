import type { AsOf, CalledOff, Citation, Fen, IsoDate, IsoInstant, Text, Tonnes } from './common';
import type { Side } from './workspace';

export type OneWayState = 'announced' | 'open' | 'traded' | 'unsold' | 'cancelled' | 'lapsed' | 'void';

/** `GET /deals/one-way?state=&side=` → `Page<OneWay>`: sessions of one-way bidding, newest first. */
export interface OneWay {
  id: string;
  /** Only participants see it. */
  owner: Text | null;
  mine: boolean;
  instrument: string;
  /** What the initiator does: a seller takes bids at the start price and above, a buyer at it and below. */
  side: Side;
  tonnes: Tonnes;
  /** The least one bid may be for; all of it when parts are not taken. */
  least: Tonnes;
  startFen: Fen;
  stepFen: Fen;
  date: IsoDate;
  from: string;
  until: string;
  state: OneWayState;
  bids: number;
  bestFen: Fen | null;
  traded: Tonnes;
  instant: IsoInstant;
}

/** A standing bid. Whose it is nobody learns but its bidder. */
export interface OneWayBid {
  priceFen: Fen;
  tonnes: Tonnes;
  instant: IsoInstant;
  mine: boolean;
  /** Null until bidding is closed. */
  awarded: Tonnes | null;
  paidFen: Fen | null;
  /** Could not be carried out at the close. */
  void: boolean;
}

/** `GET /deals/one-way/7` */
export interface OneWayDetail {
  session: OneWay;
  /** Why it was called off, or the rule against it, in words. */
  reason: Text | null;
  bids: OneWayBid[];
  range: { lowFen: Fen; highFen: Fen; closeFen: Fen; closeDate: IsoDate; limit: number } | null;
  limitRuleKey: string;
  pricing: 'ownBid' | 'uniform' | null;
  pricingRuleKey: string;
  fee: number;
  feeRuleKey: string;
  citation: Citation;
  /** How it ended without a trade; null for one that did not. */
  calledOff: CalledOff | null;
  asOf: AsOf;
}

/** `POST /deals/one-way`. The account is needed only when the exchange announces for it. */
export interface AnnounceOneWay {
  account?: string;
  instrument: string;
  side: Side;
  tonnes: Tonnes;
  least: Tonnes;
  startFen: Fen;
  stepFen: Fen;
  date: IsoDate;
  from: string;
  until: string;
}

/** `POST /deals/one-way/7/bids` */
export interface BidOneWay {
  priceFen: Fen;
  tonnes: Tonnes;
}
