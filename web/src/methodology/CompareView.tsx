import { Segmented, Table } from 'antd';
import { useState } from 'react';
import type { Calculation, ComparedValue, Comparison } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';

/** Two calculations of the same figures side by side: results, factors, and the lines that differ. */
export function CompareView({ of }: { of: Comparison }) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const pick = (rows: ComparedValue[]) => (all ? rows : rows.filter(one => one.change !== 'same'));
  return (
    <>
      <div className="compare-heads">
        <Head mark="①" of={of.first} />
        <Head mark="②" of={of.second} />
      </div>
      <p className="muted small">{t('methods.compareNote')}</p>
      <Values title={t('methods.result')} rows={of.results} />
      <Segmented
        className="compare-which"
        value={all ? 'all' : 'some'}
        onChange={value => setAll(value === 'all')}
        options={[
          { value: 'some', label: t('methods.differing') },
          { value: 'all', label: t('methods.everything') },
        ]}
      />
      <Values title={t('methods.factors')} rows={pick(of.factors)} />
      <Values title={t('methods.lines')} rows={pick(of.lines)} />
      {of.notAsked.length > 0 && (
        <p className="caution" role="status">
          {t('methods.notAsked')} {of.notAsked.join(', ')}
        </p>
      )}
    </>
  );
}

function Head({ mark, of }: { mark: string; of: Calculation }) {
  const { t, language } = useText();
  return (
    <div>
      <strong>
        {mark} {language === 'zh' ? of.nameZh : of.nameEn}
      </strong>
      <div className="small">
        <code>
          {of.methodology}@{of.version}
        </code>{' '}
        {of.isWhatIf && <Mark tone="warn">{t('methods.whatIf')}</Mark>}
      </div>
      <div className="muted small hash">trace sha256 {of.traceHash}</div>
    </div>
  );
}

function Values({ title, rows }: { title: string; rows: ComparedValue[] }) {
  const { t, language } = useText();
  if (rows.length === 0) return null;
  return (
    <Table<ComparedValue>
      rowKey={one => `${one.kind}|${one.row}|${one.name}`}
      dataSource={rows}
      size="small"
      className="stacked compare-table"
      rowClassName={one => (one.change === 'same' ? 'same' : '')}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title,
          render: (_, one) => (
            <>
              {one[language]} <code>{one.name}</code> <span className="small muted">{one.row}</span>
            </>
          ),
        },
        { title: '①', align: 'right', render: (_, one) => <Figure text={one.first} unit={one.unit} /> },
        { title: '②', align: 'right', render: (_, one) => <Figure text={one.second} unit={one.unit} /> },
        {
          title: t('methods.difference'),
          align: 'right',
          render: (_, one) =>
            one.change === 'same' ? (
              <span className="muted">=</span>
            ) : (
              <strong className="figures">{one.difference ? signed(one.difference) : '≠'}</strong>
            ),
        },
      ]}
    />
  );
}

function Figure({ text, unit }: { text: string; unit: string }) {
  return <span className="figures">{text ? `${grouped(text)} ${unit}` : '—'}</span>;
}

function signed(text: string): string {
  return text.startsWith('-') ? grouped(text) : `+${grouped(text)}`;
}
