import { Select } from 'antd';
import { Link, Navigate } from 'react-router';
import type { CheckLine, Page, QualityAlertLine } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame } from '../shared/page';
import { Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { AlertMark, SeverityMark } from './marks';

const filters = ['state', 'severity', 'outcome', 'check'] as const;
const options = {
  state: ['open', 'explained', 'suppressing', 'closed'],
  severity: ['block', 'warn', 'risk'],
  outcome: ['explained', 'suppressed', 'confirmed', 'corrected', 'escalated'],
} as const;
const whole = { size: 500 };

/** Quality alerts as tasks: an enterprise's own, or all for the authority. */
export default function AlertsPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return <Alerts own={session.role === 'company'} />;
}

function Alerts({ own }: { own: boolean }) {
  const { t, say } = useText();
  const ledger = useLedger<Page<QualityAlertLine>>('/mrv/alerts', filters);
  const checks = useApi<Page<CheckLine>>('/mrv/checks', whole);
  const link = (one: QualityAlertLine) => (
    <Link to={`/mrv/alerts/${one.number}`}>
      <span className="figures">{one.check}</span> {say(one.title)}
    </Link>
  );
  const when = (one: QualityAlertLine) =>
    one.month === 0 ? `${one.year} ${t('checks.wholeYear')}` : `${one.year}-${String(one.month).padStart(2, '0')}`;
  const columns: LedgerColumn<QualityAlertLine>[] = [
    {
      key: 'check',
      title: t('checks.rule'),
      lead: true,
      sortable: true,
      cell: one => (
        <div className="told">
          {link(one)}
          <div className="muted small">{say(one.says)}</div>
        </div>
      ),
    },
    ...(own ? [] : [entityColumn()]),
    { key: 'month', title: t('checks.month'), sortable: true, width: 110, cell: when },
    {
      key: 'severity',
      title: t('checks.severity'),
      sortable: true,
      width: 120,
      cell: one => <SeverityMark severity={one.severity} />,
    },
    { key: 'state', title: t('checks.state'), sortable: true, width: 130, cell: one => <AlertMark alert={one} /> },
  ];
  const pick = (name: keyof typeof options) => (
    <Select
      mode="multiple"
      allowClear
      className="filter"
      maxTagCount="responsive"
      aria-label={t(`checks.${name}`)}
      placeholder={t(`checks.${name}`)}
      value={ledger.values(name)}
      onChange={(values: string[]) => ledger.change({ [name]: values })}
      options={options[name]
        .filter(value => !own || value !== 'risk')
        .map(value => ({ value, label: t(`checks.${name}.${value}` as TextKey) }))}
    />
  );
  return (
    <PageFrame
      title={t('checks.alerts')}
      lead={t('checks.alerts.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/mrv/checks', label: t('checks.back') }}
    >
      <LedgerTable<QualityAlertLine, Page<QualityAlertLine>>
        id="quality-alerts"
        label={t('checks.alerts')}
        ledger={ledger}
        columns={columns}
        rowKey={one => String(one.number)}
        none={{ title: t('checks.none'), help: t('checks.none.help') }}
        filters={
          <>
            {pick('state')}
            {pick('severity')}
            {pick('outcome')}
            <Select
              mode="multiple"
              allowClear
              className="filter"
              maxTagCount="responsive"
              popupMatchSelectWidth={false}
              optionFilterProp="label"
              aria-label={t('checks.rule')}
              placeholder={t('checks.rule')}
              value={ledger.values('check')}
              onChange={(values: string[]) => ledger.change({ check: values })}
              options={(checks.data?.items ?? [])
                .filter(one => !own || one.levels.some(level => level.severity !== 'risk'))
                .map(one => ({ value: one.id, label: `${one.id} ${say(one.title)}` }))}
            />
          </>
        }
        card={one => (
          <>
            <p className="card-head">
              {link(one)}
              <AlertMark alert={one} />
            </p>
            <p>{say(one.says)}</p>
            <p className="card-line muted">
              {!own && <span>{say(one.entity)}</span>}
              <span className="figures">{when(one)}</span>
              <SeverityMark severity={one.severity} />
            </p>
          </>
        )}
      />
    </PageFrame>
  );

  function entityColumn(): LedgerColumn<QualityAlertLine> {
    return { key: 'entity', title: t('checks.entity'), sortable: true, width: 200, cell: one => <div className="told-name">{say(one.entity)}</div> };
  }
}
