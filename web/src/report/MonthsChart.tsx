import { useMemo } from 'react';
import type { YearReport } from '../api/types';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes, price, priceUnit, shortTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';

/** Volume by month above, average price by month below: two drawings, one time axis, no second y-axis. */
export function MonthsChart({ report }: { report: YearReport }) {
  const { t, language } = useText();
  const { palette } = useSettings();
  const { months, published } = report.market;
  const busiest = months.reduce((most, month) => (month.volume > most.volume ? month : most), months[0]!);
  const scale = language === 'zh' ? { by: 1e4, unit: '万 t' } : { by: 1e3, unit: 'kt' };
  const option = useMemo<ChartOption>(() => {
    const names = months.map(month => month.month);
    const left = { left: 8, right: 12, containLabel: true };
    return {
      grid: [
        { ...left, top: 34, height: 110 },
        { ...left, top: 196, bottom: 4 },
      ],
      xAxis: [
        { ...nameAxis(palette, names), gridIndex: 0, axisLabel: { show: false } },
        { ...nameAxis(palette, names), gridIndex: 1 },
      ],
      yAxis: [
        {
          ...valueAxis(palette, `${t('market.average')} ${priceUnit(language)}`),
          gridIndex: 0,
          scale: true,
          splitNumber: 3,
        },
        { ...valueAxis(palette, `${t('market.volume')} ${scale.unit}`), gridIndex: 1, splitNumber: 3 },
      ],
      series: [
        {
          type: 'line',
          name: `${t('market.average')} (${priceUnit(language)})`,
          xAxisIndex: 0,
          yAxisIndex: 0,
          data: months.map(month => (month.averagePriceFen === null ? null : month.averagePriceFen / 100)),
        },
        {
          type: 'bar',
          name: `${t('market.volume')} (${scale.unit})`,
          xAxisIndex: 1,
          yAxisIndex: 1,
          barMaxWidth: 28,
          data: months.map(month => month.volume / scale.by),
        },
      ],
    };
  }, [months, palette, t, language, scale.by, scale.unit]);
  const short = shortTonnes(busiest?.volume ?? 0, language);
  const title = busiest
    ? t('report.months', { month: busiest.month, volume: `${short.figure} ${short.unit}` })
    : t('prices.byMonth');
  const compared = published
    ? t('report.published', {
        volume: Object.values(shortTonnes(published.volume, language)).join(' '),
        price: `${price(published.averagePriceFen)} ${priceUnit(language)}`,
        source: published.source,
      })
    : '';
  return (
    <ChartFrame
      title={title}
      height={330}
      source={`${t('market.source')} ${compared} ${t('asOf', { instant: chinaTime(report.asOf.instant) })}`}
      head={[t('table.month'), t('market.volumeT'), t('market.averageUnit'), t('market.low'), t('market.high')]}
      rows={() =>
        months.map(month => [
          month.month,
          fullTonnes(month.volume),
          ...[month.averagePriceFen, month.lowFen, month.highFen].map(fen => (fen === null ? '—' : price(fen))),
        ])
      }
    >
      <EChart option={option} height={330} label={title} />
    </ChartFrame>
  );
}
