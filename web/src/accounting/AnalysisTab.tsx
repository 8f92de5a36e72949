import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { BreakdownSide, FootprintChange, InventoryAnalysis, InventoryBook, PeerComparison } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { percent, signed } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { BasisSelect, Table, isMarket, plain, tonnes, unitName, useBasis } from './parts';

const sides: BreakdownSide[] = ['source', 'site', 'scope', 'isoCategory', 'valueChain', 'product', 'gas'];

/** The inventory from every side, on one basis. */
export function AnalysisTab({ book, path }: { book: InventoryBook; path: string }) {
  const { t } = useText();
  const [basis, setBasis] = useBasis();
  const state = useApi<InventoryAnalysis>(`${path}/analysis`, { basis, revision: book.revision });
  return (
    <>
      <div className="entity-bar">
        <span className="muted">{t('acc.basis')}</span>
        <BasisSelect value={basis} onChange={setBasis} />
      </div>
      <Answer state={state} rows={12}>
        {analysis => (
          <>
            <div className="split split-even">
              <Months analysis={analysis} revision={book.revision} />
              <Sides analysis={analysis} revision={book.revision} />
            </div>
            <Section title={t('acc.change')}>
              {analysis.change ? (
                <Change change={analysis.change} revision={book.revision} />
              ) : (
                <Nothing title={t('acc.change.none')} />
              )}
            </Section>
            <div className="split split-even">
              <Section title={t('acc.intensity')}>
                <Intensities analysis={analysis} />
              </Section>
              <Section title={t('acc.peers')}>
                {analysis.peers.length === 0 && <Nothing title={t('acc.peers.none')} />}
                {analysis.peers.map(peer => (
                  <Peer key={peer.kind + peer.unit} peer={peer} />
                ))}
              </Section>
            </div>
            <Section title={t('acc.targets')}>
              <TargetRows analysis={analysis} />
            </Section>
          </>
        )}
      </Answer>
    </>
  );
}

interface ChartProps {
  analysis: InventoryAnalysis;
  revision: number;
}

/** Both ways of counting, month by month. */
function Months({ analysis, revision }: ChartProps) {
  const { t } = useText();
  const { palette } = useSettings();
  const parts = useMemo(
    () => analysis.breakdowns.find(one => one.side === 'month')?.parts ?? [],
    [analysis.breakdowns],
  );
  const most = [...parts].sort((a, b) => b.location - a.location)[0];
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 8, right: 12, top: 40, bottom: 30, containLabel: true },
      legend: { bottom: 0, textStyle: { color: palette.muted } },
      xAxis: nameAxis(
        palette,
        parts.map(part => part.key),
      ),
      yAxis: valueAxis(palette, 'tCO₂e'),
      series: [
        { type: 'bar', name: t('acc.location'), barMaxWidth: 16, data: parts.map(part => part.location) },
        { type: 'bar', name: t('acc.market'), barMaxWidth: 16, data: parts.map(part => part.market) },
      ],
    }),
    [parts, palette, t],
  );
  const title = most ? t('acc.by.months', { month: most.key, tonnes: tonnes(most.location, 1) }) : t('acc.side.month');
  return (
    <ChartFrame
      title={title}
      height={290}
      source={t('acc.source.note', { revision })}
      head={[t('table.month'), `${t('acc.location')} t`, `${t('acc.market')} t`]}
      rows={() => parts.map(part => [part.key, tonnes(part.location), tonnes(part.market)])}
    >
      <EChart option={option} height={290} label={title} />
    </ChartFrame>
  );
}

/** One side at a time, largest part first. */
function Sides({ analysis, revision }: ChartProps) {
  const { t, say, language } = useText();
  const { palette } = useSettings();
  const phone = usePhone();
  const [side, setSide] = useState<BreakdownSide>('source');
  const market = isMarket(analysis.basis);
  const parts = useMemo(
    () =>
      [...(analysis.breakdowns.find(one => one.side === side)?.parts ?? [])].sort((a, b) =>
        market ? b.market - a.market : b.location - a.location,
      ),
    [analysis.breakdowns, side, market],
  );
  const value = (part: { location: number; market: number }) => (market ? part.market : part.location);
  const whole = parts.reduce((sum, part) => sum + value(part), 0);
  const option = useMemo<ChartOption>(() => {
    const shown = [...parts].reverse();
    return {
      grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
      xAxis: { ...valueAxis(palette, ''), splitNumber: 3 },
      yAxis: {
        ...nameAxis(
          palette,
          shown.map(part => part.name[language]),
        ),
        axisLabel: { color: palette.muted, fontSize: 11, width: phone ? 110 : 170, overflow: 'truncate' as const },
      },
      series: [
        {
          type: 'bar',
          name: 'tCO₂e',
          barMaxWidth: 18,
          data: shown.map(part => (market ? part.market : part.location)),
          label: {
            show: true,
            position: 'right',
            color: palette.muted,
            fontSize: 11,
            formatter: ({ value: v }) => tonnes(Number(v), 1),
          },
        },
      ],
    };
  }, [parts, palette, language, market, phone]);
  const top = parts[0];
  const title = top
    ? t('acc.by.side', { name: say(top.name), percent: whole === 0 ? '—' : ((value(top) / whole) * 100).toFixed(1) })
    : t(`acc.side.${side}` as 'acc.side.source');
  const height = Math.max(150, parts.length * 26 + 40);
  return (
    <ChartFrame
      title={title}
      height={height}
      source={t('acc.source.note', { revision })}
      controls={
        <Select
          size="small"
          aria-label={t('acc.side.source')}
          value={side}
          onChange={setSide}
          popupMatchSelectWidth={false}
          options={sides.map(one => ({ value: one, label: t(`acc.side.${one}` as 'acc.side.source') }))}
        />
      }
      head={[t(`acc.side.${side}` as 'acc.side.source'), `${t('acc.location')} t`, `${t('acc.market')} t`]}
      rows={() => parts.map(part => [say(part.name), tonnes(part.location), tonnes(part.market)])}
    >
      <EChart option={option} height={height} label={title} />
    </ChartFrame>
  );
}

/** From last year to this as a bridge: activity, structure, factor. */
function Change({ change, revision }: { change: FootprintChange; revision: number }) {
  const { t, say } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(() => {
    const steps = [change.activity, change.structure, change.factor];
    const names = [
      String(change.from),
      t('acc.activity'),
      t('acc.structure'),
      t('acc.factor'),
      String(change.to),
    ];
    let at = change.before;
    const hidden: number[] = [0];
    const up: (number | null)[] = [null];
    const down: (number | null)[] = [null];
    for (const step of steps) {
      hidden.push(Math.min(at, at + step));
      up.push(step > 0 ? step : null);
      down.push(step <= 0 ? -step : null);
      at += step;
    }
    const lowest = Math.min(...hidden.slice(1), change.before, change.after);
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(lowest, 1))) - 1) * 5;
    const floor = Math.max(0, Math.floor((lowest * 0.9) / step) * step);
    const ends = [change.before, null, null, null, change.after];
    const label = (sign: string) => ({
      show: true,
      position: 'top' as const,
      color: palette.ink,
      fontSize: 11,
      formatter: ({ value }: { value?: unknown }) =>
        value == null ? '' : `${Number(value) < 0.05 ? '' : sign}${tonnes(Number(value), 1)}`,
    });
    return {
      grid: { left: 8, right: 12, top: 40, bottom: 4, containLabel: true },
      tooltip: { show: false },
      xAxis: nameAxis(palette, names),
      yAxis: {
        ...valueAxis(palette, 'tCO₂e'),
        min: floor,
      },
      series: [
        { type: 'bar', stack: 'bridge', data: [...hidden, 0], itemStyle: { color: 'transparent' }, silent: true },
        { type: 'bar', stack: 'bridge', data: ends, itemStyle: { color: palette.series[0] }, label: label('') },
        { type: 'bar', stack: 'bridge', data: [...up, null], itemStyle: { color: palette.series[1] }, label: label('+') },
        { type: 'bar', stack: 'bridge', data: [...down, null], itemStyle: { color: palette.series[2] }, label: label('−') },
      ],
    };
  }, [change, palette, t]);
  const difference = change.after - change.before;
  const title = t('acc.change.title', {
    from: change.from,
    to: change.to,
    word: t(difference < 0 ? 'acc.less' : 'acc.more'),
    tonnes: tonnes(Math.abs(difference), 1),
    percent: signed((percent(difference, change.before) ?? '0').replace('%', '').replace('−', '-')),
  });
  const how =
    change.growth === null ? t('acc.change.noGrowth') : t('acc.change.growth', { growth: change.growth.toFixed(3) });
  return (
    <>
      <ChartFrame
        title={title}
        height={280}
        source={`${how} ${t('acc.change.axis')} ${t('acc.source.note', { revision })}`}
        head={['', 'tCO₂e']}
        rows={() => [
          [String(change.from), tonnes(change.before)],
          [t('acc.activity'), signed(change.activity.toFixed(3))],
          [t('acc.structure'), signed(change.structure.toFixed(3))],
          [t('acc.factor'), signed(change.factor.toFixed(3))],
          [String(change.to), tonnes(change.after)],
        ]}
      >
        <EChart option={option} height={280} label={title} />
      </ChartFrame>
      <Table
        label={t('acc.change')}
        head={[
          t('acc.source'),
          change.from,
          change.to,
          t('acc.activity'),
          t('acc.structure'),
          t('acc.factor'),
        ]}
        rows={change.sources.map(one => [
          say(one.name),
          tonnes(one.before, 1),
          tonnes(one.after, 1),
          signed(one.activity.toFixed(1)),
          signed(one.structure.toFixed(1)),
          signed(one.factor.toFixed(1)),
        ])}
      />
    </>
  );
}

function Intensities({ analysis }: { analysis: InventoryAnalysis }) {
  const { t, language } = useText();
  if (analysis.intensities.length === 0) return <Nothing title={t('acc.intensity.none')} />;
  return (
    <Table
      label={t('acc.intensity')}
      head={[t('acc.reference.kind'), t('acc.reference.quantity'), 'tCO₂e', t('acc.intensity')]}
      rows={analysis.intensities.map(one => [
        `${t(`acc.reference.${one.kind}`)}${one.product ? ` · ${one.product}` : ''}`,
        `${plain(one.quantity)} ${unitName(one.unit, language)}`,
        tonnes(one.emissions, 1),
        <strong key="value">
          {plain(one.value)}
          <span className="unit"> t/{unitName(one.unit, language)}</span>
        </strong>,
      ])}
    />
  );
}

function Peer({ peer }: { peer: PeerComparison }) {
  const { t, language } = useText();
  const shown = (value: number | null) => (value === null ? '—' : plain(value));
  return (
    <div className="acc-peer">
      <p>
        {t(`acc.reference.${peer.kind}`)}{' '}
        <strong className="figures">
          {plain(peer.own)} t/{unitName(peer.unit, language)}
        </strong>
      </p>
      {peer.place === null ? (
        <p className="muted small">{t('acc.peers.small', { count: peer.companies, smallest: peer.smallest })}</p>
      ) : (
        <p className="muted small">
          {t('acc.peers.place', { count: peer.companies, place: peer.place })}
          <br />
          {t('acc.peers.quartiles', {
            low: shown(peer.lowerQuartile),
            mid: shown(peer.median),
            high: shown(peer.upperQuartile),
          })}
        </p>
      )}
    </div>
  );
}

/** Absolute and intensity targets against their path, and whether the base year has to be worked out anew. */
export function TargetRows({ analysis }: { analysis: InventoryAnalysis }) {
  const { t } = useText();
  const check = analysis.baseYear;
  const [unit, setUnit] = useState<'absolute' | 'intensity'>('absolute');
  const kinds = [...new Set(analysis.targets.map(one => one.target.kind))];
  const kind = kinds.includes(unit) ? unit : kinds[0];
  const rows = analysis.targets.filter(one => one.target.kind === kind);
  return (
    <>
      {kinds.length > 1 && (
        <p>
          <Segmented
            value={kind}
            onChange={setUnit}
            options={kinds.map(value => ({ value, label: t(`acc.target.${value}`) }))}
          />
        </p>
      )}
      {rows.length === 0 ? (
        <Nothing title={t('acc.targets.none')} />
      ) : (
        <Table
          label={t('acc.targets')}
          numbersFrom={3}
          head={[
            t('acc.target'),
            t('acc.basis'),
            '',
            t('acc.target.base'),
            t('acc.target.path'),
            t('acc.target.actual'),
            t('acc.target.goal'),
          ]}
          rows={rows.map(one => {
            const digits = kind === 'absolute' ? 1 : 6;
            return [
              <>
                {one.target.name}
                <span className="fact-note">
                  −{plain(one.target.reductionPercent)} % · {one.target.year} · {one.unit}
                </span>
              </>,
              t(`acc.basis.${one.target.basis}`),
              <Mark key="mark" tone={one.onPath ? 'good' : 'warn'}>
                {t(one.onPath ? 'acc.target.on' : 'acc.target.off')}
              </Mark>,
              tonnes(one.base, digits),
              tonnes(one.path, digits),
              <strong key="actual">{tonnes(one.actual, digits)}</strong>,
              tonnes(one.aim, digits),
            ];
          })}
        />
      )}
      {check && (
        <p className={check.due ? 'caution' : 'muted small'}>
          {t(check.due ? 'acc.baseYear.due' : 'acc.baseYear.fine', {
            share: plain(check.sharePercent),
            threshold: plain(check.thresholdPercent),
          })}{' '}
          {check.due && (
            <Link to={`/accounting/${analysis.company}?tab=goals`}>{t('acc.baseYear.go')}</Link>
          )}
        </p>
      )}
    </>
  );
}
