import type { Candle, TapeLine } from '../api/types';

export type Span = 'minute' | 'hour' | 'day';

const china = 8 * 3600;

/** First moment of the candle that an instant belongs to, in seconds of China's clock. */
export function startOf(instant: string, span: Span): number {
  const seconds = Math.floor(Date.parse(instant) / 1000) + china;
  const length = { minute: 60, hour: 3600, day: 86_400 }[span];
  return seconds - (seconds % length);
}

/** One bar of the chart; a time without a trade has none. */
export interface Bar {
  /** Seconds of China's clock. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  /** The close before, against which the bar's volume is coloured; its own open when there is none. */
  before?: number;
}

/** Candles of the server with the trades that came after them. */
export function bars(candles: Candle[], after: number, trades: TapeLine[], span: Span): Bar[] {
  const all: Bar[] = candles.map(candle => ({
    time: startOf(candle.start, span),
    open: candle.openFen,
    high: candle.highFen,
    low: candle.lowFen,
    close: candle.closeFen,
    volume: candle.volume,
  }));
  for (const trade of trades) {
    if (trade.position <= after) continue;
    const time = startOf(trade.instant, span);
    const last = all[all.length - 1];
    if (last && last.time === time) {
      last.high = Math.max(last.high, trade.priceFen);
      last.low = Math.min(last.low, trade.priceFen);
      last.close = trade.priceFen;
      last.volume += trade.tonnes;
    } else if (!last || last.time < time) {
      const { priceFen } = trade;
      all.push({ time, open: priceFen, high: priceFen, low: priceFen, close: priceFen, volume: trade.tonnes });
    }
  }
  return all;
}
