import { describe, expect, test } from 'vitest';
import type { MarketPhase, TradingStatus, TradingTerms } from '../src/api/types';
import type { Market } from '../src/trading/book';
import { countdown, secondsUntil, stageOf } from '../src/trading/stage';

const terms: TradingTerms = {
  tickFen: 1,
  step: 1,
  leastTonnes: 0,
  mostTonnes: null,
  marketOrders: true,
  mode: 'continuousBidding',
  morningOpens: '09:30',
  morningCloses: '11:30',
  afternoonOpens: '13:00',
  afternoonCloses: '15:00',
  openingCall: '09:15',
  closingCall: '14:50',
  bandRuleKey: 'trade.limit.negotiated.up',
};

const market = (stage: TradingStatus['stage'], phase: TradingStatus['phase'] = 'open'): Market => ({
  sequence: 1,
  instrument: 'HBEA',
  unit: 'allowance',
  name: { zh: '配额', en: 'Allowance' },
  status: { phase, stage, halt: null },
  session: 'preOpen',
  terms,
  day: null,
  call: null,
  bids: [],
  asks: [],
  trades: [],
});

describe('the stage of the day', () => {
  const rows: [TradingStatus['stage'], MarketPhase, string, string, string, string | null][] = [
    ['openingCall', 'preOpen', '09:10:00', 'beforeCall', 'none', '09:15'],
    ['openingCall', 'preOpen', '09:15:00', 'openingCall', 'limit', '09:30'],
    ['openingCall', 'morning', '09:30:00', 'uncrossing', 'none', null],
    ['continuous', 'morning', '09:30:01', 'morning', 'all', '11:30'],
    ['continuous', 'noonBreak', '12:00:00', 'noonBreak', 'none', '13:00'],
    ['continuous', 'afternoon', '14:49:59', 'afternoon', 'all', '14:50'],
    ['continuous', 'afternoon', '14:50:00', 'uncrossing', 'none', null],
    ['closingCall', 'afternoon', '14:51:00', 'closingCall', 'limit', '15:00'],
    ['closingCall', 'closed', '15:00:00', 'uncrossing', 'none', null],
    ['afterCall', 'closed', '15:00:02', 'afterCall', 'none', null],
  ];
  test.each(rows)('%s in the session %s at %s is %s', (stage, session, time, shown, takes, until) => {
    expect(stageOf(market(stage), session, time)).toEqual({ stage: shown, takes, until });
  });

  test('a closed day takes nothing, whatever stage it ended in', () => {
    expect(stageOf(market('continuous', 'closed'), 'closed', '16:00:00').takes).toBe('none');
  });

  test('time left counts down and never below nothing', () => {
    expect(secondsUntil('09:29:51', '09:30')).toBe(9);
    expect(secondsUntil('09:30:00', '09:30')).toBeNull();
    expect([countdown(9), countdown(754), countdown(3909)]).toEqual(['0:09', '12:34', '1:05:09']);
  });
});
