import { DownloadOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { AnnualDetail, AnnualFigures, AnnualModule, AnnualMonth, Calculation } from '../../api/types';
import { apiUrl } from '../../api/client';
import { useApi } from '../../api/useApi';
import { ChartFrame } from '../../charts/ChartFrame';
import { EChart } from '../../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../../charts/option';
import { chinaTime } from '../../format/dates';
import { fullTonnes } from '../../format/numbers';
import { useText } from '../../i18n/text';
import { TraceTables } from '../../methodology/TraceTables';
import { useSettings } from '../../settings/settings';
import { Fact } from '../../shared/figures';
import { DocumentLink } from '../../shared/FileField';
import { Mark } from '../../shared/marks';
import { PageFrame, Section } from '../../shared/page';
import { PlainTable } from '../../shared/PlainTable';
import { PointedNote } from '../../shared/pointed';
import { Answer, Nothing } from '../../shared/states';
import { Why } from '../../shared/why';
import { AuthorityActs } from './AuthorityActs';
import { FigureTables } from './FigureTables';
import { CapturesDeducted } from './CapturesDeducted';
import { PrepareForm } from './PrepareForm';
import { SubmitForm } from './SubmitForm';
import { RecalculateBox } from './RecalculateBox';
import { change, decimals, StateMark } from './parts';

/** One entity's report of one year: what it says, how it came about, its versions, and what may be done with it. */
export default function AnnualReportPage() {
  const { year = '', id = '' } = useParams();
  const { t, say } = useText();
  const [parameters, setParameters] = useSearchParams();
  const version = parameters.get('version');
  const path = `/mrv/reports/${year}/${id}`;
  const state = useApi<AnnualDetail>(path, useMemo(() => ({ version }), [version]));
  const head = state.data?.head;
  return (
    <PageFrame
      title={head ? `${say(head.name)} · ${year}` : t('annual.title')}
      lead={head && <StateMark state={head.state} />}
      asOf={state.data?.asOf}
      back={{ to: '/mrv/reports', label: t('annual.title') }}
    >
      <PointedNote ready={state.data !== null} />
      <Answer state={state} rows={14}>
        {found => (
          <>
            {found.figures ? (
              <>
                <p>
                  <a href={apiUrl(`${path}/workbook`, { version: found.shown })} download>
                    <DownloadOutlined aria-hidden /> {t('annual.workbook')}
                  </a>
                </p>
                <Totals detail={found} figures={found.figures} />
                <Modules of={found.figures.modules} compliance={found.figures} />
                <MonthsChart
                  months={found.months}
                  modules={found.figures.modules}
                  to={`/mrv/months/${id}/${year}`}
                />
                <FigureTables
                  figures={found.figures}
                  lastYear={found.figures.parts.some(one => one.lastYear !== null)}
                />
                <CapturesDeducted of={found.captures} />
                <Statement detail={found} />
              </>
            ) : found.head.reported !== null ? (
              <div data-place="total lines outputs verified filed quantity corrections">
                <Nothing title={t('annual.plain')}>
                  {t('annual.plainHelp', { reported: fullTonnes(found.head.reported) })}
                </Nothing>
              </div>
            ) : found.head.accepted !== null ? (
              <Nothing title={t('annual.brought')}>
                {t('annual.broughtHelp', { accepted: fullTonnes(found.head.accepted) })}
              </Nothing>
            ) : (
              <Nothing title={t('annual.nothing')}>{t('annual.nothingHelp')}</Nothing>
            )}
            <Decided detail={found} />
            {found.acts.submit && (
              <Section title={t('annual.submit')}>
                <SubmitForm path={path} version={found.head.version} done={state.reload} />
              </Section>
            )}
            {found.acts.prepare && (
              <Section title={t('annual.prepare')}>
                <PrepareForm path={path} detail={found} done={state.reload} />
              </Section>
            )}
            <AuthorityActs path={path} acts={found.acts} done={state.reload} />
            {found.versions.length > 0 && (
              <>
                <Versions
                  detail={found}
                  show={one => setParameters(one === found.head.version ? {} : { version: String(one) })}
                />
                <Section title={t('annual.compare')}>
                  <RecalculateBox
                    path={path}
                    version={found.shown}
                    others={found.others}
                    modules={found.figures?.modules ?? []}
                  />
                </Section>
                <Trace
                  path={path}
                  version={found.shown}
                  hash={found.figures?.traceHash ?? ''}
                  modules={found.figures?.modules ?? []}
                />
              </>
            )}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Totals({ detail, figures }: { detail: AnnualDetail; figures: AnnualFigures }) {
  const { t, say } = useText();
  const counted = `${t(`annual.counts.${figures.level}`)}, ${t(figures.includesIndirect ? 'annual.withIndirect' : 'annual.withoutIndirect')}`;
  const shown = detail.versions.find(one => one.version === detail.shown);
  return (
    <dl className="facts" data-place="total verified filed">
      <Fact label={t('annual.compliance')} note={counted}>
        <Why reason={shown ? { position: shown.position } : null}>{fullTonnes(figures.compliance)} t</Why>
      </Fact>
      <Fact label={t('annual.entityTonnes')} note="t CO₂e">
        {decimals(figures.entityTonnes)}
      </Fact>
      <Fact label={t('annual.processTonnes')} note="t CO₂e">
        {decimals(figures.processTonnes)}
      </Fact>
      <Fact
        label={t('annual.lastYear')}
        note={detail.lastYear === null ? t('annual.noLastYear') : change(figures.compliance, detail.lastYear)}
      >
        <Link to={`/mrv/reports/${detail.head.year - 1}/${detail.head.entityId}`}>
          {detail.lastYear === null ? '—' : `${fullTonnes(detail.lastYear)} t`}
        </Link>
      </Fact>
      <Fact label={t('annual.method')} note={`${figures.methodology}@${figures.methodologyVersion}`}>
        <Link to={`/methodologies/${figures.methodology}/${figures.methodologyVersion}`}>{say(figures.methodologyName)}</Link>
      </Fact>
      <Fact label={t('annual.accepted')} note={detail.head.dueOn ? `${t('annual.due')} ${detail.head.dueOn}` : undefined}>
        {detail.head.accepted === null ? '—' : `${fullTonnes(detail.head.accepted)} t`}
      </Fact>
    </dl>
  );
}

/** What each methodology of a report with several makes of its facilities, and their sum. */
function Modules({ of, compliance }: { of: AnnualModule[]; compliance: AnnualFigures }) {
  const { t, say } = useText();
  if (of.length === 0) return null;
  return (
    <Section title={t('annual.modules')}>
      <p className="muted">{t('annual.modulesHelp')}</p>
      <PlainTable
        label={t('annual.modules')}
        head={[
          t('annual.module'),
          t('annual.method'),
          t('annual.byFacility'),
          { title: t('annual.entityTonnes'), number: true },
          { title: t('annual.processTonnes'), number: true },
          t('annual.moduleCounts'),
        ]}
        rows={[
          ...of.map(one => [
            <span key="sector">
              {say(one.sectorName)} <code>{one.sector}</code>
            </span>,
            <Link key="method" to={`/methodologies/${one.methodology}/${one.version}`}>
              {one.methodology}@{one.version}
            </Link>,
            say(one.facilities) || '—',
            decimals(one.entityTonnes),
            decimals(one.processTonnes),
            t(one.counts ? 'annual.moduleIn' : 'annual.moduleOut'),
          ]),
          [
            <strong key="sum">{t('annual.modulesSum')}</strong>,
            '',
            '',
            <strong key="entity">{decimals(compliance.entityTonnes)}</strong>,
            <strong key="process">{decimals(compliance.processTonnes)}</strong>,
            '',
          ],
        ]}
      />
    </Section>
  );
}

/** A drawing of the months; its table leads to each month's figures and evidence. */
function MonthsChart({ months, modules, to }: { months: AnnualMonth[]; modules: AnnualModule[]; to: string }) {
  const { t, say } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
      xAxis: nameAxis(
        palette,
        months.map(one => String(one.month)),
      ),
      yAxis: { ...valueAxis(palette, 't CO₂e'), splitNumber: 4 },
      ...(modules.length > 0 ? { legend: { top: 0, right: 8, textStyle: { color: palette.muted } } } : {}),
      series:
        modules.length > 0
          ? modules.map(one => ({
              type: 'bar' as const,
              name: say(one.sectorName),
              stack: 'modules',
              barMaxWidth: 34,
              data: one.months.map(month => month.tonnes),
            }))
          : [{ type: 'bar', name: t('annual.monthsChart'), barMaxWidth: 34, data: months.map(one => one.tonnes) }],
    }),
    [months, modules, palette, t, say],
  );
  if (months.every(one => one.tonnes === null)) return null;
  const greatest = months.reduce((most, one) => ((one.tonnes ?? 0) > (most.tonnes ?? 0) ? one : most), months[0]!);
  return (
    <Section title={t('annual.months')}>
      <ChartFrame
        height={220}
        title={t('annual.monthsTop', { month: greatest.month, tonnes: decimals(greatest.tonnes) })}
        source={t('annual.lead')}
        head={[t('annual.month'), 't CO₂e', ...modules.map(one => say(one.sectorName)), t('annual.revision')]}
        rows={() =>
          months.map(one => [
            <Link key="month" to={`${to}/${one.month}`}>
              {one.month}
            </Link>,
            decimals(one.tonnes),
            ...modules.map(module => decimals(module.months.find(own => own.month === one.month)?.tonnes ?? null)),
            one.newest > one.revision ? `${one.revision} (${t('annual.corrected', { n: one.newest })})` : one.revision,
          ])
        }
      >
        <EChart option={option} height={220} label={t('annual.monthsChart')} />
      </ChartFrame>
    </Section>
  );
}

function Statement({ detail }: { detail: AnnualDetail }) {
  const { t } = useText();
  const said = detail.statement;
  if (!said) return null;
  return (
    <Section title={t('annual.statement')} place="outputs quantity corrections">
      {said.products.length > 0 && (
        <PlainTable
          label={t('annual.products')}
          head={[
            t('annual.product'),
            { title: t('annual.quantity'), number: true },
            { title: t('annual.intensity'), number: true },
            { title: t('annual.lastYear'), number: true },
            t('annual.productLine'),
          ]}
          rows={said.products.map(one => [
            one.product,
            `${one.quantity.toLocaleString('en-US')} ${one.unit}`,
            one.intensity ?? '—',
            one.lastIntensity ?? '—',
            one.line ? <code>{one.line}</code> : one.reason,
          ])}
        />
      )}
      {said.manualFigures.length > 0 && (
        <PlainTable
          label={t('annual.manual')}
          head={[t('annual.manual'), { title: t('annual.value'), number: true }, t('annual.reason'), t('annual.evidence')]}
          rows={said.manualFigures.map(one => [
            <code key={one.column}>{one.column}</code>,
            `${one.text} ${one.unit}`,
            one.reason,
            <span key="evidence" className="hash-list">
              {one.evidence.map(hash => (
                <DocumentLink key={hash} hash={hash} />
              ))}
            </span>,
          ])}
        />
      )}
      {said.statedFactors.length > 0 && (
        <PlainTable
          label={t('annual.stated')}
          head={[t('annual.stated'), { title: t('annual.value'), number: true }]}
          rows={said.statedFactors.map(one => [<code key={one.name}>{one.name}</code>, `${one.text} ${one.unit}`])}
        />
      )}
      <dl className="annual-said">
        <dt>{t('annual.explanation')}</dt>
        <dd>{said.explanation || t('annual.none')}</dd>
        <dt>{t('annual.boundary')}</dt>
        <dd>{said.boundaryChanges || t('annual.none')}</dd>
        <dt>{t('annual.agencies')}</dt>
        <dd>
          {said.agencies.map(one => [t(`annual.${one.kind}`), one.name, one.creditCode].filter(Boolean).join(' ')).join('；') ||
            t('annual.none')}
        </dd>
        <dt>{t('annual.productionDays')}</dt>
        <dd>{t('annual.days', { run: said.productionDays, stop: said.stoppedDays })}</dd>
      </dl>
    </Section>
  );
}

/** What the authority decided about the report. */
function Decided({ detail }: { detail: AnnualDetail }) {
  const { t, say } = useText();
  const { reopenings, determination, extension, reminded } = detail;
  if (reopenings.length === 0 && !determination && !extension && !reminded) return null;
  return (
    <Section title={t('annual.decided')}>
      <ul className="plain decided">
        {reminded && <li>{t('annual.reminded', { date: reminded })}</li>}
        {extension && (
          <li>
            {t('annual.extension')}: {t('annual.extensionLine', { before: extension.before, date: extension.date })} ·{' '}
            {extension.decision}
          </li>
        )}
        {determination && (
          <li>
            {t('annual.determination')}: <Why reason={{ position: determination.position }}>{fullTonnes(determination.emissions)} t</Why>{' '}
            · {determination.decision}
            <div className="small muted">
              {determination.lines.map(line => `${say(line.label)} ${line.value} ${line.unit}`).join(' · ')}
            </div>
          </li>
        )}
        {reopenings.map(one => (
          <li key={one.position}>
            <Why reason={{ position: one.position }}>{one.order}</Why> {one.fraud && <Mark tone="bad">{t('annual.fraud')}</Mark>}{' '}
            {one.reason}{' '}
            {one.recheck !== null && (
              <Link to={`/verification/${one.recheck}`}>{t('verify.taskNo', { number: one.recheck })}</Link>
            )}{' '}
            · {fullTonnes(one.standing)} t{' '}
            {one.restated === null
              ? t('annual.standing')
              : `${t('annual.restatedTo')} ${fullTonnes(one.restated)} t (${change(one.restated, one.standing)})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Versions({ detail, show }: { detail: AnnualDetail; show: (version: number) => void }) {
  const { t } = useText();
  return (
    <Section title={t('annual.versions')}>
      <PlainTable
        label={t('annual.versions')}
        head={[
          t('annual.version'),
          { title: t('annual.compliance'), number: true },
          t('annual.preparedBy'),
          t('annual.approvedBy'),
          t('annual.signatory'),
        ]}
        rows={detail.versions.map(one => [
          one.version === detail.shown ? (
            <strong>{one.version}</strong>
          ) : (
            <Button type="link" size="small" onClick={() => show(one.version)}>
              {one.version}
            </Button>
          ),
          <Why key="why" reason={{ position: one.position }}>{`${fullTonnes(one.tonnes)} t`}</Why>,
          `${one.preparedBy} ${chinaTime(one.preparedAt)}`,
          one.approvedBy && one.submittedAt ? `${one.approvedBy} ${chinaTime(one.submittedAt)}` : '—',
          one.signatory ?? '—',
        ])}
      />
    </Section>
  );
}

/** Every step, read only when asked for: a year has many. */
function Trace(props: { path: string; version: number; hash: string; modules: AnnualModule[] }) {
  const { path, version, modules } = props;
  const { t, say } = useText();
  const [open, setOpen] = useState(false);
  const [sector, setSector] = useState<string | null>(null);
  const shown = modules.find(one => one.sector === sector) ?? modules[0];
  const module = shown?.sector ?? null;
  const state = useApi<Calculation>(
    open ? `${path}/trace` : null,
    useMemo(() => ({ version, module }), [version, module]),
  );
  return (
    <Section title={t('annual.trace')}>
      {modules.length > 0 && (
        <Segmented
          className="annual-modules"
          value={module ?? ''}
          options={modules.map(one => ({ value: one.sector, label: say(one.sectorName) }))}
          onChange={setSector}
        />
      )}
      <p className="muted small hash">trace sha256 {shown?.traceHash ?? props.hash}</p>
      {open ? (
        <Answer state={state} rows={10}>
          {found => <TraceTables of={found} />}
        </Answer>
      ) : (
        <Button onClick={() => setOpen(true)}>{t('annual.traceOpen')}</Button>
      )}
    </Section>
  );
}
