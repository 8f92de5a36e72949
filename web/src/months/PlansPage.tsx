import { Link, Navigate } from 'react-router';
import type { Page, PlanLine } from '../api/types';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { PlanMark } from './standing';

const filters = ['late'] as const;

/** The newest version of every plan the reader may see; a company goes to its own. */
export default function PlansPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  if (session.role === 'company' && session.organisation)
    return <Navigate to={`/mrv/plans/${session.organisation.id}`} replace />;
  return <Plans />;
}

function Plans() {
  const { t, say } = useText();
  const ledger = useLedger<Page<PlanLine>>('/mrv/plans', filters);
  const link = (one: PlanLine) => <Link to={`/mrv/plans/${one.entityId}`}>{say(one.entity)}</Link>;
  const marks = (one: PlanLine) => (
    <>
      <PlanMark state={one.state} /> {one.late && <Mark tone="bad">{t('plans.late')}</Mark>}
    </>
  );
  const columns: LedgerColumn<PlanLine>[] = [
    { key: 'entity', title: t('months.entity'), lead: true, sortable: true, cell: link },
    { key: 'city', title: t('months.city'), width: 110, cell: one => say(one.city) },
    { key: 'sector', title: t('months.sector'), sortable: true, width: 120, cell: one => one.sector },
    { key: 'version', title: t('plans.version'), number: true, sortable: true, width: 90, cell: one => one.version },
    { key: 'state', title: t('plans.state'), sortable: true, width: 190, cell: marks },
    { key: 'from', title: t('plans.from'), sortable: true, width: 120, cell: one => one.from },
    { key: 'meters', title: t('plans.meters'), number: true, width: 110, cell: one => one.meters },
    { key: 'parameters', title: t('plans.parameters'), number: true, width: 110, cell: one => one.parameters },
  ];
  return (
    <PageFrame
      title={t('plans.title')}
      lead={t('plans.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/mrv/months', label: t('months.title') }}
    >
      <p>
        <Link to="/mrv/meters">{t('meters.title')}</Link>
      </p>
      <LedgerTable<PlanLine, Page<PlanLine>>
        id="plans"
        label={t('plans.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => one.entityId}
        filters={
          <FilterSelect
            ledger={ledger}
            name="late"
            label={t('plans.late')}
            options={[{ value: 'true', label: t('plans.onlyLate') }]}
          />
        }
        card={one => (
          <>
            <p className="card-head">
              {link(one)} {marks(one)}
            </p>
            <p className="card-line muted figures">
              {t('plans.version')} {one.version} · {one.from}
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}
