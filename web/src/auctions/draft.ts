import type {
  AnnounceAuction,
  AuctionPricing,
  FloorRule,
  ForfeitTo,
  IsoInstant,
  ReserveLeft,
  ShortfallRule,
  TieRule,
} from '../api/types';
import { fenOf } from '../format/numbers';

/** An announcement while it is written: what a person typed, not yet what it means. */
export interface AuctionDraft {
  titleZh: string;
  titleEn: string;
  year: number | null;
  decision: string;
  supply: number | null;
  lot: number | null;
  floorRule: FloorRule;
  floorText: string;
  floorFactor: number | null;
  floorMonths: number | null;
  coveredEntities: boolean;
  institutions: boolean;
  individuals: boolean;
  onlyIfShortIn: number | null;
  bidderPercent: number | null;
  bidderLimit: number | null;
  groupPercent: number | null;
  groupLimit: number | null;
  pricing: AuctionPricing;
  tie: TieRule;
  shortfall: ShortfallRule;
  coveragePercent: number | null;
  bidsEach: number | null;
  mayWithdraw: boolean;
  guaranteePercent: number | null;
  forfeitTo: ForfeitTo;
  /** Times of day in China, as the form writes them: 2025-07-02T09:00. */
  opens: string;
  closes: string;
  payBy: string;
}

export const emptyDraft: AuctionDraft = {
  titleZh: '',
  titleEn: '',
  year: null,
  decision: '',
  supply: null,
  lot: 100,
  floorRule: 'none',
  floorText: '',
  floorFactor: 1,
  floorMonths: 3,
  coveredEntities: true,
  institutions: true,
  individuals: false,
  onlyIfShortIn: null,
  bidderPercent: null,
  bidderLimit: null,
  groupPercent: null,
  groupLimit: null,
  pricing: 'uniform',
  tie: 'time',
  shortfall: 'sellWhatIsBid',
  coveragePercent: null,
  bidsEach: 1,
  mayWithdraw: false,
  guaranteePercent: 20,
  forfeitTo: 'auctionRevenue',
  opens: '',
  closes: '',
  payBy: '',
};

/** What stands against a draft: a text of the page, with what fills it. */
export interface Fault {
  key:
    | 'announce.fault.offLot'
    | 'announce.fault.beyondShare'
    | 'announce.fault.admission'
    | 'announce.fault.shortNeedsEntities'
    | 'announce.fault.limit'
    | 'announce.fault.opens'
    | 'announce.fault.closes'
    | 'announce.fault.payBy';
  values?: Record<string, string | number>;
}

/** A moment typed as a time in China; null when nothing, or nothing readable, is typed. */
export function instantOf(typed: string): IsoInstant | null {
  const time = Date.parse(`${typed}:00+08:00`);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) && !Number.isNaN(time)
    ? new Date(time).toISOString().replace('.000Z', 'Z')
    : null;
}

/** Percent as a share with at most four decimals: 12.5 → 0.125. */
const shareOf = (percent: number | null) => (percent === null ? null : Number((percent / 100).toFixed(4)));

/** The most a limit of tonnes and of percent leaves of a supply; null without a limit. */
export function limitOf(supply: number, tonnes: number | null, percent: number | null): number | null {
  const parts = [tonnes, percent === null ? null : Math.floor((supply * percent) / 100)].filter(one => one !== null);
  return parts.length ? Math.min(...parts) : null;
}

/** What of a step's fields is still missing or does not hold together; the market decides in the end. */
export function faultsOf(draft: AuctionDraft, step: number, left: ReserveLeft | undefined, now: IsoInstant): Fault[] {
  const faults: Fault[] = [];
  const { supply, lot } = draft;
  if (step === 0 && supply !== null && lot !== null) {
    if (supply % lot !== 0) faults.push({ key: 'announce.fault.offLot', values: { lot } });
    if (left && supply > left.left) faults.push({ key: 'announce.fault.beyondShare', values: { left: left.left } });
  }
  if (step === 2) {
    if (!draft.coveredEntities && !draft.institutions && !draft.individuals)
      faults.push({ key: 'announce.fault.admission' });
    if (!draft.coveredEntities && draft.onlyIfShortIn !== null)
      faults.push({ key: 'announce.fault.shortNeedsEntities' });
    const limits = [
      limitOf(supply ?? 0, draft.bidderLimit, draft.bidderPercent),
      limitOf(supply ?? 0, draft.groupLimit, draft.groupPercent),
    ];
    if (limits.some(limit => limit !== null && lot !== null && limit < lot))
      faults.push({ key: 'announce.fault.limit', values: { lot: lot ?? 0 } });
  }
  if (step === 3) {
    const [opens, closes, payBy] = [instantOf(draft.opens), instantOf(draft.closes), instantOf(draft.payBy)];
    if (opens && Date.parse(opens) < Date.parse(now)) faults.push({ key: 'announce.fault.opens' });
    if (opens && closes && closes <= opens) faults.push({ key: 'announce.fault.closes' });
    if (closes && payBy && payBy <= closes) faults.push({ key: 'announce.fault.payBy' });
  }
  return faults;
}

/** Whether every field a step needs is filled. */
export function filled(draft: AuctionDraft, step: number): boolean {
  if (step === 0)
    return Boolean(
      draft.titleZh.trim() && draft.titleEn.trim() && draft.decision.trim() && draft.year && draft.supply && draft.lot,
    );
  if (step === 1)
    return (
      (draft.floorRule === 'none' ||
        (draft.floorRule === 'fixed' ? Boolean(fenOf(draft.floorText)) : Boolean(draft.floorFactor && draft.floorMonths))) &&
      (draft.shortfall === 'sellWhatIsBid' || Boolean(draft.coveragePercent))
    );
  if (step === 2) return Boolean(draft.bidsEach && draft.guaranteePercent);
  if (step === 3) return [draft.opens, draft.closes, draft.payBy].every(typed => instantOf(typed) !== null);
  return true;
}

/** The announcement a complete draft means; null while something is missing. */
export function announcementOf(draft: AuctionDraft): AnnounceAuction | null {
  const [opens, closes, payBy] = [instantOf(draft.opens), instantOf(draft.closes), instantOf(draft.payBy)];
  const { year, supply, lot, bidsEach } = draft;
  const guarantee = shareOf(draft.guaranteePercent);
  if (!year || !supply || !lot || !bidsEach || !guarantee || !opens || !closes || !payBy) return null;
  const formula = draft.floorRule === 'averageOfMonths' || draft.floorRule === 'averageOfCalendarMonths';
  return {
    titleZh: draft.titleZh.trim(),
    titleEn: draft.titleEn.trim(),
    year,
    decision: draft.decision.trim(),
    supply,
    lot,
    floorRule: draft.floorRule,
    floorFen: draft.floorRule === 'fixed' ? fenOf(draft.floorText) : null,
    floorFactor: formula ? draft.floorFactor : null,
    floorMonths: formula ? draft.floorMonths : null,
    coveredEntities: draft.coveredEntities,
    institutions: draft.institutions,
    individuals: draft.individuals,
    onlyIfShortIn: draft.onlyIfShortIn,
    bidderLimit: draft.bidderLimit,
    bidderShare: shareOf(draft.bidderPercent),
    groupLimit: draft.groupLimit,
    groupShare: shareOf(draft.groupPercent),
    pricing: draft.pricing,
    tie: draft.tie,
    shortfall: draft.shortfall,
    leastCoverage: draft.shortfall === 'voidBelowCoverage' ? shareOf(draft.coveragePercent) : null,
    bidsEach,
    mayWithdraw: draft.mayWithdraw,
    guarantee,
    forfeitTo: draft.forfeitTo,
    opens,
    closes,
    payBy,
  };
}
