import { Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { AnnualRow, Disclosure, Page } from '../../api/types';
import { useText } from '../../i18n/text';
import { FullTonnes } from '../../shared/figures';
import { useLedger } from '../../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../../shared/LedgerTable';
import { Mark } from '../../shared/marks';
import { PageFrame } from '../../shared/page';
import { useSession } from '../../shell/session';
import { StateMark } from './parts';

const filters = ['year', 'state'] as const;

/** Every annual report the caller may read, and what everybody may read of the accepted ones. */
export default function AnnualReportsPage() {
  const { t } = useText();
  const { session } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const own = session?.signedIn === true && parameters.get('part') !== 'public';
  return (
    <PageFrame title={t('annual.title')} lead={own ? t('annual.lead') : t('annual.disclosureLead')}>
      {session?.signedIn && (
        <Segmented
          className="part-switch"
          value={own ? 'own' : 'public'}
          onChange={value => setParameters(value === 'public' ? { part: 'public' } : {})}
          options={[
            { value: 'own', label: t('annual.list') },
            { value: 'public', label: t('annual.disclosure') },
          ]}
        />
      )}
      {own ? <Reports /> : <Disclosures />}
    </PageFrame>
  );
}

function Reports() {
  const { t, say } = useText();
  const ledger = useLedger<Page<AnnualRow>>('/mrv/reports', filters);
  const link = (one: AnnualRow) => <Link to={`/mrv/reports/${one.year}/${one.entityId}`}>{say(one.name)}</Link>;
  const marks = (one: AnnualRow) => (
    <>
      <StateMark state={one.state} /> {one.waiting && <Mark tone="warn">{t('annual.waiting')}</Mark>}{' '}
      {one.late && <Mark tone="bad">{t('annual.late')}</Mark>}{' '}
      {one.extended && <Mark tone="plain">{t('annual.extended')}</Mark>}{' '}
      {one.determined && <Mark tone="warn">{t('annual.determined')}</Mark>}{' '}
      {one.reopened && one.state !== 'reopened' && <Mark tone="plain">{t('annual.reopenedMark')}</Mark>}
    </>
  );
  const columns: LedgerColumn<AnnualRow>[] = [
    { key: 'year', title: t('annual.year'), sortable: true, width: 90, cell: one => one.year },
    {
      key: 'name',
      title: t('annual.entity'),
      lead: true,
      cell: one => (
        <>
          {link(one)}
          <div className="small muted">
            {say(one.sector.name)} · {say(one.city)}
          </div>
        </>
      ),
    },
    { key: 'state', title: t('annual.state'), sortable: true, cell: marks },
    { key: 'dueOn', title: t('annual.due'), sortable: true, width: 120, cell: one => one.dueOn ?? '—' },
    {
      key: 'reported',
      title: t('annual.reported'),
      number: true,
      sortable: true,
      cell: one => <FullTonnes value={one.reported} />,
    },
    {
      key: 'accepted',
      title: t('annual.accepted'),
      number: true,
      sortable: true,
      cell: one => <FullTonnes value={one.accepted} />,
    },
    { key: 'version', title: t('annual.version'), number: true, width: 80, cell: one => one.version || '—' },
  ];
  return (
    <LedgerTable<AnnualRow, Page<AnnualRow>>
      id="annual-reports"
      label={t('annual.title')}
      ledger={ledger}
      columns={columns}
      rowKey={one => `${one.year}|${one.entityId}`}
      card={one => (
        <>
          <p className="card-head">
            {link(one)} <span className="figures">{one.year}</span>
          </p>
          <p className="card-line muted">
            {marks(one)}
            <FullTonnes value={one.accepted ?? one.reported} unit />
          </p>
        </>
      )}
    />
  );
}

function Disclosures() {
  const { t, say } = useText();
  const ledger = useLedger<Page<Disclosure>>('/mrv/disclosures', filters);
  const columns: LedgerColumn<Disclosure>[] = [
    { key: 'year', title: t('annual.year'), sortable: true, width: 90, cell: one => one.year },
    {
      key: 'name',
      title: t('annual.entity'),
      lead: true,
      cell: one => (
        <>
          <Link to={`/entities/${one.entityId}`}>{say(one.name)}</Link>
          <div className="small muted">
            {say(one.sector.name)} · {say(one.city)}
          </div>
        </>
      ),
    },
    {
      key: 'emissions',
      title: t('annual.emissions'),
      number: true,
      sortable: true,
      cell: one => (
        <>
          <FullTonnes value={one.emissions} /> {one.restated && <Mark tone="warn">{t('annual.restated')}</Mark>}
        </>
      ),
    },
    { key: 'facilities', title: t('annual.facilities'), cell: one => say(one.facilities) || '—' },
    {
      key: 'methodology',
      title: t('annual.method'),
      cell: one =>
        one.methodology ? (
          <Link to={`/methodologies/${one.methodology.replace('@', '/')}`}>{say(one.methodologyName)}</Link>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <LedgerTable<Disclosure, Page<Disclosure>>
      id="disclosures"
      label={t('annual.disclosure')}
      ledger={ledger}
      columns={columns}
      rowKey={one => `${one.year}|${one.entityId}`}
      card={one => (
        <>
          <p className="card-head">
            <Link to={`/entities/${one.entityId}`}>{say(one.name)}</Link> <span className="figures">{one.year}</span>
          </p>
          <p className="card-line muted">
            <FullTonnes value={one.emissions} unit />
            <span>{say(one.facilities)}</span>
          </p>
        </>
      )}
    />
  );
}
