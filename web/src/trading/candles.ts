import type { Candle, IsoDate, TapeLine } from '../api/types';

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

/** How far back a chart of candles of a span begins, in days before the trading day; null from the first trade on. */
const reach: Record<Span, number | null> = { minute: 3, hour: 150, day: null };

/** The first date a chart shows: the newest candles, in a number that one answer holds. */
export function firstDate(span: Span, today: IsoDate | null): IsoDate | null {
  const days = reach[span];
  if (days === null || today === null) return null;
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Bars of a chart, and the newest record they hold. */
export interface Grown {
  bars: Bar[];
  through: number;
}

/** The candles of the server. */
export function begun(candles: Candle[], through: number, span: Span): Grown {
  return {
    through,
    bars: candles.map(candle => ({
      time: startOf(candle.start, span),
      open: candle.openFen,
      high: candle.highFen,
      low: candle.lowFen,
      close: candle.closeFen,
      volume: candle.volume,
    })),
  };
}

/** The bars with the trades that came after them, each counted once. */
export function grown(before: Grown, trades: TapeLine[], span: Span): Grown {
  const after = trades.filter(trade => trade.position > before.through);
  if (after.length === 0) return before;
  const all = [...before.bars];
  for (const { instant, priceFen, tonnes } of after) {
    const time = startOf(instant, span);
    const last = all[all.length - 1];
    if (last && last.time === time) {
      all[all.length - 1] = {
        ...last,
        high: Math.max(last.high, priceFen),
        low: Math.min(last.low, priceFen),
        close: priceFen,
        volume: last.volume + tonnes,
      };
    } else if (!last || last.time < time) {
      all.push({ time, open: priceFen, high: priceFen, low: priceFen, close: priceFen, volume: tonnes });
    }
  }
  return { bars: all, through: after[after.length - 1]!.position };
}

/** Whether trades may be missing between the bars and a tape of which only the newest trades are kept. */
export function torn(before: Grown, tape: TapeLine[], kept: number): boolean {
  return tape.length >= kept && tape[0]!.position > before.through;
}
