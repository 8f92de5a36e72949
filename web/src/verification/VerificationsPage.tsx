import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Page, VerificationRow } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { useLedger } from '../shared/ledger';
import { LedgerTable } from '../shared/LedgerTable';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { useSession } from '../shell/session';
import { Assigning } from './Assigning';
import { Quality } from './Quality';
import { StageMark } from './words';

const names = ['stage', 'mine', 'year', 'q'] as const;
const stages = [
  'assigned', 'conflictCleared', 'docReview', 'sitePlanned', 'onSite', 'findingsIssued', 'awaitingAnswer', 'answerCheck',
  'techReview', 'conclusionDrafted', 'authorityReview', 'returned', 'notified', 'closed', 'reassigned', 'onHold',
  'conservativeRecalculation', 'reVerification',
];

export default function VerificationsPage() {
  const { t } = useText();
  const { session } = useSession();
  const [assigned, setAssigned] = useState(0);
  const supervises = ['regulator', 'auditor', 'city'].includes(session?.role ?? '');
  return (
    <PageFrame title={t('verify.title')} lead={t('verify.lead')}>
      {supervises && (
        <p>
          <Link to="/supervision">{t('verify.supervision')} →</Link>
        </p>
      )}
      {session?.role === 'verifier' && session.organisation && (
        <p>
          <Link to={`/verification/bodies/${session.organisation.id}`}>{t('body.own')} →</Link>
        </p>
      )}
      {session?.signedIn ? <Tasks key={assigned} /> : <p className="muted">{t('verify.signIn')}</p>}
      {(session?.role === 'regulator' || session?.role === 'city') && (
        <Assigning assigns={session.role === 'regulator'} assigned={() => setAssigned(n => n + 1)} />
      )}
      <Section title={t('verify.quality')}>
        <Quality />
      </Section>
    </PageFrame>
  );
}

function Tasks() {
  const { t, say } = useText();
  const go = useNavigate();
  const ledger = useLedger<Page<VerificationRow>>('/verification/tasks', names);
  const due = (row: VerificationRow) => (
    <span className="figures">
      {row.dueOn ?? '—'} {row.overdue && <Mark tone="bad">{t('verify.overdue')}</Mark>}
    </span>
  );
  const mine = (row: VerificationRow) => row.mine && <Mark tone="info">{t('verify.mine')}</Mark>;
  return (
    <Section title={t('verify.tasks')}>
      <LedgerTable<VerificationRow, Page<VerificationRow>>
        id="verifications"
        label={t('verify.tasks')}
        ledger={ledger}
        rowKey={row => String(row.number)}
        onRow={row => void go(`/verification/${row.number}`)}
        none={{ title: t('verify.none'), help: t('verify.none.help') }}
        filters={
          <>
            <Select
              mode="multiple"
              allowClear
              aria-label={t('verify.stage')}
              placeholder={t('verify.stage')}
              style={{ minWidth: 180 }}
              value={ledger.values('stage')}
              onChange={(value: string[]) => ledger.change({ stage: value })}
              options={stages.map(value => ({ value, label: t(`verify.stage.${value}` as TextKey) }))}
            />
            <Checkbox
              checked={ledger.values('mine')[0] === 'true'}
              onChange={event => ledger.change({ mine: event.target.checked ? 'true' : null })}
            >
              {t('verify.mineOnly')}
            </Checkbox>
          </>
        }
        columns={[
          {
            key: 'number',
            title: t('verify.no'),
            sortable: true,
            lead: true,
            width: 90,
            cell: row => <Link to={`/verification/${row.number}`}>{row.number}</Link>,
          },
          { key: 'name', title: t('verify.entity'), cell: row => say(row.name) },
          { key: 'bodyName', title: t('verify.body'), cell: row => say(row.bodyName) },
          { key: 'kind', title: t('verify.kind'), sortable: true, cell: row => t(`verify.kind.${row.kind}`) },
          { key: 'stage', title: t('verify.stage'), sortable: true, cell: row => <StageMark stage={row.stage} /> },
          { key: 'dueOn', title: t('verify.due'), sortable: true, cell: due },
          {
            key: 'openFindings',
            title: t('verify.findings'),
            number: true,
            sortable: true,
            cell: row => `${row.openFindings} / ${row.findings}`,
          },
          { key: 'mine', title: '', cell: mine },
        ]}
        card={row => (
          <>
            <p className="card-head">
              <Link to={`/verification/${row.number}`}>
                {row.number} · {say(row.name)}
              </Link>
              <StageMark stage={row.stage} />
            </p>
            <p className="card-line muted">
              <span>{say(row.bodyName)}</span>
              <span>{t(`verify.kind.${row.kind}`)}</span>
              {due(row)} {mine(row)}
            </p>
          </>
        )}
      />
    </Section>
  );
}
