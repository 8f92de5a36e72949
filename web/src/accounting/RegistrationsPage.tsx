import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Page, Registration } from '../api/types';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

const noFilters = [] as const;
const tones = { active: 'good', suspended: 'warn', closed: 'bad' } as const;

/** Companies that registered themselves, for those who watch over them; one that misuses the platform is suspended. */
export default function RegistrationsPage() {
  const { t, say } = useText();
  const { session } = useSession();
  const ledger = useLedger<Page<Registration>>('/registrations', noFilters);
  const [chosen, setChosen] = useState<Registration | null>(null);
  const maySuspend = session?.role === 'regulator' || session?.role === 'registry';
  const name = (row: Registration) => <Link to={`/accounting/${row.id}`}>{say(row.name)}</Link>;
  const status = (row: Registration) => <Mark tone={tones[row.status]}>{t(`acc.registered.${row.status}`)}</Mark>;
  const act = (row: Registration) =>
    maySuspend && row.status !== 'closed' ? (
      <Button size="small" danger={row.status === 'active'} onClick={() => setChosen(row)}>
        {t(row.status === 'active' ? 'acc.registered.suspend' : 'acc.registered.resume')}
      </Button>
    ) : null;
  const columns: LedgerColumn<Registration>[] = [
    { key: 'name', title: t('acc.company'), lead: true, width: 280, cell: name },
    { key: 'creditCode', title: t('acc.register.code'), width: 200, cell: row => row.creditCode },
    { key: 'city', title: t('acc.register.city'), cell: row => say(row.city) },
    { key: 'on', title: t('acc.registered.on'), sortable: true, cell: row => row.on },
    { key: 'people', title: t('acc.registered.people'), number: true, cell: row => row.people },
    { key: 'inventories', title: t('acc.years'), number: true, cell: row => row.inventories },
    { key: 'status', title: t('acc.registered.status'), cell: status },
    { key: 'act', title: '', cell: act },
  ];
  return (
    <PageFrame
      title={t('acc.registered')}
      lead={t('acc.registered.lead')}
      back={{ to: '/accounting', label: t('acc.title') }}
    >
      <LedgerTable<Registration, Page<Registration>>
        id="registrations"
        label={t('acc.registered')}
        ledger={ledger}
        columns={columns}
        rowKey={row => row.id}
        card={row => (
          <>
            <div className="card-head">
              {name(row)}
              {status(row)}
            </div>
            <div className="card-line muted figures">
              <span>{row.creditCode}</span>
              <span>{row.on}</span>
            </div>
            {act(row)}
          </>
        )}
      />
      {chosen && (
        <Suspension
          of={chosen}
          close={() => setChosen(null)}
          changed={() => {
            setChosen(null);
            ledger.state.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

function Suspension({ of, close, changed }: { of: Registration; close: () => void; changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const suspends = of.status === 'active';
  const send = async () => {
    const status = suspends ? 'suspended' : 'active';
    if (await command.send('POST', `/participants/${of.id}/status`, { status, reason })) changed();
  };
  return (
    <Modal
      open
      title={t(suspends ? 'acc.registered.suspend.title' : 'acc.registered.resume.title', { name: say(of.name) })}
      onCancel={close}
      onOk={() => void send()}
      okText={t(suspends ? 'acc.registered.suspend' : 'acc.registered.resume')}
      okButtonProps={{ danger: suspends, disabled: !reason.trim(), loading: command.sending }}
    >
      <p>{t(suspends ? 'acc.registered.suspend.help' : 'acc.registered.resume.help')}</p>
      <Input.TextArea
        rows={3}
        maxLength={500}
        aria-label={t('acc.reason')}
        placeholder={t('acc.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <Outcome command={command} />
    </Modal>
  );
}
