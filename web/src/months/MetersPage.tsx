import { Link, Navigate } from 'react-router';
import type { MeterLine, Page } from '../api/types';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame } from '../shared/page';
import { Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { Certificate, MeterMark } from './Meters';

const filters = ['standing'] as const;

/** Every meter the reader may see, the earliest due first. */
export default function MetersPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  return session.signedIn ? <List /> : <Navigate to="/sign-in" replace />;
}

function List() {
  const { t, say } = useText();
  const ledger = useLedger<Page<MeterLine>>('/mrv/meters', filters);
  const link = (one: MeterLine) => <Link to={`/mrv/plans/${one.entityId}`}>{say(one.entity)}</Link>;
  const columns: LedgerColumn<MeterLine>[] = [
    { key: 'entity', title: t('months.entity'), lead: true, sortable: true, cell: link },
    { key: 'city', title: t('months.city'), width: 110, optional: true, cell: one => say(one.city) },
    {
      key: 'meter',
      title: t('meters.meter'),
      cell: one => (
        <>
          <code>{one.meter}</code> {one.kind}
        </>
      ),
    },
    { key: 'location', title: t('meters.location'), cell: one => one.location },
    { key: 'accuracy', title: t('meters.accuracy'), width: 90, optional: true, cell: one => one.accuracy },
    { key: 'calibratedOn', title: t('meters.calibratedOn'), sortable: true, width: 120, cell: one => one.calibratedOn },
    { key: 'through', title: t('meters.through'), sortable: true, width: 130, cell: one => one.through },
    { key: 'standing', title: t('meters.standing'), sortable: true, width: 220, cell: one => <MeterMark of={one} /> },
    { key: 'document', title: t('meters.certificate'), width: 110, cell: one => <Certificate of={one} /> },
  ];
  return (
    <PageFrame
      title={t('meters.title')}
      lead={t('meters.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/mrv/plans', label: t('plans.title') }}
    >
      <LedgerTable<MeterLine, Page<MeterLine>>
        id="meters"
        label={t('meters.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => `${one.entityId} ${one.meter}`}
        none={{ title: t('meters.none'), help: '' }}
        filters={
          <FilterSelect
            ledger={ledger}
            name="standing"
            label={t('meters.standing')}
            options={(['overdue', 'calibrated'] as const).map(value => ({ value, label: t(`meters.standing.${value}`) }))}
          />
        }
        card={one => (
          <>
            <p className="card-head">{link(one)}</p>
            <p className="card-line">
              <code>{one.meter}</code> {one.kind} · {one.location}
            </p>
            <p className="card-line">
              <MeterMark of={one} />
            </p>
            <p className="card-line muted figures">
              {t('meters.through')} {one.through}
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}
