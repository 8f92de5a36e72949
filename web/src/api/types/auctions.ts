import type { AsOf, Citation, Fen, IsoDate, IsoInstant, Position, Problem, Text, Tonnes } from './common';

export type AuctionPhase = 'announced' | 'open' | 'closed' | 'cleared' | 'settled' | 'cancelled';

/** `GET /auctions?phase=` → `Page<Auction>`, newest first. */
export interface Auction {
  id: number;
  title: Text;
  year: number;
  phase: AuctionPhase;
  announcedOn: IsoDate;
  supply: Tonnes;
  /** The floor; null when there is none. */
  reserveFen: Fen | null;
  opens: IsoInstant;
  closes: IsoInstant;
  payBy: IsoInstant;
  clearingPriceFen: Fen | null;
  sold: Tonnes | null;
  revenueFen: Fen | null;
  position: Position;
}

/** `GET /auctions/{id}` */
export interface AuctionDetail {
  auction: Auction;
  terms: AuctionTerms;
  /** The article that caps what may be auctioned of a reserve. */
  shareRule: Citation;
  shareRuleKey: string;
  /** How the floor was worked out, line by line. */
  floor: { symbol: string; formula: string | null; value: string; unit: string }[];
  result: AuctionResult | null;
  cancelReason: string;
  asOf: AsOf;
}

export interface AuctionTerms {
  decision: string;
  supply: Tonnes;
  lot: Tonnes;
  floorRule: 'none' | 'fixed' | 'averageOfMonths' | 'averageOfCalendarMonths';
  floorFactor: string | null;
  floorMonths: number | null;
  coveredEntities: boolean;
  institutions: boolean;
  individuals: boolean;
  onlyIfShortIn: number | null;
  bidderLimit: Tonnes | null;
  groupLimit: Tonnes | null;
  pricing: 'uniform' | 'payAsBid';
  tie: 'time' | 'proRata' | 'random';
  shortfall: 'sellWhatIsBid' | 'voidBelowCoverage';
  leastCoverage: string;
  bidsEach: number;
  mayWithdraw: boolean;
  guarantee: string;
  forfeitTo: 'auctionRevenue' | 'riskReserve';
}

export interface AuctionResult {
  date: IsoDate;
  clearingPriceFen: Fen | null;
  demand: Tonnes;
  sold: Tonnes;
  unsold: Tonnes;
  revenueFen: Fen;
  isVoid: boolean;
  seed: string;
  bids: number;
  winners: number;
  paid: number;
  defaulted: number;
  /** All bids from the highest price down, without names. */
  curve: DemandStep[];
}

export interface DemandStep {
  priceFen: Fen;
  tonnes: Tonnes;
  awarded: Tonnes;
  valid: boolean;
}

export type AwardReason =
  | 'filled'
  | 'rationed'
  | 'outbid'
  | 'bidderLimit'
  | 'groupLimit'
  | 'belowReserve'
  | 'notWholeLots'
  | 'noPrice'
  | 'void'
  | 'barred';

export type PaymentStatus = 'due' | 'paid' | 'defaulted';

/** `GET /auctions/{id}/awards` → `Page<AuctionAward>`; empty until the auction is cleared. */
export interface AuctionAward {
  bid: number;
  /** Null for readers who may not know it. */
  bidder: Text | null;
  account: string | null;
  priceFen: Fen;
  tonnes: Tonnes;
  awarded: Tonnes;
  paysFen: Fen;
  reason: AwardReason;
  payment: PaymentStatus | null;
  mine: boolean;
}

/** `GET /auctions/{id}/mine` */
export interface MyAuction {
  admitted: boolean;
  problem: Problem | null;
  room: Tonnes;
  bidsLeft: number;
  freeFen: Fen;
  guaranteeFen: Fen;
  owesFen: Fen;
  awardedTonnes: Tonnes;
  payment: PaymentStatus | null;
  bids: { id: number; priceFen: Fen; tonnes: Tonnes; guaranteeFen: Fen; instant: IsoInstant; withdrawn: boolean }[];
  asOf: AsOf;
}

/** `GET /auctions/revenue` */
export interface AuctionRevenue {
  balanceFen: Fen;
  uses: {
    use: 'regionalMarket' | 'cityTransition' | 'enterpriseTransition' | 'capacityBuilding';
    spentFen: Fen;
  }[];
  basis: Citation;
  asOf: AsOf;
}
