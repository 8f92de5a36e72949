import { useMemo } from 'react';
import { apiUrl } from '../api/client';
import type { MonthFigures, Page, TradingBreakdown } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { currency, fullTonnes, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { FileLink } from '../shared/FileLink';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Nothing } from '../shared/states';
import { percent } from './parts';

const height = 280;

/** Figures of the market by month, for everybody: turnover, volatility, spread, depth; volume by class and by mode. */
export function PublicFiguresPart() {
  const { t, language } = useText();
  const months = useApi<Page<MonthFigures>>('/market/statistics', { size: 600 });
  const parts = useApi<Page<TradingBreakdown>>('/market/statistics/breakdown', { size: 1000 });
  return (
    <>
      <Section
        title={t('oversight.public')}
        actions={
          <>
            <FileLink path="/market/statistics" format="csv" />
            <FileLink path="/market/statistics" format="xlsx" />
          </>
        }
      >
        <Answer state={months}>
          {page =>
            page.items.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <>
                <PlainTable
                  label={t('oversight.public')}
                  head={[
                    t('oversight.col.month'),
                    t('oversight.col.tonnes'),
                    `${t('oversight.col.turnover')} (${currency(language)})`,
                    t('oversight.col.auctions'),
                    t('oversight.col.turnoverRatio'),
                    t('oversight.col.volatility'),
                    t('oversight.col.spread'),
                    t('oversight.col.depth'),
                  ]}
                  rows={page.items.map(m => [
                    m.month,
                    fullTonnes(m.tonnes),
                    yuan(m.turnoverFen),
                    fullTonnes(m.auctionTonnes),
                    percent(m.turnoverRatio),
                    percent(m.volatility, 2),
                    m.spreadFen === null ? '—' : (Number(m.spreadFen) / 100).toFixed(3),
                    fullTonnes(Number(m.depthTonnes)),
                  ])}
                />
                <p className="muted small">{t('oversight.public.formulas')}</p>
              </>
            )
          }
        </Answer>
      </Section>
      <Answer state={parts}>
        {page => (
          <>
            <Stacked rows={page.items.filter(r => r.by === 'class')} title={t('oversight.byClass')} by="class" />
            <Stacked rows={page.items.filter(r => r.by === 'mode')} title={t('oversight.byMode')} by="mode" />
          </>
        )}
      </Answer>
    </>
  );
}

/** Purchases and sales of a month together, by kind. */
function Stacked({ rows, title, by }: { rows: TradingBreakdown[]; title: string; by: string }) {
  const { t, say } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(() => {
    const months = [...new Set(rows.map(r => r.month))];
    const codes = [...new Set(rows.map(r => r.code))];
    const sums = new Map(rows.map(r => [`${r.month} ${r.code}`, (r.boughtTonnes + r.soldTonnes) / 2]));
    return {
      grid: { left: 64, right: 16, top: 56, bottom: 28 },
      legend: { type: 'scroll', top: 0, textStyle: { color: palette.muted } },
      xAxis: nameAxis(palette, months),
      yAxis: valueAxis(palette, 't'),
      series: codes.map(code => ({
        type: 'bar' as const,
        stack: 'all',
        name: say(rows.find(r => r.code === code)!.name),
        data: months.map(month => sums.get(`${month} ${code}`) ?? 0),
      })),
    };
  }, [rows, palette, say]);
  if (rows.length === 0) return null;
  return (
    <ChartFrame
      title={title}
      height={height}
      source={t('oversight.breakdown.source')}
      download={apiUrl('/market/statistics/breakdown', { by, format: 'csv' })}
      head={[
        t('oversight.col.month'),
        t('oversight.col.kind'),
        t('oversight.col.bought'),
        t('oversight.col.sold'),
        t('oversight.col.share'),
      ]}
      rows={() =>
        rows.map(r => [r.month, say(r.name), fullTonnes(r.boughtTonnes), fullTonnes(r.soldTonnes), percent(r.share)])
      }
    >
      <EChart option={option} height={height} label={title} />
    </ChartFrame>
  );
}
