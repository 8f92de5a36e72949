import { Segmented } from 'antd';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Candle, Page, TapeLine } from '../api/types';
import { useApi } from '../api/useApi';
import { CandleChart } from '../charts/drawings';
import { useText } from '../i18n/text';
import { Answer } from '../shared/states';
import { moves, tapeKept, type Market } from './book';
import { begun, firstDate, grown, torn, type Grown, type Span } from './candles';

/** Candles that grow with the market. */
export function LiveChart(props: { market: Market; recoveries: number; height: number }) {
  const { market, recoveries, height } = props;
  const { t } = useText();
  const [span, setSpan] = useState<Span>('day');
  const { day, instrument, trades } = market;
  const path = `/market/${instrument}/candles`;
  const state = useApi<Page<Candle>>(path, { by: span, from: firstDate(span, day?.date ?? null), size: 1000 });
  const { data, loading, reload } = state;
  const { bars, missing, of } = useBars(data, trades, span);
  // After a loss, or an absence longer than the tape, the server is asked; and for a day's close, which it decides on.
  const closed = day?.closeFen !== null;
  const asked = `${recoveries} ${closed}`;
  const answered = useRef(asked);
  useEffect(() => {
    if (answered.current === asked && (!missing || loading)) return;
    answered.current = asked;
    reload();
  }, [asked, missing, loading, reload]);
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
          bars.length === 0 ? (
            <p className="muted">{t('market.noTrade')}</p>
          ) : (
            <Suspense fallback={<div style={{ height }} />}>
              <CandleChart
                bars={bars}
                timed={of !== 'day'}
                subject={`${instrument} ${of}`}
                height={height}
                label={t('candles.label', { count: bars.length })}
              />
            </Suspense>
          )
        }
      </Answer>
    </section>
  );
}

/**
 * The bars of an answer, grown with each trade that came after it. Until the answer to a new span is there, they are
 * still `of` the span before.
 */
function useBars(data: Page<Candle> | null, trades: TapeLine[], span: Span) {
  const kept = useRef<{ data: Page<Candle>; of: Span; grown: Grown; missing: boolean } | null>(null);
  return useMemo(() => {
    if (data === null) return { bars: [], missing: false, of: span };
    const known = kept.current?.data === data ? kept.current : null;
    const of = known?.of ?? span;
    const before = known?.grown ?? begun(data.items, data.asOf.position, of);
    const missing = (known?.missing ?? false) || torn(before, trades, tapeKept);
    kept.current = { data, of, grown: grown(before, moves(trades), of), missing };
    return { bars: kept.current.grown.bars, missing, of };
  }, [data, trades, span]);
}
