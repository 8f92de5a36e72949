import { Button, Table, Upload } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import type { Calculation, RunProblem, TraceStep } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { StandingMark } from '../shared/marks';

/** Takes a file of figures, has it calculated, and shows how the result came about, or everything wrong in the file. */
export function RunBox({ path }: { path: string }) {
  const { t, language } = useText();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Calculation | null>(null);
  const [wrong, setWrong] = useState<RunProblem | null>(null);
  const run = async (file: File) => {
    setBusy(true);
    const answer = await send<Calculation, RunProblem>(`${path}/runs`, { file: file.name }, file);
    setDone(answer.ok ? answer.body : null);
    setWrong(answer.ok ? null : answer.body);
    setBusy(false);
  };
  return (
    <>
      <p className="muted run-help">{t('methods.runHelp')}</p>
      <Upload
        accept=".csv,.json,.xlsx"
        maxCount={1}
        showUploadList={false}
        beforeUpload={file => {
          void run(file);
          return false;
        }}
      >
        <Button loading={busy}>{t('methods.choose')}</Button>
      </Upload>
      {wrong && (
        <section className="refusal" role="alert">
          <p className="refusal-title">{wrong[language]}</p>
          <ul>
            {(wrong.faults ?? []).map((fault, i) => (
              <li key={i}>
                <code>{fault.place}</code> {fault[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {done && (
        <div className="run-result">
          <Trace of={done} />
        </div>
      )}
    </>
  );
}

function Trace({ of }: { of: Calculation }) {
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
      <p className="muted small hash">trace sha256 {of.traceHash}</p>
    </>
  );
}
