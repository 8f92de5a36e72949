import { Link } from 'react-router';
import type { CheckLine, CheckThreshold, Page, ReplayLine } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, StandingMark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { SeverityMark } from './marks';
import { numberOf, RunsTable } from './RunsTable';

const none = [] as const;
const whole = { size: 200 };
const outcomes = ['explained', 'suppressed', 'confirmed', 'corrected', 'escalated'] as const;

/** The catalogue of checks: rule, thresholds with their source, severity, hits and false alarms. */
export default function ChecksPage() {
  const { session } = useSession();
  // Which columns there are hangs on who looks.
  return session === null ? <Coming rows={12} /> : <Checks />;
}

function Checks() {
  const { t, say } = useText();
  const { session } = useSession();
  const inside = session?.role === 'regulator' || session?.role === 'auditor';
  const ledger = useLedger<Page<CheckLine>>('/mrv/checks', none, whole);
  const checks = ledger.state.data?.items ?? [];
  const share = (one: CheckLine) =>
    one.falseShare === null ? '—' : `${Math.round(one.falseShare * 100)} % (${one.falseAlarms}/${one.closed})`;
  const raised = (one: CheckLine) =>
    one.raised ? <Link to={`/mrv/alerts?check=${one.id}`}>{one.raised}</Link> : one.raised;
  const name = (one: CheckLine) => (
    <>
      <strong className="figures">{one.id}</strong> {say(one.title)}{' '}
      {one.lacks && <Mark tone="warn">{t(`checks.lacks.${one.lacks}`)}</Mark>}
    </>
  );
  const columns: LedgerColumn<CheckLine>[] = [
    {
      key: 'id',
      title: t('checks.rule'),
      lead: true,
      sortable: true,
      cell: one => (
        <div className="told told-rule">
          {name(one)}
          <Condition check={one} />
        </div>
      ),
    },
    {
      key: 'thresholds',
      title: t('checks.thresholds'),
      width: 300,
      cell: one => (
        <div className="told-limits">
          <Thresholds of={one.thresholds} />
        </div>
      ),
    },
    {
      key: 'severity',
      title: t('checks.severity'),
      sortable: true,
      width: 110,
      cell: one => <SeverityMark severity={one.severity} />,
    },
    {
      key: 'stage',
      title: t('checks.stage'),
      sortable: true,
      width: 150,
      cell: one => (
        <div className="told-runs">
          {t(`checks.stage.${one.stage}`)}
          <Runs of={one} />
        </div>
      ),
    },
  ];
  if (inside)
    columns.push(
      { key: 'raised', title: t('checks.raised'), number: true, sortable: true, width: 80, cell: raised },
      { key: 'open', title: t('checks.openCount'), number: true, sortable: true, optional: true, width: 80, cell: one => one.open },
      { key: 'falseShare', title: t('checks.falseShare'), number: true, sortable: true, width: 130, cell: share },
      ...outcomes.map(key => ({
        key,
        title: t(`checks.outcome.${key}`),
        number: true,
        sortable: true,
        optional: true,
        width: 110,
        cell: (one: CheckLine) => one[key],
      })),
    );
  return (
    <PageFrame
      title={t('checks.title')}
      lead={
        <>
          {t('checks.lead')}{' '}
          <span className={checks.length > 0 ? undefined : 'space'} aria-hidden={checks.length === 0}>
            {t('checks.counted', { checks: new Set(checks.map(numberOf)).size, parts: checks.length })}
          </span>
        </>
      }
      asOf={ledger.state.data?.asOf}
    >
      {session?.signedIn && (
        <p className="inline-links">
          <Link to="/mrv/alerts">{t('checks.alerts')}</Link>
          <Link to="/mrv/checks/registers">{t('checks.registers')}</Link>
        </p>
      )}
      <LedgerTable<CheckLine, Page<CheckLine>>
        id="checks"
        label={t('checks.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => one.id}
        card={one => (
          <>
            <p className="card-head">
              <span>{name(one)}</span>
              <SeverityMark severity={one.severity} />
            </p>
            <Condition check={one} />
            {one.thresholds.length > 0 && <Thresholds of={one.thresholds} />}
            <div>
              {t(`checks.stage.${one.stage}`)} <Runs of={one} />
            </div>
            {inside && (
              <p className="card-line muted">
                <span>
                  {t('checks.raised')} {raised(one)}
                </span>
                <span>
                  {t('checks.falseShare')} {share(one)}
                </span>
              </p>
            )}
          </>
        )}
      />
      {checks.length > 0 && <RunsTable checks={checks} />}
      {session?.role === 'regulator' && <Acts reload={ledger.state.reload} />}
      {inside && <Replays />}
    </PageFrame>
  );
}

/** The occasions on which a check is run. */
function Runs({ of }: { of: CheckLine }) {
  const { t } = useText();
  return <span className="muted small">{of.runs.map(run => t(`checks.run.${run}`)).join(t('checks.run.and'))}</span>;
}

/** A check's sentence with its thresholds as adopted; what is only known of a hit stays a blank. */
function readable(text: string, check: CheckLine): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const limit = check.thresholds.find(one => one.name === name);
    return (limit && shown(limit)) ?? '…';
  });
}

function Condition({ check }: { check: CheckLine }) {
  const { t, say } = useText();
  return (
    <details className="small muted">
      <summary>{readable(say(check.says), check)}</summary>
      {say(check.note) && <p>{say(check.note)}</p>}
      {check.levels.map(level => (
        <p key={level.when}>
          {t(`checks.severity.${level.severity}`)}: <code>{level.when}</code>
        </p>
      ))}
    </details>
  );
}

/** Thresholds beside their standing; the rule behind each is a link. */
function Thresholds({ of }: { of: CheckThreshold[] }) {
  const { t, say } = useText();
  if (of.length === 0) return <>—</>;
  return (
    <ul className="plain-list small">
      {of.map(one => (
        <li key={one.key}>
          <Link to={`/parameters/${one.key}`}>{say(one.meaning)}</Link>{' '}
          <span className="figures">
            {shown(one) ?? t('checks.notAdopted')}
          </span>{' '}
          {one.standing && <StandingMark standing={one.standing} />}
        </li>
      ))}
    </ul>
  );
}

const shown = (one: CheckThreshold) =>
  one.value === null
    ? null
    : one.unit === 'share'
      ? `${Number((Number(one.value) * 100).toFixed(4))} %`
      : `${one.value} ${one.unit === '1' || one.unit === 'items' ? '' : one.unit}`.trim();

function Acts({ reload }: { reload: () => void }) {
  const { t } = useText();
  const year = { name: 'year', label: t('checks.year'), kind: 'text' as const, numeric: true };
  return (
    <Section title={t('checks.review')}>
      <ActForm
        title={t('checks.review')}
        path="/mrv/quality/reviews"
        fields={[year]}
        submit={t('checks.review.send')}
        done={reload}
      />
      <ActForm
        title={t('checks.replay')}
        path="/mrv/quality/replays"
        fields={[
          year,
          { name: 'fromMonth', label: t('checks.fromMonth'), kind: 'text', numeric: true },
          { name: 'throughMonth', label: t('checks.throughMonth'), kind: 'text', numeric: true },
          { name: 'reason', label: t('checks.reason'), kind: 'area' },
        ]}
        submit={t('checks.replay.send')}
        done={reload}
      />
    </Section>
  );
}

function Replays() {
  const { t } = useText();
  const state = useApi<Page<ReplayLine>>('/mrv/quality/replays');
  return (
    <Section title={t('checks.replays')}>
      <Answer state={state}>
        {page => (
          <PlainTable
            label={t('checks.replays')}
            head={[
              t('checks.year'),
              t('checks.month'),
              t('checks.version'),
              t('checks.reason'),
              t('checks.monthsSeen'),
              t('checks.newHits'),
            ]}
            rows={page.items.map(row => [
              String(row.year),
              `${row.fromMonth}–${row.throughMonth}`,
              row.version,
              row.reason,
              row.months,
              row.newHits,
            ])}
          />
        )}
      </Answer>
    </Section>
  );
}
