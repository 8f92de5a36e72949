import {
  CandlestickSeries,
  ColorType,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import type { MarketDay } from '../api/types';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { fontFamily } from '../theme';

interface Drawn {
  chart: IChartApi;
  prices: ISeriesApi<'Candlestick'>;
  volumes: ISeriesApi<'Histogram'>;
}

/** Daily candles with volume below, in yuan per tonne and tonnes. A day without a trade is drawn at its close. */
export default function PriceChart({ days, height, label }: { days: MarketDay[]; height: number; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const { palette, redMeansUp } = useSettings();
  const { language } = useText();

  useEffect(() => {
    const chart = createChart(box.current!, { autoSize: true });
    const prices = chart.addSeries(CandlestickSeries, { priceFormat: { type: 'price', precision: 2, minMove: 0.01 } });
    const volumes = chart.addSeries(HistogramSeries, { priceFormat: { type: 'volume' }, lastValueVisible: false }, 1);
    chart.panes()[0]?.setStretchFactor(3);
    chart.panes()[1]?.setStretchFactor(1);
    drawn.current = { chart, prices, volumes };
    return () => {
      chart.remove();
      drawn.current = null;
    };
  }, []);

  useEffect(() => {
    if (!drawn.current) return;
    const { chart, prices, volumes } = drawn.current;
    const up = redMeansUp ? palette.priceRed : palette.priceGreen;
    const down = redMeansUp ? palette.priceGreen : palette.priceRed;
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
      timeScale: { borderColor: palette.line },
      localization: { locale: language === 'zh' ? 'zh-CN' : 'en-GB', dateFormat: 'yyyy-MM-dd' },
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
    });
    prices.applyOptions({
      upColor: up,
      downColor: down,
      wickUpColor: up,
      wickDownColor: down,
      borderVisible: false,
    });
    prices.setData(
      days.map(day => ({
        time: day.date,
        open: (day.openFen ?? day.closeFen) / 100,
        high: (day.highFen ?? day.closeFen) / 100,
        low: (day.lowFen ?? day.closeFen) / 100,
        close: day.closeFen / 100,
      })),
    );
    volumes.setData(
      days.map(day => ({
        time: day.date,
        value: day.volume,
        color: `${day.closeFen >= day.previousCloseFen ? up : down}80`,
      })),
    );
    chart.timeScale().fitContent();
  }, [days, palette, redMeansUp, language]);

  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
