import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import type { ModeTerms, MyHoldings, ProposeBlock, Side } from '../api/types';
import { fenOf, fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { CounterpartyField, PriceField, SideField, TonnesField, Worth } from './fields';
import { useCaution } from './terms';

interface Props {
  instrument: string;
  mode: ModeTerms;
  holdings: MyHoldings | null;
  changed: () => void;
}

/** Proposes a large trade to one counterparty, who confirms, counters or declines. */
export function BlockForm({ instrument, mode, holdings, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const [side, setSide] = useState<Side>('sell');
  const [other, setOther] = useState('');
  const [priceText, setPriceText] = useState('');
  const [tonnes, setTonnes] = useState<number | null>(mode.leastTonnes);
  const priceFen = fenOf(priceText);
  const caution = useCaution(mode, { side, priceFen, tonnes }, holdings);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || !tonnes) return;
    const block: ProposeBlock = { instrument, counterparty: other, side, priceFen, tonnes };
    if (await command.send('POST', '/deals/blocks', block)) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <SideField value={side} change={setSide} />
      <CounterpartyField label={t('deal.counterparty')} account={other} change={account => setOther(account)} />
      <PriceField mode={mode} text={priceText} valid={priceText === '' || priceFen !== null} change={setPriceText} />
      <TonnesField
        label={t('order.tonnes')}
        value={tonnes}
        change={setTonnes}
        help={mode.leastTonnes === null ? undefined : t('deal.least', { tonnes: fullTonnes(mode.leastTonnes) })}
      />
      <Worth mode={mode} side={side} priceFen={priceFen} tonnes={tonnes} />
      {priceText !== '' && caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes || !other}>
        {t('deal.propose')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
