import { Link } from 'react-router';
import type { MethodologyLine, Page } from '../api/types';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, StandingMark } from '../shared/marks';
import { PageFrame } from '../shared/page';

const none = [] as const;

/** Every methodology the market knows, with the years it applies to and how sure its text is. */
export default function MethodologiesPage() {
  const { t, say } = useText();
  const ledger = useLedger<Page<MethodologyLine>>('/methodologies', none);
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
      <LedgerTable<MethodologyLine, Page<MethodologyLine>>
        id="methodologies"
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
    </PageFrame>
  );
}
