import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { problemOf, read } from '../../api/client';
import type { AnnualModule, AnnualOther, Comparison, Problem, RunProblem } from '../../api/types';
import { useText } from '../../i18n/text';
import { CompareView } from '../../methodology/CompareView';
import { RefusalPanel } from '../../shared/RefusalPanel';

/** The year's figures under another version, or with values tried out, beside the report; nothing is kept. */
export function RecalculateBox(props: {
  path: string;
  version: number;
  others: AnnualOther[];
  modules: AnnualModule[];
}) {
  const { path, version, modules } = props;
  const { t, say } = useText();
  const [sector, setSector] = useState<string | null>(null);
  const module = modules.find(one => one.sector === sector) ?? modules[0];
  const others = props.others.filter(one => one.module === (module && module !== modules[0] ? module.sector : ''));
  const [beside, setBeside] = useState<string | undefined>();
  const [trial, setTrial] = useState('');
  const [both, setBoth] = useState<Comparison | null>(null);
  const [wrong, setWrong] = useState<(Problem & Partial<RunProblem>) | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setBoth(null);
    setWrong(null);
    const set = trial
      .split(/[;；\n]/)
      .map(one => one.trim())
      .filter(Boolean);
    try {
      setBoth(await read<Comparison>(`${path}/comparison`, { version, module: module?.sector, with: beside, set }));
    } catch (error) {
      setWrong(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <p className="muted run-help">{t('annual.compareHelp')}</p>
      <div className="run-choices">
        {modules.length > 0 && (
          <label>
            <span className="small muted">{t('annual.module')}</span>
            <Select
              value={module?.sector ?? null}
              onChange={(value: string) => {
                setSector(value);
                setBeside(undefined);
              }}
              popupMatchSelectWidth={false}
              options={modules.map(one => ({ value: one.sector, label: say(one.sectorName) }))}
            />
          </label>
        )}
        <label>
          <span className="small muted">{t('methods.beside')}</span>
          <Select
            allowClear
            value={beside ?? null}
            onChange={(value: string | null) => setBeside(value ?? undefined)}
            placeholder={t('methods.besideNone')}
            popupMatchSelectWidth={false}
            options={others.map(one => ({ value: `${one.id}@${one.version}`, label: `${say(one.name)} · ${one.version}` }))}
          />
        </label>
        <label>
          <span className="small muted">{t('methods.trial')}</span>
          <Input value={trial} onChange={event => setTrial(event.target.value)} placeholder="OF_coal=0.98" />
        </label>
        <Button onClick={() => void run()} loading={busy} disabled={!beside && !trial.trim()}>
          {t('annual.compareOpen')}
        </Button>
      </div>
      {wrong && <RefusalPanel problem={wrong} />}
      {both && (
        <div className="run-result">
          <CompareView of={both} />
        </div>
      )}
    </>
  );
}
