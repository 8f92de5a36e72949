import { useMemo } from 'react';
import { useParams } from 'react-router';
import type { CemsCompared, CemsYear } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { DocumentLink } from '../shared/FileField';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { CemsImport } from './CemsImport';

const tonnes = (value: number | null) =>
  value === null ? '—' : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How far the measured month is from the calculated one; null where one of them says nothing. */
const apart = (one: CemsCompared): number | null =>
  one.usable && one.calculated && one.measured !== null ? one.measured / one.calculated - 1 : null;

const percent = (share: number) => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}%`;

/** Hourly data of the stacks, and each month beside what its evidence comes to. */
export default function CemsPage() {
  const { t, say } = useText();
  const { entity = '', year = '' } = useParams();
  const { session } = useSession();
  const state = useApi<CemsYear>(`/mrv/cems/${entity}/${year}`);
  const own = session?.role === 'company' && session.organisation?.id === entity;
  return (
    <PageFrame
      title={`${t('cems.title')} · ${t('months.year', { year })}`}
      lead={state.data ? `${say(state.data.entity)} · ${t('cems.lead')}` : t('cems.lead')}
      asOf={state.data?.asOf}
      back={{ to: `/mrv/months/${entity}/${year}`, label: t('months.title') }}
    >
      <Answer state={state}>
        {data => (
          <>
            {data.months.some(one => one.measured !== null || one.calculated !== null) ? (
              <Compared months={data.months} />
            ) : (
              <Nothing title={t('cems.none')}>{t('cems.lead')}</Nothing>
            )}
            {own && <CemsImport entity={entity} year={Number(year)} changed={state.reload} />}
            <Stacks months={data.months} />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Compared({ months }: { months: CemsCompared[] }) {
  const { t } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(
    () => ({
      color: [palette.series[0]!, palette.series[1]!],
      grid: { left: 8, right: 12, top: 54, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: palette.muted }, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' },
      xAxis: nameAxis(
        palette,
        months.map(one => String(one.month)),
      ),
      yAxis: { ...valueAxis(palette, 't CO₂'), splitNumber: 4 },
      series: [
        { type: 'bar', name: t('cems.calculated'), barMaxWidth: 22, data: months.map(one => one.calculated) },
        {
          type: 'bar',
          name: t('cems.measured'),
          barMaxWidth: 22,
          data: months.map(one =>
            one.measured === null ? null : { value: one.measured, itemStyle: { opacity: one.usable ? 1 : 0.4 } },
          ),
        },
      ],
    }),
    [months, palette, t],
  );
  const compared = months.filter(one => apart(one) !== null);
  const furthest = compared.reduce<CemsCompared | null>(
    (most, one) => (most === null || Math.abs(apart(one)!) > Math.abs(apart(most)!) ? one : most),
    null,
  );
  return (
    <ChartFrame
      height={280}
      title={
        furthest
          ? t('cems.finding', { month: furthest.month, difference: percent(apart(furthest)!) })
          : t('cems.noFinding')
      }
      source={t('cems.source')}
      head={[t('cems.month'), t('cems.calculated'), t('cems.measured'), t('cems.difference')]}
      rows={() =>
        months.map(one => [
          one.month,
          tonnes(one.calculated),
          tonnes(one.measured),
          apart(one) === null ? (one.usable ? '—' : t('cems.unusable')) : percent(apart(one)!),
        ])
      }
    >
      <EChart option={option} height={280} label={t('cems.chart')} />
    </ChartFrame>
  );
}

/** What was filed, stack by stack. */
function Stacks({ months }: { months: CemsCompared[] }) {
  const { t } = useText();
  const rows = months.flatMap(one => one.stacks.map(stack => ({ month: one.month, ...stack })));
  if (rows.length === 0) return null;
  return (
    <Section title={t('cems.filed')}>
      <PlainTable
        label={t('cems.filed')}
        head={[
          t('cems.month'),
          t('cems.stack'),
          { title: 't CO₂', number: true },
          { title: t('cems.substituted'), number: true },
          { title: t('cems.hours'), number: true },
          t('cems.document'),
        ]}
        rows={rows.map(one => [
          one.month,
          one.stack,
          tonnes(one.tonnes),
          tonnes(one.substitutedTonnes),
          <span key="hours">
            {grouped(String(one.missing))} / {one.hours}{' '}
            {!one.isUsable && <Mark tone="warn">{t('cems.unusable')}</Mark>}
          </span>,
          <DocumentLink key="document" hash={one.document} name={t('cems.document')} />,
        ])}
      />
    </Section>
  );
}
