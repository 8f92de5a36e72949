import type { AsOf, CalledOff, Citation, Fen, IsoDate, IsoInstant, Position, Problem, Text, Tonnes } from './common';

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
  floor: FloorStep[];
  result: AuctionResult | null;
  cancelReason: string;
  calledOff: CalledOff | null;
  asOf: AsOf;
}

export type FloorRule = 'none' | 'fixed' | 'averageOfMonths' | 'averageOfCalendarMonths';
export type AuctionPricing = 'uniform' | 'payAsBid';
export type TieRule = 'time' | 'proRata' | 'random';
export type ShortfallRule = 'sellWhatIsBid' | 'voidBelowCoverage';
export type ForfeitTo = 'auctionRevenue' | 'riskReserve';

export interface AuctionTerms {
  decision: string;
  supply: Tonnes;
  lot: Tonnes;
  floorRule: FloorRule;
  floorFactor: string | null;
  floorMonths: number | null;
  coveredEntities: boolean;
  institutions: boolean;
  individuals: boolean;
  onlyIfShortIn: number | null;
  bidderLimit: Tonnes | null;
  groupLimit: Tonnes | null;
  pricing: AuctionPricing;
  tie: TieRule;
  shortfall: ShortfallRule;
  leastCoverage: string;
  bidsEach: number;
  mayWithdraw: boolean;
  guarantee: string;
  forfeitTo: ForfeitTo;
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

/** What of a year's government reserve may still be auctioned. */
export interface ReserveLeft {
  year: number;
  reserve: Tonnes;
  share: string;
  most: Tonnes;
  taken: Tonnes;
  left: Tonnes;
  held: Tonnes;
  rule: Citation;
  ruleKey: string;
}

/** `GET /auctions/desk`: for the authority and the exchange. */
export interface AuctionDesk {
  reserves: ReserveLeft[];
  hasSalesAccount: boolean;
  asOf: AsOf;
}

export interface FloorStep {
  symbol: string;
  formula: string | null;
  value: string;
  unit: string;
}

/** `GET /auctions/floor?rule=&factor=&months=`: the floor that an announcement of today would state. */
export interface FloorPreview {
  reserveFen: Fen | null;
  lines: FloorStep[];
  problem: Problem | null;
  asOf: AsOf;
}

/** `GET /auctions/groups?grouped=` → `Page<Bidder>` */
export interface Bidder {
  participant: string;
  name: Text;
  kind: 'coveredEntity' | 'institution' | 'individual';
  group: string;
}

/** `POST /auctions` */
export interface AnnounceAuction {
  titleZh: string;
  titleEn: string;
  year: number;
  decision: string;
  supply: Tonnes;
  lot: Tonnes;
  floorRule: FloorRule;
  floorFen: Fen | null;
  floorFactor: number | null;
  floorMonths: number | null;
  coveredEntities: boolean;
  institutions: boolean;
  individuals: boolean;
  onlyIfShortIn: number | null;
  bidderLimit: Tonnes | null;
  bidderShare: number | null;
  groupLimit: Tonnes | null;
  groupShare: number | null;
  pricing: AuctionPricing;
  tie: TieRule;
  shortfall: ShortfallRule;
  leastCoverage: number | null;
  bidsEach: number;
  mayWithdraw: boolean;
  guarantee: number;
  forfeitTo: ForfeitTo;
  opens: IsoInstant;
  closes: IsoInstant;
  payBy: IsoInstant;
}
