import {
  CandlestickSeries,
  ColorType,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { fontFamily } from '../theme';
import type { Bar } from '../trading/candles';

/** Half the width of a label of the time axis, in pixels. */
const firstLabel = 28;

interface Drawn {
  chart: IChartApi;
  prices: ISeriesApi<'Candlestick'>;
  volumes: ISeriesApi<'Histogram'>;
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
    return () => {
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
      timeScale: { borderColor: palette.line, timeVisible: timed, secondsVisible: false },
      localization: { locale: language === 'zh' ? 'zh-CN' : 'en-GB', dateFormat: 'yyyy-MM-dd' },
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
    });
    prices.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down, borderVisible: false });
  }, [palette, up, down, language, timed]);

  useEffect(() => {
    if (!drawn.current) return;
    const { chart, prices, volumes } = drawn.current;
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
      // A label stands in the middle below its candle: the first one needs room to its left.
      const candles = bars.length / Math.max(1, box.current!.clientWidth);
      chart.timeScale().setVisibleLogicalRange({ from: -0.5 - candles * firstLabel, to: bars.length - 0.5 });
    }
  }, [bars, subject, up, down]);

  return <div ref={box} role="figure" aria-label={label} style={{ height }} />;
}
