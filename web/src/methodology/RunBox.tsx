import { Button, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import type { Calculation, Comparison, MethodologyLine, Page, RunProblem } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { CompareView } from './CompareView';
import { TraceTables } from './TraceTables';

const everyMethod = { size: 1000 };

/** Takes a file of figures, has it calculated, alone or beside another version, and shows how the result came about, or
 * everything wrong in the file. */
export function RunBox({ path, id, version, sector }: { path: string; id: string; version: string; sector: string }) {
  const { t, say, language } = useText();
  const [busy, setBusy] = useState(false);
  const [beside, setBeside] = useState<string | undefined>();
  const [trial, setTrial] = useState('');
  const [done, setDone] = useState<Calculation | null>(null);
  const [both, setBoth] = useState<Comparison | null>(null);
  const [wrong, setWrong] = useState<RunProblem | null>(null);
  const methods = useApi<Page<MethodologyLine>>('/methodologies', everyMethod).data?.items ?? [];
  const own = `${id}@${version}`;
  const choices = methods
    .filter(one => one.sector === sector || sector === '')
    .map(one => ({ value: `${one.id}@${one.version}`, label: `${say(one.name)} · ${one.version}` }));
  const compares = beside !== undefined || trial.trim() !== '';
  const run = async (file: File) => {
    setBusy(true);
    setDone(null);
    setBoth(null);
    setWrong(null);
    if (compares) {
      const set = trial
        .split(/[;；\n]/)
        .map(one => one.trim())
        .filter(Boolean);
      const query = { file: file.name, with: beside ?? own, set };
      const answer = await send<Comparison, RunProblem>(`${path}/comparisons`, query, file);
      if (answer.ok) setBoth(answer.body);
      else setWrong(answer.body);
    } else {
      const answer = await send<Calculation, RunProblem>(`${path}/runs`, { file: file.name }, file);
      if (answer.ok) setDone(answer.body);
      else setWrong(answer.body);
    }
    setBusy(false);
  };
  return (
    <>
      <p className="muted run-help">{t('methods.runHelp')}</p>
      <div className="run-choices">
        <label>
          <span className="small muted">{t('methods.beside')}</span>
          <Select
            allowClear
            options={choices}
            value={beside}
            onChange={(value: string | undefined) => setBeside(value)}
            placeholder={t('methods.besideNone')}
            popupMatchSelectWidth={false}
          />
        </label>
        <label>
          <span className="small muted">{t('methods.trial')}</span>
          <Input value={trial} onChange={event => setTrial(event.target.value)} placeholder="OF_coal=0.98; EF_el=0.57" />
        </label>
        <Upload
          accept=".csv,.json,.xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={file => {
            void run(file);
            return false;
          }}
        >
          <Button loading={busy}>{compares ? t('methods.chooseCompare') : t('methods.choose')}</Button>
        </Upload>
      </div>
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
          <TraceTables of={done} />
        </div>
      )}
      {both && (
        <div className="run-result">
          <CompareView of={both} />
        </div>
      )}
    </>
  );
}
