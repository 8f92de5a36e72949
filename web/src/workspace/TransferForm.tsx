import { Button, Input, InputNumber, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import type { MyHoldings, TransferUnits } from '../api/types';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

/** Moves allowances of one vintage to another account. */
export function TransferForm({ holdings, changed }: { holdings: MyHoldings | null; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [toAccount, setToAccount] = useState('');
  const [vintage, setVintage] = useState<number | null>(null);
  const [tonnes, setTonnes] = useState<number | null>(null);
  const lines = (holdings?.balances ?? []).filter(line => line.unit.kind === 'allowance' && line.unit.vintage !== null);
  const chosen = lines.find(line => line.unit.vintage === vintage) ?? lines[0];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || tonnes === null) return;
    const transfer: TransferUnits = { toAccount: toAccount.trim(), vintage: chosen.unit.vintage!, tonnes };
    if (await command.send('POST', '/transfers', transfer)) {
      setTonnes(null);
      changed();
    }
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <label>
        <span>{t('transfer.to')}</span>
        <Input value={toAccount} onChange={event => setToAccount(event.target.value)} autoComplete="off" />
      </label>
      <label>
        <span>{t('table.unit')}</span>
        <Select
          aria-label={t('table.unit')}
          value={chosen?.unit.vintage ?? null}
          onChange={setVintage}
          options={lines.map(line => ({
            value: line.unit.vintage,
            label: t('unit.vintage', { vintage: line.unit.vintage! }),
          }))}
        />
      </label>
      <label>
        <span>{t('order.tonnes')}</span>
        <InputNumber<number> min={1} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
        {chosen && <span className="help">{t('surrender.available', { tonnes: fullTonnes(chosen.available) })}</span>}
      </label>
      <Button htmlType="submit" loading={command.sending} disabled={!toAccount.trim() || !tonnes || !chosen}>
        {t('transfer.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
