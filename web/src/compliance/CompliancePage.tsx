import { Input, Select } from 'antd';
import { Link } from 'react-router';
import type { AllocationMethod, CompliancePage as Answered, ComplianceRow, ComplianceStatus } from '../api/types';
import { dateWithWeekday } from '../format/dates';
import { fullTonnes, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';
import { useLedger, type Ledger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { MethodName, StatusMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { decisionOf, Why } from '../shared/why';

const filterNames = ['year', 'sector', 'status', 'method', 'q'] as const;
const statuses: ComplianceStatus[] = [
  'settled',
  'short',
  'partlySurrendered',
  'verified',
  'reported',
  'notReported',
  'exempt',
];
const methods: AllocationMethod[] = ['benchmark', 'historicalIntensity', 'historical', 'none'];

export default function CompliancePage() {
  const { t, language } = useText();
  const ledger = useLedger<Answered>('/compliance', filterNames);
  const data = ledger.state.data;
  const lead = data
    ? t('compliance.lead', { year: data.year, deadline: data.deadline ? dateWithWeekday(data.deadline, language) : '—' })
    : t('compliance.lead.loading');
  return (
    <PageFrame title={t('nav.compliance')} lead={lead} asOf={data?.asOf}>
      <LedgerTable<ComplianceRow, Answered>
        id="compliance"
        label={t('nav.compliance')}
        ledger={ledger}
        columns={useColumns(data, data?.year)}
        rowKey={row => row.entityId}
        filters={<Filters ledger={ledger} />}
        card={row => <Card row={row} year={data?.year} />}
      />
    </PageFrame>
  );
}

function entityPath(row: ComplianceRow, year: number | undefined): string {
  return `/entities/${encodeURIComponent(row.entityId)}${year ? `?year=${year}` : ''}`;
}

function Card({ row, year }: { row: ComplianceRow; year: number | undefined }) {
  const { t, say } = useText();
  return (
    <>
      <p className="card-head">
        <Link to={entityPath(row, year)}>{say(row.name)}</Link>
        <StatusMark status={row.status} />
      </p>
      <p className="card-line muted">
        {say(row.sector.name)} · {say(row.city)}
      </p>
      <dl className="card-facts">
        <div>
          <dt>{t('compliance.due')} (t)</dt>
          <dd>
            <FullTonnes value={row.due} />
          </dd>
        </div>
        <div>
          <dt>{t('compliance.surrendered')} (t)</dt>
          <dd>
            <FullTonnes value={row.surrenderedAllowances + row.offsetsUsed} />
          </dd>
        </div>
        {row.shortfall !== null && row.shortfall > 0 && (
          <div>
            <dt>{t('compliance.shortfall')} (t)</dt>
            <dd>
              <FullTonnes value={row.shortfall} why={decisionOf(row.position)} />
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Filters({ ledger }: { ledger: Ledger<Answered> }) {
  const { t, say } = useText();
  const data = ledger.state.data;
  const several = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      className="filter"
      placeholder={label}
      aria-label={label}
      value={ledger.values(name)}
      onChange={(value: string[]) => ledger.change({ [name]: value })}
      options={options}
      optionFilterProp="label"
    />
  );
  return (
    <>
      <Input.Search
        key={ledger.values('q')[0] ?? ''}
        className="filter-search"
        allowClear
        placeholder={t('compliance.search')}
        aria-label={t('compliance.search')}
        defaultValue={ledger.values('q')[0] ?? ''}
        onSearch={text => ledger.change({ q: text })}
      />
      {data && data.years.length > 1 && (
        <Select
          className="filter-year"
          aria-label={t('table.year')}
          value={data.year}
          onChange={(year: number) => ledger.change({ year: String(year) })}
          options={data.years.map(year => ({ value: year, label: t('compliance.year', { year }) }))}
        />
      )}
      {several(
        'sector',
        t('table.sector'),
        (data?.sectors ?? []).map(s => ({ value: s.id, label: say(s.name) })),
      )}
      {several(
        'status',
        t('table.status'),
        statuses.map(s => ({ value: s, label: t(`status.${s}`) })),
      )}
      {several(
        'method',
        t('table.method'),
        methods.map(m => ({ value: m, label: t(`method.${m}`) })),
      )}
    </>
  );
}

function useColumns(data: Answered | null, year: number | undefined): LedgerColumn<ComplianceRow>[] {
  const { t, say } = useText();
  const totals = data?.totals;
  const tonnes = (
    key: keyof ComplianceRow & string,
    title: string,
    options: Partial<LedgerColumn<ComplianceRow>> = {},
  ) => ({
    key,
    title: `${title} (t)`,
    number: true,
    sortable: true,
    cell: (row: ComplianceRow) => <FullTonnes value={row[key] as number | null} />,
    ...(totals && key in totals ? { total: fullTonnes(totals[key as keyof typeof totals]) } : {}),
    ...options,
  });
  return [
    {
      key: 'name',
      title: t('table.entity'),
      lead: true,
      sortable: true,
      width: 290,
      cell: row => <Link to={entityPath(row, year)}>{say(row.name)}</Link>,
      total: totals ? t('table.totals') : undefined,
    },
    { key: 'sector', title: t('table.sector'), sortable: true, cell: row => say(row.sector.name) },
    { key: 'city', title: t('table.city'), optional: true, sortable: true, cell: row => say(row.city) },
    {
      key: 'method',
      title: t('table.method'),
      optional: true,
      sortable: true,
      cell: row => <MethodName method={row.method} />,
    },
    { key: 'status', title: t('table.status'), sortable: true, cell: row => <StatusMark status={row.status} /> },
    tonnes('initialAllocation', t('compliance.initial'), { optional: true }),
    tonnes('finalAllocation', t('compliance.final')),
    tonnes('verified', t('compliance.verified')),
    tonnes('due', t('compliance.due'), { optional: true }),
    tonnes('surrenderedAllowances', t('compliance.allowances')),
    tonnes('offsetsUsed', t('compliance.offsets')),
    tonnes('offsetCap', t('compliance.offsetCap'), { optional: true }),
    tonnes('shortfall', t('compliance.shortfall'), {
      cell: row => <FullTonnes value={row.shortfall} why={row.shortfall ? decisionOf(row.position) : null} />,
    }),
    {
      key: 'penaltyFen',
      title: t('compliance.penalty'),
      number: true,
      sortable: true,
      cell: row => (row.penaltyFen ? <Why reason={decisionOf(row.position)}>{yuan(row.penaltyFen)}</Why> : '—'),
      total: totals ? yuan(totals.penaltyFen) : undefined,
    },
    tonnes('nextYearDeduction', t('compliance.deduction'), { optional: true }),
  ];
}
