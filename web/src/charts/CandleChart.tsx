import {
  CandlestickSeries,
  ColorType,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  TickMarkType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { fontFamily } from '../theme';
import type { Bar } from '../trading/candles';

interface Drawn {
  chart: IChartApi;
  prices: ISeriesApi<'Candlestick'>;
  volumes: ISeriesApi<'Histogram'>;
}

/** A day's label on the axis: the first one names its year, no day stands without its month; null as the axis likes. */
function dayLabel(time: number, type: TickMarkType, isFirst: boolean): string | null {
  const day = new Date(time * 1000).toISOString();
  if (isFirst && type !== TickMarkType.Year) return day.slice(0, type === TickMarkType.Month ? 7 : 10);
  return type === TickMarkType.DayOfMonth ? day.slice(5, 10) : null;
}

/**
 * Candles with volume below, in yuan per tonne and tonnes, of minutes or longer. It grows with the market without losing
 * the reader's place.
 */
export default function CandleChart(props: {
  bars: Bar[];
  /** Shows hours on the time axis. */
  timed: boolean;
  /** Changes when other candles are to be shown from their beginning. */
  subject: string;
  height: number;
  label: string;
}) {
  const { bars, timed, subject, height, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const fitted = useRef('');
  const first = useRef<number | null>(null);
  const { palette, redMeansUp } = useSettings();
  const { language } = useText();
  const up = redMeansUp ? palette.priceRed : palette.priceGreen;
  const down = redMeansUp ? palette.priceGreen : palette.priceRed;

  useEffect(() => {
    const chart = createChart(box.current!, { autoSize: true, layout: { attributionLogo: false } });
    const prices = chart.addSeries(CandlestickSeries, { priceFormat: { type: 'price', precision: 2, minMove: 0.01 } });
    const volumes = chart.addSeries(HistogramSeries, { priceFormat: { type: 'volume' }, lastValueVisible: false }, 1);
    chart.panes()[0]?.setStretchFactor(3);
    chart.panes()[1]?.setStretchFactor(1);
    drawn.current = { chart, prices, volumes };
    // Until the reader moves them, all candles are in sight, whatever becomes of the width.
    const frame = box.current!;
    let moved = false;
    const reader = () => {
      moved = true;
    };
    frame.addEventListener('pointerdown', reader);
    chart.timeScale().subscribeSizeChange(() => {
      if (!moved) chart.timeScale().fitContent();
    });
    return () => {
      frame.removeEventListener('pointerdown', reader);
      chart.remove();
      drawn.current = null;
      fitted.current = '';
    };
  }, []);

  useEffect(() => {
    if (!drawn.current) return;
    const { chart, prices } = drawn.current;
    chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: 'transparent' },
        textColor: palette.muted,
        fontFamily,
        fontSize: 11,
        attributionLogo: false,
        panes: { separatorColor: palette.line, enableResize: false },
      },
      grid: { vertLines: { visible: false }, horzLines: { color: palette.line } },
      rightPriceScale: { borderVisible: false },
      // A fixed left edge keeps the first label whole, room on the right the last one.
      timeScale: {
        rightOffsetPixels: 14,
        borderColor: palette.line,
        timeVisible: timed,
        secondsVisible: false,
        fixLeftEdge: true,
        maxBarSpacing: 24,
        tickMarkFormatter: (time: Time, type: TickMarkType) =>
          timed ? null : dayLabel(Number(time), type, time === first.current),
      },
      localization: { locale: language === 'zh' ? 'zh-CN' : 'en-GB', dateFormat: 'yyyy-MM-dd' },
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
    });
    prices.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down, borderVisible: false });
  }, [palette, up, down, language, timed]);

  useEffect(() => {
    if (!drawn.current) return;
    const { chart, prices, volumes } = drawn.current;
    first.current = bars[0]?.time ?? null;
    prices.setData(
      bars.map(bar => ({
        time: bar.time as UTCTimestamp,
        open: bar.open / 100,
        high: bar.high / 100,
        low: bar.low / 100,
        close: bar.close / 100,
      })),
    );
    volumes.setData(
      bars.map(bar => ({
        time: bar.time as UTCTimestamp,
        value: bar.volume,
        color: `${bar.close >= (bar.before ?? bar.open) ? up : down}80`,
      })),
    );
    if (fitted.current !== subject && bars.length > 0) {
      fitted.current = subject;
      chart.timeScale().fitContent();
    }
  }, [bars, subject, up, down]);

  return <div ref={box} role="figure" aria-label={label} style={{ height }} />;
}
