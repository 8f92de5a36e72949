import { Button, Segmented } from 'antd';
import { useState, type FormEvent } from 'react';
import type { BoardOffer, ModeTerms, MyHoldings, PostListing, Side } from '../api/types';
import { fenOf, fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { CounterpartyField, PriceField, SideField, TonnesField, Worth } from './fields';
import { freeAllowances, useCaution } from './terms';

interface Props {
  instrument: string;
  mode: ModeTerms;
  holdings: MyHoldings | null;
  changed: () => void;
}

type Openness = 'public' | 'bilateral';

/** Lists units at a fixed price, for everybody or for one buyer. */
export function FixedPriceForm({ instrument, mode, holdings, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const [priceText, setPriceText] = useState('');
  const [tonnes, setTonnes] = useState<number | null>(1000);
  const [minimum, setMinimum] = useState<number | null>(1);
  const [openness, setOpenness] = useState<Openness>('public');
  const [buyer, setBuyer] = useState('');
  const priceFen = fenOf(priceText);
  const caution = useCaution(mode, { side: 'sell', priceFen, tonnes }, holdings);
  const named = openness === 'public' || buyer !== '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || !tonnes) return;
    const listing: PostListing = {
      instrument,
      priceFen,
      tonnes,
      minimum: minimum ?? 1,
      buyer: openness === 'bilateral' ? buyer : null,
    };
    if (await command.send('POST', '/deals/listings', listing)) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <Segmented<Openness>
        block
        aria-label={t('deal.openness')}
        value={openness}
        onChange={setOpenness}
        options={[
          { value: 'public', label: t('deal.public') },
          { value: 'bilateral', label: t('deal.bilateral') },
        ]}
      />
      {openness === 'bilateral' && (
        <CounterpartyField label={t('deal.buyer')} account={buyer} change={account => setBuyer(account)} />
      )}
      <PriceField mode={mode} text={priceText} valid={priceText === '' || priceFen !== null} change={setPriceText} />
      <TonnesField
        label={t('order.tonnes')}
        value={tonnes}
        change={setTonnes}
        help={t('surrender.available', { tonnes: fullTonnes(freeAllowances(holdings)) })}
      />
      <TonnesField label={t('deal.minimum')} value={minimum} change={setMinimum} help={t('deal.minimum.help')} />
      <Worth mode={mode} side="sell" priceFen={priceFen} tonnes={tonnes} />
      {priceText !== '' && caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes || !named}>
        {t('deal.list', { tonnes: tonnes ? fullTonnes(tonnes) : '—' })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}

/** Puts a sell or buy offer on the national board. */
export function BoardOfferForm({ instrument, mode, holdings, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const [side, setSide] = useState<Side>('sell');
  const [priceText, setPriceText] = useState('');
  const [tonnes, setTonnes] = useState<number | null>(1000);
  const priceFen = fenOf(priceText);
  const caution = useCaution(mode, { side, priceFen, tonnes }, holdings);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || !tonnes) return;
    const offer: BoardOffer = { instrument, side, priceFen, tonnes };
    if (await command.send('POST', '/deals/offers', offer)) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <SideField value={side} change={setSide} />
      <PriceField mode={mode} text={priceText} valid={priceText === '' || priceFen !== null} change={setPriceText} />
      <TonnesField label={t('order.tonnes')} value={tonnes} change={setTonnes} />
      <Worth mode={mode} side={side} priceFen={priceFen} tonnes={tonnes} />
      {priceText !== '' && caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes}>
        {t('deal.offer', { tonnes: tonnes ? fullTonnes(tonnes) : '—' })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
