import { describe, expect, test } from 'vitest';
import type { AccountUpdate, MarketSnapshot, MarketUpdate, OwnOrder, TapeLine } from '../src/api/types';
import { applyMarket, applyOwn, boughtToday, startMarket, startOwn } from '../src/trading/book';
import { begun, firstDate, grown, startOf, torn } from '../src/trading/candles';

const trade = (id: number, priceFen: number, instant = '2025-07-01T02:00:30Z'): TapeLine => ({
  id: String(id),
  instant,
  date: '2025-07-01',
  mode: 'negotiated',
  taker: 'buy',
  priceFen,
  tonnes: 10,
  turnoverFen: priceFen * 10,
  position: id,
});

const snapshot: MarketSnapshot = {
  sequence: 7,
  instrument: 'HBEA',
  unit: 'allowance',
  name: { zh: '配额', en: 'Allowance' },
  status: { phase: 'open', stage: 'continuous', halt: null },
  session: 'morning',
  terms: null,
  day: null,
  call: null,
  bids: [{ priceFen: 4000, tonnes: 10, orders: 1 }],
  asks: [{ priceFen: 4100, tonnes: 5, orders: 1 }],
  trades: [trade(3, 4050)],
  asOf: { position: 40, instant: '2025-07-01T02:00:00Z' },
};

const update = (part: Partial<MarketUpdate>): MarketUpdate => ({
  sequence: 8,
  position: 41,
  instant: '2025-07-01T02:01:00Z',
  levels: [],
  trades: [],
  day: null,
  status: null,
  terms: null,
  call: null,
  ...part,
});

describe('the book', () => {
  test('levels come, change and go, best first on both sides', () => {
    const market = applyMarket(
      startMarket(snapshot, null),
      update({
        levels: [
          { side: 'buy', priceFen: 4010, tonnes: 3, orders: 1 },
          { side: 'buy', priceFen: 4000, tonnes: 12, orders: 2 },
          { side: 'sell', priceFen: 4100, tonnes: 0, orders: 0 },
          { side: 'sell', priceFen: 4120, tonnes: 9, orders: 1 },
          { side: 'sell', priceFen: 4110, tonnes: 1, orders: 1 },
        ],
      }),
    );
    expect(market.bids.map(level => [level.priceFen, level.tonnes])).toEqual([
      [4010, 3],
      [4000, 12],
    ]);
    expect(market.asks.map(level => level.priceFen)).toEqual([4110, 4120]);
    expect(market.sequence).toBe(8);
  });

  test('a snapshot after a loss keeps the earlier trades and counts none twice', () => {
    const before = applyMarket(startMarket(snapshot, null), update({ trades: [trade(4, 4060)] }));
    const after = startMarket({ ...snapshot, trades: [trade(4, 4060), trade(6, 4070)] }, before);
    expect(after.trades.map(line => line.id)).toEqual(['3', '4', '6']);
  });
});

describe('my day', () => {
  const order = (id: string, state: OwnOrder['state']): OwnOrder => ({
    id,
    clientOrderId: id,
    instrument: 'HBEA',
    side: 'buy',
    type: 'limit',
    priceFen: 4000,
    tonnes: 10,
    filled: 0,
    state,
    reason: null,
    instant: '2025-07-01T02:00:00Z',
    position: 1,
  });
  const own = startOwn({ sequence: 1, account: '1', orders: [order('1', 'open')], trades: [], asOf: snapshot.asOf }, null);
  const change = (part: Partial<AccountUpdate>): AccountUpdate => ({
    sequence: 2,
    position: 2,
    instant: '2025-07-01T02:00:00Z',
    orders: [],
    trades: [],
    newDay: false,
    balances: false,
    ...part,
  });

  test('new orders come first, known ones change in their place', () => {
    const now = applyOwn(own, change({ orders: [order('1', 'cancelled'), order('2', 'open')] }));
    expect(now.orders.map(one => [one.id, one.state])).toEqual([
      ['2', 'open'],
      ['1', 'cancelled'],
    ]);
    expect(applyOwn(now, change({ newDay: true })).orders).toEqual([]);
  });

  test('what was bought today is counted per instrument', () => {
    const bought = { ...trade(9, 4000), order: '1', instrument: 'HBEA', side: 'buy' as const, valueFen: 1 };
    const now = applyOwn(own, change({ trades: [bought, { ...bought, id: '10', side: 'sell' }] }));
    expect([boughtToday(now, 'HBEA'), boughtToday(now, 'HBCER')]).toEqual([10, 0]);
  });
});

describe('candles', () => {
  test('they start on the clock of China', () =>
    expect(new Date(startOf('2025-07-01T02:31:05Z', 'hour') * 1000).toISOString()).toBe('2025-07-01T10:00:00.000Z'));

  test('only trades after the answer are added, and a time without a trade has no bar', () => {
    const now = grown(
      begun([], 3, 'minute'),
      [trade(3, 4000), trade(4, 4010), trade(5, 4005), trade(6, 4020, '2025-07-01T02:05:00Z')],
      'minute',
    );
    expect(now.bars.map(bar => [bar.open, bar.high, bar.low, bar.close, bar.volume])).toEqual([
      [4010, 4010, 4005, 4005, 20],
      [4020, 4020, 4020, 4020, 10],
    ]);
    expect(now.through).toBe(6);
  });

  test('a tape that keeps only the newest trades takes nothing from the bars', () => {
    const kept = 5;
    const all = Array.from({ length: 60 }, (_, i) => trade(i + 1, 4000 + i));
    let now = begun([], 0, 'minute');
    for (let end = 1; end <= all.length; end++) {
      const tape = all.slice(Math.max(0, end - kept), end);
      expect(torn(now, tape, kept)).toBe(end - kept > now.through);
      now = grown(now, tape, 'minute');
    }
    expect(now.bars).toEqual([
      { time: startOf(all[0]!.instant, 'minute'), open: 4000, high: 4059, low: 4000, close: 4059, volume: 600 },
    ]);
  });

  test('an absence longer than the tape is noticed', () => {
    const tape = [trade(8, 4000), trade(9, 4000)];
    expect(torn(begun([], 7, 'minute'), tape, 2)).toBe(true);
    expect(torn(begun([], 8, 'minute'), tape, 2)).toBe(false);
    expect(torn(begun([], 7, 'minute'), tape, 3)).toBe(false);
  });

  test('charts of minutes and hours end today, not a year ago', () => {
    expect(firstDate('minute', '2025-07-03')).toBe('2025-06-30');
    expect(firstDate('hour', '2025-07-03')).toBe('2025-02-03');
    expect(firstDate('day', '2025-07-03')).toBeNull();
    expect(firstDate('minute', null)).toBeNull();
  });
});
