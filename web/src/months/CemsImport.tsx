import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { apiUrl, problemOf, send } from '../api/client';
import type { CemsPreview, Problem } from '../api/types';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { documentOf, mustFit } from './documents';

/** Takes a month of hours by file: shows what it holds and what is wrong in which cell, then files it. */
export function CemsImport({ entity, year, changed }: { entity: string; year: number; changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const [month, setMonth] = useState(1);
  const [stack, setStack] = useState('stack-1');
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [read, setRead] = useState<CemsPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const path = `/mrv/cems/${entity}/${year}/${month}`;

  const look = async (chosen: File) => {
    setBusy(true);
    setProblem(null);
    setRead(null);
    command.clear();
    try {
      await mustFit(chosen);
      const answer = await send<CemsPreview, Problem>(`${path}/preview`, { file: chosen.name }, chosen);
      if (answer.ok) setRead(answer.body);
      else setProblem({ ...answer.body, parameters: answer.body.parameters ?? {} });
      setFile(chosen);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  const submit = async () => {
    if (!file) return;
    setBusy(true);
    try {
      const document = await documentOf(file);
      if (await command.send('POST', path, { stack: stack.trim(), document })) {
        setRead(null);
        setFile(null);
        changed();
      }
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <Section title={t('cems.upload')}>
      <p className="muted">{t('cems.help')}</p>
      <div className="cems-form">
        <label>
          <span>{t('cems.month')}</span>
          <Select
            aria-label={t('cems.month')}
            value={month}
            options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: t('months.month', { month: i + 1 }) }))}
            onChange={(value: number) => {
              setMonth(value);
              setRead(null);
            }}
          />
        </label>
        <label>
          <span>{t('cems.stack')}</span>
          <Input aria-label={t('cems.stack')} value={stack} maxLength={40} onChange={event => setStack(event.target.value)} />
        </label>
        <Upload
          showUploadList={false}
          accept=".csv,.txt,.xlsx"
          beforeUpload={chosen => {
            void look(chosen);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={busy}>
            {t('cems.choose')}
          </Button>
        </Upload>
        <a href={apiUrl(`${path}/template`)} download>
          <DownloadOutlined aria-hidden /> {t('cems.template')}
        </a>
      </div>
      {problem && <RefusalPanel problem={problem} />}
      {read && (
        <>
          <p>{t('cems.read', { file: read.file, read: read.read, measured: read.measured, hours: read.hours })}</p>
          {read.faults.length > 0 ? (
            <section className="refusal" role="alert">
              <p className="refusal-title">{t('cems.faults', { count: read.faults.length })}</p>
              <ul>
                {read.faults.slice(0, 50).map((fault, i) => (
                  <li key={i}>
                    <code>{fault.path}</code> {fault[language]}
                  </li>
                ))}
              </ul>
            </section>
          ) : (
            <Button type="primary" loading={busy || command.sending} disabled={!stack.trim()} onClick={() => void submit()}>
              {t('cems.file', { month })}
            </Button>
          )}
        </>
      )}
      <Outcome command={command} />
    </Section>
  );
}
