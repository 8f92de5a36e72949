import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { apiUrl } from '../api/client';
import type { MarketDay, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { fullTonnes, price, priceUnit } from '../format/numbers';
import { ChartFrame } from '../charts/ChartFrame';
import { CandleChart } from '../charts/drawings';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import type { Bar } from '../trading/candles';

const height = 380;
const ranges = { month: 22, quarter: 64, all: Number.POSITIVE_INFINITY } as const;
type Range = keyof typeof ranges;

/** Daily prices and volume, with the finding in the title. */
export function PriceHistory() {
  const state = useApi<Page<MarketDay>>('/market/days', { size: 1000 });
  const { t } = useText();
  return (
    <Answer state={state} rows={12}>
      {page =>
        page.items.length ? (
          <History page={page} />
        ) : (
          <Nothing title={t('market.noDays')}>{t('market.noDays.help')}</Nothing>
        )
      }
    </Answer>
  );
}

function History({ page }: { page: Page<MarketDay> }) {
  const { t, language } = useText();
  const [range, setRange] = useState<Range>('all');
  const days = useMemo(() => page.items.slice(-Math.min(ranges[range], page.items.length)), [page, range]);
  const bars = useMemo(() => days.map(barOf), [days]);
  const first = days[0]!;
  const last = days[days.length - 1]!;
  const title = t('market.chart', {
    from: price(first.closeFen),
    to: price(last.closeFen),
    unit: priceUnit(language),
    days: days.length,
  });
  return (
    <ChartFrame
      title={title}
      height={height}
      download={apiUrl('/market/days', { format: 'csv' })}
      controls={
        <Segmented<Range>
          size="small"
          value={range}
          onChange={setRange}
          options={[
            { value: 'month', label: t('range.month') },
            { value: 'quarter', label: t('range.quarter') },
            { value: 'all', label: t('range.all') },
          ]}
        />
      }
      source={`${t('market.source')} ${t('asOf', { instant: chinaTime(page.asOf.instant) })}`}
      head={[
        t('table.date'),
        t('market.open'),
        t('market.high'),
        t('market.low'),
        t('market.close'),
        t('market.volumeT'),
      ]}
      rows={() =>
        [...days]
          .reverse()
          .map(day => [
            day.date,
            ...[day.openFen, day.highFen, day.lowFen, day.closeFen].map(fen => (fen === null ? '—' : price(fen))),
            fullTonnes(day.volume),
          ])
      }
    >
      <CandleChart bars={bars} timed={false} subject={range} height={height} label={title} />
    </ChartFrame>
  );
}

/** A day as a candle; one without a trade stands at its close. */
function barOf(day: MarketDay): Bar {
  const { closeFen: close } = day;
  return {
    time: Date.parse(day.date) / 1000,
    open: day.openFen ?? close,
    high: day.highFen ?? close,
    low: day.lowFen ?? close,
    close,
    volume: day.volume,
    before: day.previousCloseFen,
  };
}
