import { Table, Tag } from 'antd';
import { Link } from 'react-router';
import type { MethodologyLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { StandingMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Answer } from '../shared/states';

export default function MethodologiesPage() {
  const { t, say } = useText();
  const state = useApi<Page<MethodologyLine>>('/methodologies', { size: 1000 });
  return (
    <PageFrame
      title={t('methods.title')}
      lead={t('methods.lead')}
      asOf={state.data?.asOf}
      back={{ to: '/rules', label: t('rules.title') }}
    >
      <Answer state={state} rows={12}>
        {page => (
          <Table<MethodologyLine>
            rowKey={one => `${one.id}@${one.version}`}
            dataSource={page.items}
            pagination={false}
            size="small"
            scroll={{ x: 720 }}
            columns={[
              {
                title: t('methods.name'),
                render: (_, one) => (
                  <>
                    <Link to={`/methodologies/${one.id}/${one.version}`}>{say(one.name)}</Link>
                    <div className="muted small">
                      <code>
                        {one.id}@{one.version}
                      </code>{' '}
                      {one.source}
                    </div>
                  </>
                ),
              },
              {
                title: t('methods.years'),
                width: 130,
                render: (_, one) => (
                  <span className="figures">
                    {one.fromYear ?? '…'} — {one.throughYear ?? ''}
                  </span>
                ),
              },
              { title: t('methods.examples'), dataIndex: 'examples', align: 'right', width: 80, className: 'figures' },
              { title: t('rules.standing'), width: 110, render: (_, one) => <StandingMark standing={one.standing} /> },
              {
                title: t('methods.state'),
                width: 100,
                render: (_, one) => (one.published ? <Tag color="green">{t('methods.published')}</Tag> : null),
              },
            ]}
          />
        )}
      </Answer>
    </PageFrame>
  );
}
