import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Operation, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Coming, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Entries } from './Entries';
import { Invite } from './Invite';
import { blank, bodyOf, isComplete } from './form';

/** 业务办理: everything the signed-in user may do that has no page of its own, one form at a time. */
export default function OperationsPage() {
  const { t, say } = useText();
  const { data, problem } = useApi<Page<Operation>>('/operations', { size: 1000 });
  const [query, setQuery] = useSearchParams();
  // The number of whoever was appointed last.
  const [made, setMade] = useState('');
  const chosen = data?.items.find(operation => operation.name === query.get('do'));
  const rooms = [...new Map(data?.items.map(operation => [operation.room, operation.roomName]))];
  return (
    <PageFrame title={t('operations.title')} lead={t('operations.lead')} asOf={data?.asOf}>
      {problem && <RefusalPanel problem={problem} />}
      {!data && !problem && <Coming />}
      {data?.total === 0 && <Nothing title={t('operations.none')} />}
      {data !== null && data.total > 0 && (
        <div className="ticket oversight-form operation">
          <label>
            <span>{t('operations.choose')}</span>
            <Select
              showSearch
              optionFilterProp="label"
              aria-label={t('operations.choose')}
              placeholder={t('operations.choose.place')}
              value={chosen?.name ?? null}
              onChange={name => setQuery(name ? { do: name } : {}, { replace: true })}
              listHeight={360}
              options={rooms.map(([room, name]) => ({
                label: say(name),
                title: room,
                options: data.items
                  .filter(operation => operation.room === room)
                  .map(operation => ({ value: operation.name, label: say(operation.title) })),
              }))}
            />
          </label>
          {chosen && <OperationForm key={chosen.name} operation={chosen} done={setMade} />}
          {chosen?.name === 'participants.appoint' && <Invite key={made} appointed={made} />}
          {!chosen && <p className="muted">{t('operations.first')}</p>}
        </div>
      )}
    </PageFrame>
  );
}

function OperationForm({ operation, done }: { operation: Operation; done: (made: string) => void }) {
  const { t, say } = useText();
  const { session } = useSession();
  const command = useCommand();
  const own = session?.organisation;
  const known: Record<string, string> = operation.own && own ? { participant: own.id, account: own.account ?? '' } : {};
  const first = () => blank(operation.fields, known);
  const [row, setRow] = useState(first);
  const send = async () => {
    const path = `/operations/${operation.name}`;
    if (await command.send('POST', path, bodyOf(operation.fields, row))) setRow(first());
  };
  const id = command.receipt?.id;
  useEffect(() => {
    if (id) done(id);
  }, [id, done]);
  return (
    <form
      className="operation-form"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      {operation.own && <p className="small muted">{t('operations.ownOnly')}</p>}
      <p className="small muted">{t('operations.asked')}</p>
      <Entries fields={operation.fields} row={row} change={setRow} />
      <Button htmlType="submit" type="primary" disabled={!isComplete(operation.fields, row)} loading={command.sending}>
        {t('operations.send', { title: say(operation.title) })}
      </Button>
      <Outcome command={command} />
      {id && <p className="small">{t('operations.number', { id })}</p>}
    </form>
  );
}
