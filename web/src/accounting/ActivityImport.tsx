import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { apiUrl, problemOf, send } from '../api/client';
import type { ActivityWorkbook, InventoryBook, Problem } from '../api/types';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Section } from '../shared/page';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Table, plain, tonnes, unitName } from './parts';

interface Props {
  book: InventoryBook;
  path: string;
  changed: () => void;
}

/** The year's figures by Excel: template, filled workbook, preview with errors by cell, and then all of it or none. */
export function ActivityImport({ book, path, changed }: Props) {
  const { t, language } = useText();
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const [read, setRead] = useState<ActivityWorkbook | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const base = `/accounting/inventories/${book.year}`;
  const open = async (file: File) => {
    setBusy(true);
    setProblem(null);
    setRead(null);
    command.clear();
    try {
      const answer = await send<ActivityWorkbook, Problem>(`${base}/workbook`, { file: file.name }, file);
      if (answer.ok) setRead(answer.body);
      else setProblem({ ...answer.body, parameters: answer.body.parameters ?? {} });
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  const enter = async () => {
    if (!read) return;
    const lines = read.lines.map(({ source, month, quality, figures, evidence, certificates, note }) => ({
      source,
      month,
      quality,
      figures,
      evidence,
      certificates,
      note,
    }));
    if (!(await command.send('POST', `${base}/batch`, { lines }))) return;
    setRead(null);
    changed();
  };
  return (
    <Section
      title={t('acc.import')}
      actions={
        <>
          <Button icon={<DownloadOutlined aria-hidden />} href={apiUrl(`${path}/template`)} download>
            {t('acc.import.template')}
          </Button>
          <Upload
            accept=".xlsx"
            maxCount={1}
            showUploadList={false}
            beforeUpload={one => {
              void open(one);
              return false;
            }}
          >
            <Button icon={<UploadOutlined aria-hidden />} loading={busy}>
              {t('acc.import.upload')}
            </Button>
          </Upload>
        </>
      }
    >
      <p className="muted">{t('acc.import.help')}</p>
      {problem && <RefusalPanel problem={problem} />}
      {read && read.faults.length > 0 && (
        <section className="refusal" role="alert">
          <p className="refusal-title">{t('acc.import.faults', { file: read.file, count: read.faults.length })}</p>
          <ul className="acc-faults">
            {read.faults.map((fault, i) => (
              <li key={i}>
                <code>{fault.path}</code> {fault[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {read && read.faults.length === 0 && <Preview read={read} sending={command.sending} enter={() => void enter()} />}
      <Outcome command={command} />
    </Section>
  );
}

interface PreviewProps {
  read: ActivityWorkbook;
  sending: boolean;
  enter: () => void;
}

function Preview({ read, sending, enter }: PreviewProps) {
  const { t, say, language } = useText();
  const replaced = read.lines.filter(line => line.replaces).length;
  return (
    <>
      <p>
        {t('acc.import.read', { file: read.file, count: read.lines.length, replaced })}
        {read.unchanged > 0 && ` ${t('acc.import.unchanged', { count: read.unchanged })}`}
      </p>
      {read.lines.length > 0 && (
        <>
          <div className="acc-preview">
            <Table
              label={t('acc.import')}
              numbersFrom={4}
              head={[t('acc.source'), t('table.month'), t('acc.entry.quality'), t('acc.import.figures'), 'tCO₂e']}
              rows={read.lines.map(line => [
                say(line.name),
                <span key="month">
                  {t('acc.month', { month: line.month })}
                  {line.replaces && <span className="fact-note">{t('acc.import.replaces')}</span>}
                </span>,
                t(`acc.quality.${line.quality}`),
                line.figures
                  .map(one => `${one.name} ${one.value}${one.unit ? ` ${unitName(one.unit, language)}` : ''}`)
                  .join(' · '),
                line.location === null ? '—' : tonnes(line.location),
              ])}
            />
          </div>
          <p className="figures">
            {t('acc.import.sum', {
              tonnes: tonnes(read.lines.reduce((sum, line) => sum + (line.location ?? 0), 0)),
              count: plain(read.lines.length),
            })}
          </p>
          <Button type="primary" loading={sending} onClick={enter}>
            {t('acc.import.enter', { count: read.lines.length })}
          </Button>
        </>
      )}
    </>
  );
}
