import type { DefineIndex, IndexWeighting, InstrumentLine, IsoDate, MissingDayRule, PriceIndex } from '../api/types';

export interface ConstituentDraft {
  market: string;
  instrument: string;
  /** Share in percent; counts only for fixed weights. */
  percent: number | null;
}

/** A definition while it is written. */
export interface IndexDraft {
  code: string;
  nameZh: string;
  nameEn: string;
  baseDate: IsoDate | null;
  baseValue: number | null;
  decimals: number | null;
  weighting: IndexWeighting;
  missingDay: MissingDayRule;
  constituents: ConstituentDraft[];
  note: string;
  source: string;
}

export function newDraft(instruments: InstrumentLine[]): IndexDraft {
  const first = instruments[0];
  return {
    code: '',
    nameZh: '',
    nameEn: '',
    baseDate: null,
    baseValue: 1000,
    decimals: 2,
    weighting: 'fixed',
    missingDay: 'carryForward',
    constituents: [{ market: first?.market ?? '', instrument: first?.code ?? '', percent: 100 }],
    note: '',
    source: '',
  };
}

/** The newest version of an index, to be written on; the reasons of a revision are its own. */
export function draftOf(index: PriceIndex): IndexDraft {
  const now = index.versions[0]!; // an index has at least the version it began with
  return {
    code: index.code,
    nameZh: index.name.zh,
    nameEn: index.name.en,
    baseDate: now.baseDate,
    baseValue: now.baseValue,
    decimals: now.decimals,
    weighting: now.weighting,
    missingDay: now.missingDay,
    constituents: now.constituents.map(one => ({
      market: one.market,
      instrument: one.instrument,
      percent: one.weight === null ? null : percentOf(one.weight),
    })),
    note: '',
    source: '',
  };
}

/** Sum of the shares in percent, to the six decimals a share may have. */
export function sumOf(rows: ConstituentDraft[]): number {
  return rows.reduce((sum, row) => sum + Math.round((row.percent ?? 0) * 1e6), 0) / 1e6;
}

/** What is sent; null while something that must be there is not. */
export function requestOf(draft: IndexDraft, revision: boolean): DefineIndex | null {
  const named = revision || (draft.code && draft.nameZh.trim() && draft.nameEn.trim() && draft.baseDate);
  const complete =
    named && draft.note.trim() && draft.source.trim() && draft.constituents.every(one => one.market && one.instrument);
  if (!complete || draft.baseValue === null || draft.decimals === null) return null;
  const { weighting, missingDay, note, source } = draft;
  return {
    code: draft.code,
    nameZh: draft.nameZh,
    nameEn: draft.nameEn,
    baseDate: draft.baseDate,
    baseValue: draft.baseValue,
    decimals: draft.decimals,
    weighting,
    missingDay,
    constituents: draft.constituents.map(({ market, instrument, percent }) => ({
      market,
      instrument,
      weight: weighting === 'fixed' ? shareOf(percent ?? 0) : 0,
    })),
    note,
    source,
  };
}

/** Percent as a share of eight decimals: 33.333333 → 0.33333333. */
function shareOf(percent: number): number {
  return Math.round(percent * 1e6) / 1e8;
}

function percentOf(share: number): number {
  return Math.round(share * 1e8) / 1e6;
}
