import { Table } from 'antd';
import { useEffect, useMemo } from 'react';
import type { Calculation, TraceStep } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { StandingMark } from '../shared/marks';

/** A calculation: results, checks that failed, and every line it came about by. */
export function TraceTables({ of }: { of: Calculation }) {
  const { t, language } = useText();
  const failed = of.checks.filter(check => !check.holds);
  return (
    <>
      <Table
        rowKey="name"
        dataSource={of.results}
        pagination={false}
        size="small"
        columns={[
          {
            title: t('methods.result'),
            render: (_, one) => (
              <>
                {one[language]} <code>{one.name}</code>
              </>
            ),
          },
          {
            title: t('methods.value'),
            align: 'right',
            render: (_, one) => (
              <strong className="figures">
                {grouped(one.value)} {one.unit === '1' ? '' : one.unit}
              </strong>
            ),
          },
        ]}
      />
      {failed.map((check, i) => (
        <p key={i} className={check.severity === 'block' ? 'caution caution-block' : 'caution'} role="status">
          <code>{check.id}</code> {check[language]} {check.row}
        </p>
      ))}
      <Table<TraceStep>
        rowKey={one => `${one.kind}|${one.row}|${one.name}`}
        dataSource={of.trace}
        size="small"
        className="stacked"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('methods.symbol'),
            render: (_, one) => (
              <>
                <code>{one.name}</code> <span className="small muted">{one.row}</span>
                <div className="small muted">{one[language]}</div>
              </>
            ),
          },
          {
            title: t('methods.value'),
            align: 'right',
            render: (_, one) => (
              <span className="figures">
                {grouped(one.shown)} {one.unit}
              </span>
            ),
          },
          {
            title: t('methods.how'),
            render: (_, one) => (
              <>
                {one.kind === 'substitute' && <strong>{t('methods.substituted')} </strong>}
                {one.formula && <code>{one.formula}</code>}
                <span className="small muted"> {[one.source, ...one.evidence].filter(Boolean).join(' · ')} </span>
                {one.standing && <StandingMark standing={one.standing} />}
              </>
            ),
          },
        ]}
      />
      <p className="muted small hash">
        trace sha256 {of.traceHash} · <TraceDownload of={of} />
      </p>
    </>
  );
}

/** The whole calculation as a file, for machines and for the record. */
function TraceDownload({ of }: { of: Calculation }) {
  const { t } = useText();
  const href = useMemo(
    () => URL.createObjectURL(new Blob([JSON.stringify(of, null, 2)], { type: 'application/json' })),
    [of],
  );
  useEffect(() => () => URL.revokeObjectURL(href), [href]);
  return (
    <a href={href} download={`trace-${of.methodology}-${of.version}-${of.year}.json`}>
      {t('methods.traceJson')}
    </a>
  );
}
