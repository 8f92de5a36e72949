import { Button, Input, InputNumber } from 'antd';
import { useState, type FormEvent } from 'react';
import type { MyHoldings, TransferUnits, UnitKind } from '../api/types';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { KindSelect, kindsOf } from './KindSelect';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

/** Moves units of one kind to another account, which has to confirm. */
export function TransferForm({ holdings, changed }: { holdings: MyHoldings | null; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [toAccount, setToAccount] = useState('');
  const [wanted, setWanted] = useState<UnitKind | null>(null);
  const [tonnes, setTonnes] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const kinds = kindsOf(holdings);
  const chosen = kinds.find(kind => kind.kind === wanted) ?? kinds[0];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || tonnes === null) return;
    const transfer: TransferUnits = { toAccount: toAccount.trim(), kind: chosen.kind, tonnes, reason: reason.trim() };
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
      <KindSelect label={t('table.unit')} kinds={kinds} chosen={chosen} choose={setWanted} />
      <label>
        <span>{t('order.tonnes')}</span>
        <InputNumber<number> min={1} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
        {chosen && <span className="help">{t('surrender.available', { tonnes: fullTonnes(chosen.available) })}</span>}
      </label>
      <label>
        <span>{t('transfer.reason')}</span>
        <Input value={reason} maxLength={200} onChange={event => setReason(event.target.value)} autoComplete="off" />
      </label>
      <Button htmlType="submit" loading={command.sending} disabled={!toAccount.trim() || !tonnes || !chosen || !reason.trim()}>
        {t('transfer.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
