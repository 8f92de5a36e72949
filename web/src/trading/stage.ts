import type { MarketPhase, TradingTerms } from '../api/types';
import type { Market } from './book';

/** Where an instrument stands within its trading day, as a trader has to know it. */
export type Stage =
  | 'closed'
  | 'beforeCall'
  | 'openingCall'
  | 'preOpen'
  | 'morning'
  | 'noonBreak'
  | 'afternoon'
  | 'closingCall'
  | 'uncrossing'
  | 'afterCall';

/** Which orders are taken: all the rules know, limit orders alone, or none. Open orders may always be withdrawn. */
export type Takes = 'all' | 'limit' | 'none';

export interface StageNow {
  stage: Stage;
  takes: Takes;
  /** Local time at which the stage ends, `09:30`; null when nothing more follows today. */
  until: string | null;
}

const inSession = new Set<MarketPhase>(['morning', 'afternoon']);

/**
 * The stage of now. The market's own stage decides; the clock only tells the parts of continuous trading, and that a
 * stage is over whose end the market has not yet decided on.
 * @param time Local time of the market, `09:20`.
 */
export function stageOf(market: Market, session: MarketPhase, time: string | null): StageNow {
  const { status, terms } = market;
  if (status.phase === 'closed' || !terms) return { stage: 'closed', takes: 'none', until: null };
  switch (status.stage) {
    case 'openingCall':
      if (time !== null && terms.openingCall !== null && time < terms.openingCall)
        return { stage: 'beforeCall', takes: 'none', until: terms.openingCall };
      return over(time, terms.morningOpens) ?? { stage: 'openingCall', takes: 'limit', until: terms.morningOpens };
    case 'closingCall':
      return (
        over(time, terms.afternoonCloses) ?? { stage: 'closingCall', takes: 'limit', until: terms.afternoonCloses }
      );
    case 'afterCall':
      return { stage: 'afterCall', takes: 'none', until: null };
    case 'continuous':
      return continuous(terms, session, time);
  }
}

function continuous(terms: TradingTerms, session: MarketPhase, time: string | null): StageNow {
  const closes = terms.closingCall ?? terms.afternoonCloses;
  const until: Partial<Record<MarketPhase, string>> = {
    preOpen: terms.morningOpens,
    morning: terms.morningCloses,
    noonBreak: terms.afternoonOpens,
    afternoon: closes,
  };
  if (session === 'afternoon' && terms.closingCall !== null && over(time, terms.closingCall))
    return { stage: 'uncrossing', takes: 'none', until: null };
  const stage = session === 'settled' ? 'closed' : session;
  return { stage, takes: inSession.has(session) ? 'all' : 'none', until: until[session] ?? null };
}

/** A stage whose time is up: until the market says what follows, no orders are taken. */
function over(time: string | null, end: string): StageNow | null {
  return time !== null && time >= end ? { stage: 'uncrossing', takes: 'none', until: null } : null;
}

/** Seconds from one local time to another of the same day, `09:29:50` to `09:30`; null once it has passed. */
export function secondsUntil(now: string, until: string): number | null {
  const seconds = (text: string) => {
    const [hours = 0, minutes = 0, rest = 0] = text.split(':').map(Number);
    return hours * 3600 + minutes * 60 + rest;
  };
  const left = seconds(until) - seconds(now);
  return left > 0 ? left : null;
}

/** `1:05:09` or `12:30`. */
export function countdown(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
