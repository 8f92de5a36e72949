import { Link } from 'react-router';
import type { MethodologyLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, StandingMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { useSession } from '../shell/session';
import { ProposalBox } from './ProposalBox';

const filters = ['sector'] as const;
const every = { size: 1000 };

/** Every methodology the market knows, with the years it applies to and how sure its text is. */
export default function MethodologiesPage() {
  const { t, say } = useText();
  const { session } = useSession();
  const ledger = useLedger<Page<MethodologyLine>>('/methodologies', filters);
  const all = useApi<Page<MethodologyLine>>('/methodologies', every).data?.items ?? [];
  const sectors = [...new Map(all.map(one => [one.sector, say(one.sectorName)]))].map(([value, label]) => ({ value, label }));
  const link = (one: MethodologyLine) => <Link to={`/methodologies/${one.id}/${one.version}`}>{say(one.name)}</Link>;
  const years = (one: MethodologyLine) => (
    <span className="figures">
      {one.fromYear ?? '…'} — {one.throughYear ?? ''}
    </span>
  );
  const published = (one: MethodologyLine) =>
    one.published ? <Mark tone="good">{t('methods.published')}</Mark> : null;
  const source = (one: MethodologyLine) => (
    <>
      <code>
        {one.id}@{one.version}
      </code>{' '}
      {one.source}
    </>
  );
  const columns: LedgerColumn<MethodologyLine>[] = [
    {
      key: 'name',
      title: t('methods.name'),
      lead: true,
      cell: one => (
        <>
          {link(one)}
          <div className="muted small">{source(one)}</div>
        </>
      ),
    },
    { key: 'sector', title: t('methods.sector'), sortable: true, width: 150, cell: one => say(one.sectorName) },
    { key: 'fromYear', title: t('methods.years'), sortable: true, width: 150, cell: years },
    { key: 'examples', title: t('methods.examples'), number: true, width: 100, cell: one => one.examples },
    {
      key: 'standing',
      title: t('rules.standing'),
      sortable: true,
      width: 140,
      cell: one => <StandingMark standing={one.standing} />,
    },
    { key: 'published', title: t('methods.state'), width: 120, cell: one => published(one) ?? '—' },
  ];
  return (
    <PageFrame
      title={t('methods.title')}
      lead={t('methods.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/rules', label: t('rules.title') }}
    >
      <p>
        <Link to="/rule-sets">{t('methods.ruleSets')} →</Link>
      </p>
      <LedgerTable<MethodologyLine, Page<MethodologyLine>>
        id="methodologies"
        filters={<FilterSelect ledger={ledger} name="sector" label={t('methods.sector')} options={sectors} />}
        label={t('methods.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => `${one.id}@${one.version}`}
        card={one => (
          <>
            <p className="card-head">
              {link(one)}
              <StandingMark standing={one.standing} />
            </p>
            <p className="card-line muted">
              <span>{source(one)}</span>
              {years(one)}
              {published(one)}
            </p>
          </>
        )}
      />
      {session?.role === 'regulator' && <ProposalBox done={ledger.state.reload} />}
    </PageFrame>
  );
}
