import { Button, InputNumber } from 'antd';
import { useState, type FormEvent } from 'react';
import type { MyHoldings, ObligationHistory, Surrender } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Answer } from '../shared/states';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

interface Props {
  entityId: string;
  year: number;
  holdings: MyHoldings | null;
  changed: () => void;
}

/** Surrenders allowances by vintage and offset credits within their cap. */
export function SurrenderForm({ entityId, year, holdings, changed }: Props) {
  const state = useApi<ObligationHistory>(`/entities/${encodeURIComponent(entityId)}/obligation`, { year });
  return (
    <Answer state={state} rows={6}>
      {history => (
        <Form
          history={history}
          holdings={holdings}
          changed={() => {
            state.reload();
            changed();
          }}
        />
      )}
    </Answer>
  );
}

function Form(props: { history: ObligationHistory; holdings: MyHoldings | null; changed: () => void }) {
  const { t } = useText();
  const { now, year } = props.history;
  const command = useCommand();
  const [amounts, setAmounts] = useState<Record<number, number>>({});
  const [offsets, setOffsets] = useState(0);
  const vintages = (props.holdings?.balances ?? [])
    .filter(line => line.unit.kind === 'allowance' && line.unit.vintage !== null)
    .map(line => ({ vintage: line.unit.vintage!, available: line.available }));
  const left = now.due === null ? null : now.due - now.surrenderedAllowances - now.offsetsUsed;
  const total = Object.values(amounts).reduce((sum, tonnes) => sum + tonnes, 0) + offsets;
  const offsetRoom = Math.max(0, (now.offsetCap ?? 0) - now.offsetsUsed);
  const caution =
    left !== null && total > left
      ? t('surrender.tooMuch', { left: fullTonnes(left) })
      : offsets > offsetRoom
        ? t('surrender.offsetsTooMany', { room: fullTonnes(offsetRoom) })
        : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const allowances = vintages
      .map(({ vintage }) => ({ vintage, tonnes: amounts[vintage] ?? 0 }))
      .filter(line => line.tonnes > 0);
    const surrender: Surrender = { year, allowances, offsets };
    if (await command.send('POST', '/surrenders', surrender)) {
      setAmounts({});
      setOffsets(0);
      props.changed();
    }
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <p>
        {t('surrender.left', { year, tonnes: left === null ? '—' : fullTonnes(left) })}{' '}
        {now.citation && <CitationLink citation={now.citation} />}
      </p>
      {vintages.map(({ vintage, available }) => (
        <label key={vintage}>
          <span>{t('unit.vintage', { vintage })}</span>
          <InputNumber<number>
            min={0}
            precision={0}
            suffix="t"
            value={amounts[vintage] ?? 0}
            onChange={value => setAmounts(before => ({ ...before, [vintage]: value ?? 0 }))}
          />
          <span className="help">{t('surrender.available', { tonnes: fullTonnes(available) })}</span>
        </label>
      ))}
      <label>
        <span>{t('surrender.offsets')}</span>
        <InputNumber<number>
          min={0}
          precision={0}
          suffix="t"
          value={offsets}
          onChange={value => setOffsets(value ?? 0)}
        />
        <span className="help">
          {t('surrender.offsetRoom', { room: fullTonnes(offsetRoom), held: fullTonnes(now.offsetsHeld) })}
        </span>
      </label>
      {caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={total === 0}>
        {t('surrender.submit', { tonnes: fullTonnes(total) })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
