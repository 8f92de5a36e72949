import { Button, Upload } from 'antd';
import { useState } from 'react';
import { newIdempotencyKey, problemOf, send, write } from '../api/client';
import type { Problem, Receipt, WorkbookAnswer } from '../api/types';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Section } from '../shared/page';
import { mustFit } from './documents';

/** Takes a filled workbook, shows what it holds and what is wrong in which cell, and files its months. */
export function WorkbookImport({ path, changed }: { path: string; changed: () => void }) {
  const { t, say, language } = useText();
  const [busy, setBusy] = useState(false);
  const [read, setRead] = useState<WorkbookAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [receipts, setReceipts] = useState<Receipt[]>([]);
  const open = async (file: File) => {
    setBusy(true);
    setReceipts([]);
    setProblem(null);
    try {
      await mustFit(file);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      return;
    }
    const answer = await send<WorkbookAnswer, Problem>(`${path}/workbook`, { file: file.name }, file);
    setRead(answer.ok ? answer.body : null);
    if (!answer.ok) setProblem({ ...answer.body, parameters: answer.body.parameters ?? {} });
    setBusy(false);
  };
  const file = async () => {
    if (!read) return;
    setBusy(true);
    const done: Receipt[] = [];
    try {
      for (const one of read.months) {
        done.push(await write<Receipt>('POST', `${path}/${one.month}`, { content: one.content }, newIdempotencyKey()));
        setReceipts([...done]);
      }
      setRead(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
    changed();
  };
  return (
    <Section
      title={t('months.import')}
      actions={
        <Upload
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={one => {
            void open(one);
            return false;
          }}
        >
          <Button loading={busy}>{t('months.import')}</Button>
        </Upload>
      }
    >
      <p className="muted">{t('months.importHelp')}</p>
      {problem && <RefusalPanel problem={problem} />}
      {read && (
        <>
          <p>{t('months.importRead', { file: read.file, count: read.months.length })}</p>
          <ul className="month-import">
            {read.months.map(one => (
              <li key={one.month}>
                {t('months.month', { month: one.month })} · {t('months.importFigures', { count: one.figures })}
              </li>
            ))}
          </ul>
          {read.faults.length > 0 ? (
            <section className="refusal" role="alert">
              <p className="refusal-title">{t('months.importFaults', { count: read.faults.length })}</p>
              <ul>
                {read.faults.map((fault, i) => (
                  <li key={i}>
                    <code>{fault.path}</code> {fault[language]}
                  </li>
                ))}
              </ul>
            </section>
          ) : (
            <Button type="primary" loading={busy} onClick={() => void file()}>
              {t('months.importFile', { count: read.months.length })}
            </Button>
          )}
        </>
      )}
      {receipts.length > 0 && (
        <section className="receipt" role="status">
          {receipts.map(one => (
            <p key={one.position}>{say(one.summary)}</p>
          ))}
        </section>
      )}
    </Section>
  );
}
