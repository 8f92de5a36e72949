import { useMemo } from 'react';
import { Link } from 'react-router';
import type { ComplianceRow, ObligationHistory, ObligationNow } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, vintageSeries, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { DeadlineBar } from '../shared/DeadlineBar';
import { Answer, Nothing } from '../shared/states';
import { Lines } from './AllocationTab';
import { ObligationGauge } from './ObligationGauge';
import { useSession } from '../shell/session';

export function ObligationTab({ entityId, row }: { entityId: string; row: ComplianceRow & { year: number } }) {
  const { t } = useText();
  const year = row.year;
  const { session } = useSession();
  const asks = session?.signedIn ? `/entities/${encodeURIComponent(entityId)}/obligation` : null;
  const state = useApi<ObligationHistory>(asks, { year });
  if ((session && !session.signedIn) || state.problem?.code === 'http.not_found') return <PublicObligation row={row} />;
  return (
    <Answer state={state} rows={10}>
      {history => (
        <>
          <DeadlineBar
            what={t('compliance.surrenderBy')}
            deadline={history.deadline}
            workingDaysLeft={history.now.workingDaysLeft}
            citation={history.now.citation}
          />
          <ObligationGauge now={history.now} />
          {history.credit && <Credit credit={history.credit} />}
          <HoldingsChart history={history} />
        </>
      )}
    </Answer>
  );
}

/** What restated years moved between this year and others, line by line. */
function Credit({ credit }: { credit: NonNullable<ObligationHistory['credit']> }) {
  const { t } = useText();
  return (
    <section>
      <h3>{t('obligation.credit')}</h3>
      {credit.in > 0 && <p>{t('obligation.creditIn', { tonnes: fullTonnes(credit.in) })}</p>}
      {credit.out > 0 && (
        <p>{t('obligation.creditOut', { tonnes: fullTonnes(credit.out), year: credit.to ?? '' })}</p>
      )}
      {credit.lines.length > 0 && <Lines lines={credit.lines} />}
    </section>
  );
}

/** What everybody may see: the result, without what the entity holds. */
function PublicObligation({ row }: { row: ComplianceRow }) {
  const { t } = useText();
  const now: ObligationNow = {
    holdings: [],
    offsetsHeld: 0,
    offsetCap: row.offsetCap,
    due: row.due,
    surrenderedAllowances: row.surrenderedAllowances,
    offsetsUsed: row.offsetsUsed,
    gap: row.due === null ? null : Math.max(0, row.due - row.surrenderedAllowances - row.offsetsUsed),
    gapCostFen: null,
    priceFen: null,
    workingDaysLeft: null,
    citation: null,
  };
  return (
    <>
      <ObligationGauge now={now} />
      <Nothing title={t('obligation.closed')}>
        {t('statement.closed.help')} <Link to="/sign-in">{t('session.signIn')}</Link>
      </Nothing>
    </>
  );
}

/** Vintages that appear anywhere in the history, oldest first. */
function vintagesOf(history: ObligationHistory): number[] {
  const found = new Set(history.points.flatMap(point => point.holdings.map(holding => holding.vintage)));
  return [...found].sort((a, b) => a - b);
}

function HoldingsChart({ history }: { history: ObligationHistory }) {
  const { t, language } = useText();
  const { palette } = useSettings();
  const vintages = useMemo(() => vintagesOf(history), [history]);
  const title = t('obligation.chart', { year: history.year });
  const scale = language === 'zh' ? { by: 1e4, unit: '万 t' } : { by: 1e3, unit: 'kt' };
  const option = useMemo<ChartOption>(() => {
    const name = (vintage: number) => t('unit.vintage', { vintage });
    const amount = (tonnes: number | null) => (tonnes === null ? null : tonnes / scale.by);
    const step = { step: 'end' as const, showSymbol: false };
    return {
      grid: { left: 8, right: 12, top: 64, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: palette.ink, fontSize: 12 }, itemWidth: 14, itemHeight: 8 },
      xAxis: {
        ...nameAxis(
          palette,
          history.points.map(point => point.date),
        ),
        boundaryGap: false,
      },
      yAxis: { ...valueAxis(palette, scale.unit), nameTextStyle: { color: palette.muted } },
      tooltip: {
        valueFormatter: value =>
          value === null || value === undefined ? '—' : `${Number(value).toFixed(2)} ${scale.unit}`,
      },
      series: [
        ...vintages.map((vintage, i) => ({
          ...step,
          color: palette.series[vintageSeries(i)]!,
          type: 'line' as const,
          name: name(vintage),
          stack: 'held',
          areaStyle: { opacity: 0.35 },
          lineStyle: { width: 1 },
          data: history.points.map(p => amount(p.holdings.find(h => h.vintage === vintage)?.tonnes ?? 0)),
        })),
        {
          ...step,
          type: 'line' as const,
          name: t('obligation.stillDue'),
          color: palette.bad,
          lineStyle: { width: 2, type: 'dashed' as const },
          data: history.points.map(p =>
            amount(p.verified === null ? null : Math.max(0, p.verified - p.surrenderedAllowances - p.offsetsUsed)),
          ),
        },
      ],
    };
  }, [history, vintages, palette, t, scale.by, scale.unit]);
  return (
    <ChartFrame
      title={title}
      height={320}
      source={`${t('source.registry')} ${t('asOf', { instant: chinaTime(history.asOf.instant) })}`}
      head={[
        t('table.date'),
        ...vintages.map(vintage => `${t('unit.vintage', { vintage })} (t)`),
        `${t('compliance.verified')} (t)`,
        `${t('compliance.surrendered')} (t)`,
      ]}
      rows={() =>
        history.points.map(point => [
          point.date,
          ...vintages.map(v => fullTonnes(point.holdings.find(h => h.vintage === v)?.tonnes ?? 0)),
          point.verified === null ? '—' : fullTonnes(point.verified),
          fullTonnes(point.surrenderedAllowances + point.offsetsUsed),
        ])
      }
    >
      <EChart option={option} height={320} label={title} />
    </ChartFrame>
  );
}
