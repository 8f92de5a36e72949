/**
 * The contract between the browser app and the HTTP API under `/api/v1`.
 *
 * Rules that hold for every answer:
 * - JSON, camelCase. Absent facts are `null`, never left out.
 * - Tonnes are whole numbers (t CO2e). Money is a whole number of fen, in fields ending in `Fen`. Prices are whole fen
 *   per tonne, also ending in `Fen`. Shares are decimal numbers (0.05 is 5 %).
 * - Dates are `2024-10-15`; instants are ISO 8601 in UTC ending in `Z`. Business dates are dates in China.
 * - Every text a person reads comes in both languages (`Text`).
 * - A list takes `page` (from 1), `size` (1 to 1000, default 50), `sort` (`field` or `-field`), `q` (free text) and the
 *   filters named at the list; it answers `Page<T>`. With `format=csv` the answer is a file of all rows whose columns
 *   are named as here; with `format=xlsx`, a workbook in words, Chinese or (`language=en`) English.
 * - A refusal or error is an HTTP 4xx or 5xx whose body is a `Problem`.
 * - Reading the market is open to everybody unless said otherwise. Writing needs a session and an `Idempotency-Key`
 *   header; the same key answers with the first answer.
 */

export type Tonnes = number;
export type Fen = number;
export type IsoDate = string;
export type IsoInstant = string;

/** Place of a record in the journal; the first record has position 0. */
export type Position = number;

/** A text in both languages of the platform. */
export interface Text {
  zh: string;
  en: string;
}

/** Article of a legal instrument. `instrument` is the id used by `/rulebooks/{instrument}`. */
export interface Citation {
  instrument: string;
  title: Text;
  /** Article as cited, e.g. `第四十六条`, or empty for a whole instrument. */
  article: string;
}

/** How sure the platform is of a legal value. */
export type Standing = 'confirmed' | 'reported' | 'assumed' | 'disputed';

/** Body of every 4xx and 5xx answer. */
export interface Problem {
  /** Stable refusal code, e.g. `exchange.above-limit`; `http.not_found`, `http.sign_in_required` at the edge. */
  code: string;
  zh: string;
  en: string;
  parameters: Record<string, string | number | boolean | null>;
  citation: Citation | null;
  /** Journal record of the refusal, when it was journalled. */
  position: Position | null;
}

/** What an answer is true as of: the last journal record it includes. */
export interface AsOf {
  position: Position;
  instant: IsoInstant;
}

export interface Page<T> {
  items: T[];
  /** Rows that match the filters, over all pages. */
  total: number;
  asOf: AsOf;
}

/** How an auction or a session of one-way bidding ended without a trade. */
export interface CalledOff {
  by: Text;
  instant: IsoInstant;
  position: Position;
  reason: Text | null;
  citation: Citation;
  /** Units put up for it that are free, or back in the reserve. */
  releasedTonnes: Tonnes;
  /** Money tied up for it that is free, of `released` accounts. */
  releasedFen: Fen;
  released: number;
}
