import { Link, Navigate } from 'react-router';
import type { MonthsLine, Page, PlansAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame } from '../shared/page';
import { Answer, Coming } from '../shared/states';
import { useSession } from '../shell/session';

const filters = ['year'] as const;

/** Where the months of every entity stand that the reader may look at. */
export default function MonthsPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  if (session.role === 'company' && session.organisation) return <Own entity={session.organisation.id} />;
  return <Months />;
}

/** A company goes to its own year: the one the market is in. */
function Own({ entity }: { entity: string }) {
  const state = useApi<PlansAnswer>(`/mrv/plans/${entity}`);
  return (
    <Answer state={state}>
      {data => <Navigate to={`/mrv/months/${entity}/${data.asOf.instant.slice(0, 4)}`} replace />}
    </Answer>
  );
}

function Months() {
  const { t, say } = useText();
  const ledger = useLedger<Page<MonthsLine>>('/mrv/months', filters);
  const link = (one: MonthsLine) => <Link to={`/mrv/months/${one.entityId}/${one.year}`}>{say(one.entity)}</Link>;
  const count = (key: 'due' | 'filed' | 'accepted' | 'late' | 'overdue' | 'returned' | 'substituted', title: string) => ({
    key,
    title,
    number: true,
    sortable: true,
    width: 90,
    cell: (one: MonthsLine) => one[key],
  });
  const columns: LedgerColumn<MonthsLine>[] = [
    { key: 'entity', title: t('months.entity'), lead: true, sortable: true, cell: link },
    { key: 'city', title: t('months.city'), cell: one => say(one.city), width: 110 },
    count('due', t('months.due')),
    count('filed', t('months.filed')),
    count('accepted', t('months.accepted')),
    count('overdue', t('months.overdue')),
    count('late', t('months.late')),
    count('returned', t('months.returnedCount')),
    count('substituted', t('months.substituted')),
    {
      key: 'substitutedTonnes',
      title: t('months.substitutedTonnes'),
      number: true,
      sortable: true,
      width: 130,
      cell: one => one.substitutedTonnes,
    },
  ];
  return (
    <PageFrame title={t('months.title')} lead={t('months.lead')} asOf={ledger.state.data?.asOf}>
      <p>
        <Link to="/mrv/plans">{t('plans.title')}</Link> · <Link to="/mrv/reports">{t('annual.title')}</Link>
      </p>
      <LedgerTable<MonthsLine, Page<MonthsLine>>
        id="months"
        label={t('months.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => one.entityId}
        card={one => (
          <>
            <p className="card-head">{link(one)}</p>
            <p className="card-line muted figures">
              {t('months.filed')} {one.filed}/{one.due} · {t('months.accepted')} {one.accepted} · {t('months.overdue')}{' '}
              {one.overdue}
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}
