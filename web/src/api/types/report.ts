import type { QualityReport } from './checks';
import type { AsOf, Fen, IsoDate, Position, Text, Tonnes } from './common';
import type { AllocationMethod, Sector } from './compliance';
import type { CapComposition, MarketMonth } from './market';
import type { UnitClass } from './registry';

/** How a stressed year went. */
export interface StressReport {
  triggeredOn: IsoDate | null;
  /** Days at a limit, as evidence of the trigger. */
  limitDays: IsoDate[];
  inFavour: number;
  seats: number;
  announcedOn: IsoDate | null;
  released: Tonnes;
  releasedForFen: Fen;
  /** Set aside for the release, and sold to nobody. */
  returned: Tonnes;
  washRingCaught: boolean;
  spooferCaught: boolean;
  /** By the detector's name in the market, such as `WashTrading`. */
  alerts: { detector: string; count: number }[];
}

/** `GET /simulation/report`; 404 when no year was played. */
export interface YearReport {
  scenario: string;
  seed: number;
  year: number;
  commands: number;
  refusals: number;
  /** Wall-clock seconds the year took when it was played; null when it is not known. */
  seconds: number | null;
  entities: number;
  institutions: number;
  individuals: number;
  tradingDays: number;
  cap: CapComposition;
  allocationByMethod: { method: AllocationMethod; entities: number; initial: Tonnes; final: Tonnes }[];
  allocationBySector: { sector: Sector; entities: number; initial: Tonnes; final: Tonnes; verified: Tonnes }[];
  corrections: { topUps: number; topUpTonnes: Tonnes; withdrawals: number; withdrawnTonnes: Tonnes };
  reportedTonnes: Tonnes;
  verifiedTonnes: Tonnes;
  market: {
    months: MarketMonth[];
    volume: Tonnes;
    turnoverFen: Fen;
    averagePriceFen: Fen | null;
    /** What was published for the real year, to compare with; null when nothing was. */
    published: { volume: Tonnes; averagePriceFen: Fen; source: string } | null;
  };
  offsets: { used: Tonnes; cap: Tonnes; entities: number };
  shortEntities: {
    entityId: string;
    name: Text;
    shortfall: Tonnes;
    penaltyFen: Fen;
    nextYearDeduction: Tonnes;
    position: Position | null;
  }[];
  penaltiesFen: Fen;
  expiredTonnes: Tonnes;
  conservation: {
    holds: boolean;
    /** One line per asset: issued = held + surrendered + cancelled + expired. */
    assets: {
      unit: UnitClass;
      issued: Tonnes;
      held: Tonnes;
      surrendered: Tonnes;
      cancelled: Tonnes;
      expired: Tonnes;
      holds: boolean;
    }[];
    /** Cash: participants' accounts + fees = bank. */
    cash: { participantsFen: Fen; feesFen: Fen; bankFen: Fen; holds: boolean };
  };
  /** How the market was stressed and steadied; null in an ordinary year. */
  stress?: StressReport | null;
  /** The year's evidence and its seeded frauds; null in a year without monthly evidence. */
  quality?: QualityReport | null;
  headHash: string;
  asOf: AsOf;
}
