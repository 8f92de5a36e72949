import { useMemo } from 'react';
import type { AuctionDetail } from '../api/types';
import { apiUrl } from '../api/client';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';

/** All valid bids from the highest price down as a falling staircase; the supply cuts it at the clearing price. */
export function DemandCurve({ detail }: { detail: AuctionDetail }) {
  const { t, language } = useText();
  const { palette } = useSettings();
  const result = detail.result!;
  const { supply, reserveFen } = detail.auction;
  const steps = useMemo(() => result.curve.filter(step => step.valid), [result]);
  const unit = priceUnit(language);
  const option = useMemo<ChartOption>(() => {
    let total = 0;
    const curve: [number, number][] = [];
    for (const step of steps) {
      curve.push([total, step.priceFen / 100]);
      total += step.tonnes;
      curve.push([total, step.priceFen / 100]);
    }
    const top = Math.max(...steps.map(step => step.priceFen), reserveFen ?? 0) / 100;
    const low = Math.min(...steps.map(step => step.priceFen), reserveFen ?? Infinity) / 100;
    const line = (name: string, data: [number, number][], dashed = false) => ({
      type: 'line' as const,
      name,
      data,
      showSymbol: false,
      lineStyle: { width: dashed ? 1.5 : 2, type: dashed ? ('dashed' as const) : ('solid' as const) },
    });
    const far = Math.ceil(Math.max(total, supply) * 1.04); // room beyond the last line
    return {
      grid: { left: 8, right: 16, top: 52, bottom: 4, containLabel: true },
      legend: { top: 0, textStyle: { color: palette.muted } },
      tooltip: { trigger: 'item' },
      xAxis: {
        ...valueAxis(palette, ''),
        min: 0,
        max: far,
        axisLabel: { color: palette.muted, formatter: fullTonnes, showMaxLabel: false, hideOverlap: true },
      },
      yAxis: { ...valueAxis(palette, unit), min: Math.floor(low - 1), max: Math.ceil(top + 1) },
      series: [
        line(t('auction.curve.demand'), curve),
        line(t('auction.curve.supply'), [
          [supply, Math.floor(low - 1)],
          [supply, Math.ceil(top + 1)],
        ]),
        ...(result.clearingPriceFen === null
          ? []
          : [
              line(
                t('auction.clearing'),
                [
                  [0, result.clearingPriceFen / 100],
                  [far, result.clearingPriceFen / 100],
                ],
                true,
              ),
            ]),
      ],
    };
  }, [steps, supply, reserveFen, result, palette, t, unit]);
  const title =
    result.clearingPriceFen === null
      ? t('auction.curve.nothing')
      : t('auction.curve.title', {
          times: (result.demand / supply).toFixed(2),
          price: `${price(result.clearingPriceFen)} ${unit}`,
        });
  return (
    <ChartFrame
      title={title}
      height={300}
      download={apiUrl(`/auctions/${detail.auction.id}/awards`, { format: 'csv' })}
      source={`${t('auction.curve.source')} ${t('asOf', { instant: chinaTime(detail.asOf.instant) })}`}
      head={[t('auction.priceUnit'), t('auction.tonnesT'), t('auction.awardedT')]}
      rows={() => steps.map(step => [price(step.priceFen), fullTonnes(step.tonnes), fullTonnes(step.awarded)])}
    >
      <EChart option={option} height={300} label={title} />
    </ChartFrame>
  );
}
