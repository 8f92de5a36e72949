import type {
  AccountBalances,
  AccountSnapshot,
  AccountUpdate,
  BookLevel,
  MarketSnapshot,
  MarketUpdate,
  OwnOrder,
  OwnTrade,
  TapeLine,
} from '../api/types';

/** Trades kept on the screen; the rest is on the server. */
export const tapeKept = 400;

/** One instrument's market as the stream has told it so far. */
export type Market = Omit<MarketSnapshot, 'asOf'>;

/** Which way the best price comes: bids from the highest, asks from the lowest. */
const better = { buy: (a: number, b: number) => b - a, sell: (a: number, b: number) => a - b };

function changed(levels: BookLevel[], side: 'buy' | 'sell', changes: MarketUpdate['levels']): BookLevel[] {
  const mine = changes.filter(change => change.side === side);
  if (mine.length === 0) return levels;
  const byPrice = new Map(levels.map(level => [level.priceFen, level]));
  for (const { priceFen, tonnes, orders } of mine) {
    if (tonnes === 0) byPrice.delete(priceFen);
    else byPrice.set(priceFen, { priceFen, tonnes, orders });
  }
  return [...byPrice.values()].sort((a, b) => better[side](a.priceFen, b.priceFen));
}

export function startMarket(snapshot: MarketSnapshot, before: Market | null): Market {
  const { asOf: _, ...market } = snapshot;
  const known = new Set(market.trades.map(trade => trade.id));
  const earlier = (before?.trades ?? []).filter(
    trade => !known.has(trade.id) && Number(trade.id) < Number(market.trades[0]?.id ?? 0),
  );
  return { ...market, trades: [...earlier, ...market.trades].slice(-tapeKept) };
}

function collecting({ phase, stage }: Market['status']): boolean {
  return phase === 'open' && (stage === 'openingCall' || stage === 'closingCall');
}

/** The market after one decision. Everything the decision changed changes together. */
export function applyMarket(market: Market, update: MarketUpdate): Market {
  return {
    ...market,
    sequence: update.sequence,
    bids: changed(market.bids, 'buy', update.levels),
    asks: changed(market.asks, 'sell', update.levels),
    trades: update.trades.length ? [...market.trades, ...update.trades].slice(-tapeKept) : market.trades,
    day: update.day ?? market.day,
    status: update.status ?? market.status,
    terms: update.terms ?? market.terms,
    call: update.call ?? (collecting(update.status ?? market.status) ? market.call : null),
  };
}

/** An account's day as its stream has told it so far. */
export interface Own {
  account: string;
  /** Newest first. */
  orders: OwnOrder[];
  /** Newest first. */
  trades: OwnTrade[];
  balances: AccountBalances | null;
}

export function startOwn(snapshot: AccountSnapshot, before: Own | null): Own {
  return {
    account: snapshot.account,
    orders: [...snapshot.orders].reverse(),
    trades: [...snapshot.trades].reverse(),
    balances: before?.balances ?? null,
  };
}

export function applyOwn(own: Own, update: AccountUpdate): Own {
  const before = update.newDay ? { ...own, orders: [], trades: [] } : own;
  const news = new Map(update.orders.map(order => [order.id, order]));
  const kept = before.orders.map(order => {
    const now = news.get(order.id);
    news.delete(order.id);
    return now ?? order;
  });
  return {
    ...before,
    orders: [...[...news.values()].reverse(), ...kept],
    trades: [...[...update.trades].reverse(), ...before.trades],
  };
}

export function withBalances(own: Own, balances: AccountBalances): Own {
  return { ...own, balances };
}

/** Tonnes bought today in an instrument that settlement has not delivered yet: not to be sold on the same day. */
export function boughtToday(own: Own, instrument: string): number {
  return own.trades
    .filter(trade => trade.instrument === instrument && trade.side === 'buy')
    .reduce((sum, trade) => sum + trade.tonnes, 0);
}

/** The last trade of the tape in a mode that makes prices. */
export function moves(trades: TapeLine[]): TapeLine[] {
  return trades.filter(trade => priceMaking.has(trade.mode));
}

const priceMaking = new Set(['negotiated', 'continuousBidding', 'callAuction']);
