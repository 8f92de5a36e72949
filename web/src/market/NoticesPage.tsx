import { Select } from 'antd';
import type { Notice, NoticeKind, Page } from '../api/types';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame } from '../shared/page';
import { Why } from '../shared/why';

const kinds: NoticeKind[] = [
  'cap',
  'coveredList',
  'allocation',
  'correction',
  'deadline',
  'compliance',
  'penalty',
  'market',
  'auction',
  'rule',
];
const filterNames = ['kind'] as const;

export default function NoticesPage() {
  const { t, say } = useText();
  const ledger = useLedger<Page<Notice>>('/notices', filterNames);
  const columns: LedgerColumn<Notice>[] = [
    {
      key: 'date',
      title: t('table.date'),
      lead: true,
      width: 120,
      cell: row => <span className="figures">{row.date}</span>,
    },
    { key: 'kind', title: t('table.kind'), width: 140, cell: row => t(`notice.${row.kind}`) },
    {
      key: 'title',
      title: t('table.title'),
      cell: row => <Why reason={{ position: row.position }}>{say(row.title)}</Why>,
    },
  ];
  return (
    <PageFrame title={t('nav.notices')} lead={t('notices.lead')} asOf={ledger.state.data?.asOf}>
      <LedgerTable<Notice, Page<Notice>>
        id="notices"
        label={t('nav.notices')}
        ledger={ledger}
        columns={columns}
        rowKey={row => row.id}
        filters={
          <Select
            mode="multiple"
            allowClear
            className="filter"
            placeholder={t('table.kind')}
            aria-label={t('table.kind')}
            value={ledger.values('kind')}
            onChange={(value: string[]) => ledger.change({ kind: value })}
            options={kinds.map(kind => ({ value: kind, label: t(`notice.${kind}`) }))}
          />
        }
        card={row => (
          <>
            <p className="card-head">
              <span className="figures muted">{row.date}</span>
              <span className="muted">{t(`notice.${row.kind}`)}</span>
            </p>
            <Why reason={{ position: row.position }}>{say(row.title)}</Why>
          </>
        )}
      />
    </PageFrame>
  );
}
