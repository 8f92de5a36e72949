import { useMemo } from 'react';
import type { AsOf, MarketDay, StressReport } from '../api/types';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';

const height = 280;
/** Trading days shown before the first limit day, and after the announcement. */
const [before, after] = [15, 40];

/** The dearest trade of a day, or its close where nothing was traded. */
export const topOf = (day: MarketDay): number => day.highFen ?? day.closeFen;

/** The daily close and high around the shock: the days at a limit and the day of the announcement stand out. */
export function StressChart({ stress, days, asOf }: { stress: StressReport; days: MarketDay[]; asOf: AsOf }) {
  const { t, language } = useText();
  const { palette } = useSettings();
  const shown = useMemo(() => around(stress, days), [stress, days]);
  const option = useMemo<ChartOption>(() => {
    const marked = (name: string, symbol: string, color: string, fen: (day: MarketDay) => number | null) => ({
      type: 'line' as const,
      name,
      symbol,
      symbolSize: 9,
      showAllSymbol: true,
      lineStyle: { opacity: 0 },
      itemStyle: { color },
      data: shown.map(day => {
        const at = fen(day);
        return at === null ? null : at / 100;
      }),
    });
    return {
      grid: { left: 8, right: 12, top: 58, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: palette.muted }, itemWidth: 14 },
      xAxis: nameAxis(
        palette,
        shown.map(day => day.date.slice(5)),
      ),
      yAxis: { ...valueAxis(palette, priceUnit(language)), scale: true, splitNumber: 4 },
      series: [
        {
          type: 'line',
          name: t('market.close'),
          symbol: 'none',
          data: shown.map(day => day.closeFen / 100),
        },
        {
          type: 'line',
          name: t('market.high'),
          symbol: 'none',
          lineStyle: { width: 1, type: 'dashed', color: palette.muted },
          itemStyle: { color: palette.muted },
          data: shown.map(day => (day.highFen === null ? null : day.highFen / 100)),
        },
        marked(t('report.stress.limitDay'), 'triangle', palette.series[1]!, day =>
          stress.limitDays.includes(day.date) ? topOf(day) : null,
        ),
        marked(t('report.stress.announced'), 'diamond', palette.series[2]!, day =>
          day.date === stress.announcedOn ? day.closeFen : null,
        ),
      ],
    };
  }, [shown, stress, palette, t, language]);
  if (shown.length === 0) return null;
  const highest = shown.reduce((most, day) => (topOf(day) > topOf(most) ? day : most), shown[0]!);
  const last = shown.at(-1)!;
  const title = t('report.stress.chart', {
    high: price(topOf(highest)),
    on: highest.date,
    last: price(last.closeFen),
    until: last.date,
    unit: priceUnit(language),
  });
  return (
    <ChartFrame
      title={title}
      height={height}
      source={`${t('market.source')} ${t('asOf', { instant: chinaTime(asOf.instant) })}`}
      head={[
        t('table.date'),
        t('market.close'),
        t('market.high'),
        t('market.volumeT'),
        t('report.stress.limitDay'),
      ]}
      rows={() =>
        shown.map(day => [
          day.date,
          price(day.closeFen),
          day.highFen === null ? '—' : price(day.highFen),
          fullTonnes(day.volume),
          stress.limitDays.includes(day.date) ? t('yes') : '—',
        ])
      }
    >
      <EChart option={option} height={height} label={title} />
    </ChartFrame>
  );
}

/** The days around the shock; none when the price never came to a limit. */
function around(stress: StressReport, days: MarketDay[]): MarketDay[] {
  const first = days.findIndex(day => day.date === stress.limitDays[0]);
  if (first < 0) return [];
  const steadied = days.findIndex(day => day.date === (stress.announcedOn ?? stress.triggeredOn));
  return days.slice(Math.max(0, first - before), Math.max(first, steadied) + after + 1);
}
