import { AutoComplete, Button, Input, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { Navigate } from 'react-router';
import type { Bidder, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame, Section } from '../shared/page';
import { Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

const filterNames = ['grouped', 'q'] as const;

/** 集团关系: which participants share one purchase limit. */
export default function GroupsPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return <Groups acts={session.role === 'regulator' || session.role === 'exchange'} />;
}

function Groups({ acts }: { acts: boolean }) {
  const { t, say } = useText();
  const ledger = useLedger<Page<Bidder>>('/auctions/groups', filterNames);
  const [search, setSearch] = useState(ledger.values('q')[0] ?? '');
  const columns: LedgerColumn<Bidder>[] = [
    { key: 'participant', title: t('group.participant'), cell: row => <code>{row.participant}</code> },
    { key: 'name', title: t('group.name'), lead: true, cell: row => say(row.name) },
    { key: 'kind', title: t('group.kind'), sortable: true, cell: row => t(`group.kind.${row.kind}`) },
    { key: 'group', title: t('group.group'), sortable: true, cell: row => row.group || '—' },
  ];
  return (
    <PageFrame
      title={t('group.title')}
      lead={t('group.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/auctions', label: t('nav.auctions') }}
    >
      {acts && <GroupForm changed={ledger.state.reload} />}
      <LedgerTable<Bidder, Page<Bidder>>
        id="corporate-groups"
        label={t('group.title')}
        ledger={ledger}
        columns={columns}
        rowKey={row => row.participant}
        filters={
          <>
            <Input.Search
              className="filter-search"
              allowClear
              aria-label={t('group.search')}
              placeholder={t('group.search')}
              value={search}
              onChange={event => setSearch(event.target.value)}
              onSearch={value => ledger.change({ q: value || null })}
            />
            <Select
              className="filter"
              aria-label={t('group.group')}
              value={ledger.values('grouped')[0] ?? ''}
              onChange={value => ledger.change({ grouped: value || null })}
              options={[
                { value: '', label: t('group.all') },
                { value: 'true', label: t('group.only') },
              ]}
            />
          </>
        }
        card={row => (
          <>
            <p className="card-head">
              <span>{say(row.name)}</span>
              <code>{row.participant}</code>
            </p>
            <p className="card-line muted">
              <span>{t(`group.kind.${row.kind}`)}</span>
              <span>{row.group || '—'}</span>
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}

function GroupForm({ changed }: { changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [participant, setParticipant] = useState('');
  const [group, setGroup] = useState('');
  const typed = participant.trim();
  const found = useApi<Page<Bidder>>(typed.length >= 2 ? '/auctions/groups' : null, { q: typed, size: 8 });
  const members = useApi<Page<Bidder>>('/auctions/groups', { grouped: 'true', size: 1000 });
  const names = [...new Set((members.data?.items ?? []).map(one => one.group))];
  const chosen = (found.data?.items ?? []).find(one => one.participant === typed);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    if (await command.send('POST', '/auctions/groups', { participant: chosen.participant, group: group.trim() })) {
      members.reload();
      found.reload();
      changed();
    }
  };
  return (
    <Section title={t('group.set')}>
      <form className="ticket" onSubmit={event => void submit(event)}>
        <label>
          <span>{t('group.participant')}</span>
          <AutoComplete
            aria-label={t('group.participant')}
            value={participant}
            onChange={setParticipant}
            options={(found.data?.items ?? []).map(one => ({
              value: one.participant,
              label: `${say(one.name)} · ${one.participant}`,
            }))}
          >
            <Input autoComplete="off" placeholder={t('group.search')} />
          </AutoComplete>
          <span className="help">
            {chosen ? `${say(chosen.name)} · ${chosen.group || t('group.none')}` : t('group.participant.help')}
          </span>
        </label>
        <label>
          <span>{t('group.group')}</span>
          <AutoComplete
            aria-label={t('group.group')}
            value={group}
            onChange={setGroup}
            options={names.filter(name => name.includes(group.trim())).map(name => ({ value: name }))}
          >
            <Input autoComplete="off" maxLength={100} />
          </AutoComplete>
          <span className="help">{t('group.group.help')}</span>
        </label>
        <Button type="primary" htmlType="submit" loading={command.sending} disabled={!chosen}>
          {t(group.trim() ? 'group.submit' : 'group.remove')}
        </Button>
        <Outcome command={command} />
      </form>
    </Section>
  );
}
