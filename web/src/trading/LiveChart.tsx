import { Segmented } from 'antd';
import { Suspense, useEffect, useMemo, useState } from 'react';
import type { Candle, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { CandleChart } from '../charts/drawings';
import { useText } from '../i18n/text';
import { Answer } from '../shared/states';
import { moves, type Market } from './book';
import { bars, type Span } from './candles';

/** Candles that grow with the market. */
export function LiveChart(props: { market: Market; recoveries: number; height: number }) {
  const { market, recoveries, height } = props;
  const { t } = useText();
  const [span, setSpan] = useState<Span>('day');
  const state = useApi<Page<Candle>>(`/market/${market.instrument}/candles`, { by: span, size: 1000 });
  const { reload } = state;
  useEffect(() => {
    if (recoveries > 0) reload();
  }, [recoveries, reload]);
  const shown = useMemo(
    () => (state.data ? bars(state.data.items, state.data.asOf.position, moves(market.trades), span) : []),
    [state.data, market.trades, span],
  );
  return (
    <section aria-label={t('candles.title')}>
      <div className="trading-head">
        <h2>{t('candles.title')}</h2>
        <Segmented<Span>
          size="small"
          value={span}
          onChange={setSpan}
          aria-label={t('candles.span')}
          options={[
            { value: 'minute', label: t('candles.minute') },
            { value: 'hour', label: t('candles.hour') },
            { value: 'day', label: t('candles.day') },
          ]}
        />
      </div>
      <Answer state={state} rows={8}>
        {() =>
          shown.length === 0 ? (
            <p className="muted">{t('market.noTrade')}</p>
          ) : (
            <Suspense fallback={<div style={{ height }} />}>
              <CandleChart
                bars={shown}
                timed={span !== 'day'}
                subject={`${market.instrument} ${span}`}
                height={height}
                label={t('candles.label', { count: shown.length })}
              />
            </Suspense>
          )
        }
      </Answer>
    </section>
  );
}
