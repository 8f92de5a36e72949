import { DatePicker, Input, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import type { JournalPage as Answered, JournalRecord } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { useLedger, type Ledger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { OutcomeMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { useWhy, Why } from '../shared/why';

const filterNames = ['from', 'through', 'type', 'actor', 'outcome', 'fromDate', 'throughDate', 'q'] as const;

export default function JournalPage() {
  const { t, say } = useText();
  const why = useWhy();
  const ledger = useLedger<Answered>('/journal', filterNames);
  const data = ledger.state.data;
  const columns: LedgerColumn<JournalRecord>[] = [
    {
      key: 'position',
      title: '#',
      lead: true,
      sortable: true,
      width: 96,
      cell: row => <Link to={`/journal/${row.position}`}>{row.position.toLocaleString('en-US')}</Link>,
    },
    {
      key: 'instant',
      title: t('table.time'),
      cell: row => <span className="figures nowrap">{chinaTime(row.instant)}</span>,
    },
    { key: 'command', title: t('journal.command'), cell: row => say(row.commandName) },
    { key: 'summary', title: t('journal.summary'), optional: true, cell: row => <span className="wrap">{say(row.summary)}</span> },
    { key: 'actor', title: t('journal.actor'), cell: row => say(row.actor) },
    { key: 'role', title: t('journal.role'), optional: true, cell: row => t(`role.${row.role}`) },
    {
      key: 'outcome',
      title: t('journal.outcome'),
      cell: row => (
        <span className="nowrap">
          <OutcomeMark outcome={row.outcome} /> {row.refusalCode && <code>{row.refusalCode}</code>}
        </span>
      ),
    },
    { key: 'events', title: t('journal.events'), optional: true, cell: row => row.eventTypes.join(', ') },
    { key: 'why', title: '', cell: row => <Why reason={{ position: row.position }}>{t('why.ask')}</Why> },
  ];
  return (
    <PageFrame title={t('journal.title')} lead={t('journal.lead')} asOf={data?.asOf}>
      <p className="hash-line">
        {t('journal.head')}{' '}
        <code className={data ? 'hash' : 'hash space'}>{data ? data.headHash : '0'.repeat(64)}</code>
      </p>
      <LedgerTable<JournalRecord, Answered>
        id="journal"
        label={t('journal.title')}
        ledger={ledger}
        columns={columns}
        rowKey={row => String(row.position)}
        onRow={row => why({ position: row.position })}
        filters={<Filters ledger={ledger} />}
        card={row => (
          <>
            <p className="card-head">
              <Why reason={{ position: row.position }}>
                #{row.position.toLocaleString('en-US')} {say(row.commandName)}
              </Why>
              <OutcomeMark outcome={row.outcome} />
            </p>
            <p className="card-line muted">
              <span className="figures">{chinaTime(row.instant)}</span>
              <span>{say(row.actor)}</span>
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}

function Filters({ ledger }: { ledger: Ledger<Answered> }) {
  const { t, say } = useText();
  const first = (name: string) => ledger.values(name)[0] ?? null;
  const day = (name: string) => {
    const value = first(name);
    return value ? dayjs(value) : null;
  };
  return (
    <>
      <Input.Search
        key={first('q') ?? ''}
        className="filter-search"
        allowClear
        placeholder={t('journal.search')}
        aria-label={t('journal.search')}
        defaultValue={first('q') ?? ''}
        onSearch={text => ledger.change({ q: text })}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className="filter"
        placeholder={t('journal.command')}
        aria-label={t('journal.command')}
        value={ledger.values('type')}
        onChange={(types: string[]) => ledger.change({ type: types })}
        optionFilterProp="label"
        options={(ledger.state.data?.types ?? []).map(one => ({
          value: one.type,
          label: `${say(one.name)} (${one.count.toLocaleString('en-US')})`,
        }))}
      />
      <Segmented
        aria-label={t('journal.outcome')}
        value={first('outcome') ?? ''}
        onChange={value => ledger.change({ outcome: value })}
        options={[
          { value: '', label: t('journal.all') },
          { value: 'accepted', label: t('outcome.accepted') },
          { value: 'refused', label: t('outcome.refused') },
        ]}
      />
      <DatePicker.RangePicker
        allowEmpty
        value={[day('fromDate'), day('throughDate')]}
        onChange={range =>
          ledger.change({
            fromDate: range?.[0]?.format('YYYY-MM-DD') ?? null,
            throughDate: range?.[1]?.format('YYYY-MM-DD') ?? null,
          })
        }
      />
    </>
  );
}
