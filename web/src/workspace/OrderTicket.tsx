import { Button, Input, InputNumber, Segmented } from 'antd';
import { useState, type FormEvent } from 'react';
import type { MarketOverview, MyHoldings, PlaceOrder, Rule, Side } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, fenOf, fullTonnes, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Why } from '../shared/why';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

const feeRule = 'trade.fee.negotiated';

interface Props {
  market: MarketOverview;
  holdings: MyHoldings | null;
  changed: () => void;
}

/** Places an order. What would be refused is said while typing; the market decides. */
export function OrderTicket({ market, holdings, changed }: Props) {
  const { t, language } = useText();
  const { instrument } = market;
  const command = useCommand();
  const [side, setSide] = useState<Side>('buy');
  const [priceText, setPriceText] = useState(price(instrument.lastFen ?? instrument.previousCloseFen));
  const [tonnes, setTonnes] = useState<number | null>(100);
  const fee = useApi<Rule>(`/rules/${feeRule}`);
  const rate = Number(fee.data?.current?.value ?? Number.NaN);
  const priceFen = fenOf(priceText);
  const value = priceFen !== null && tonnes !== null ? priceFen * tonnes : null;
  const warning = useWarning(side, priceFen, tonnes, value, { market, holdings });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || tonnes === null) return;
    const order: PlaceOrder = { instrument: instrument.code, side, priceFen, tonnes };
    if (await command.send('POST', '/orders', order)) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <Segmented<Side>
        block
        aria-label={t('order.side')}
        className={`side side-${side}`}
        value={side}
        onChange={setSide}
        options={[
          { value: 'buy', label: t('order.buy') },
          { value: 'sell', label: t('order.sell') },
        ]}
      />
      <label>
        <span>{t('order.price')}</span>
        <Input
          inputMode="decimal"
          value={priceText}
          onChange={event => setPriceText(event.target.value)}
          status={priceFen === null ? 'error' : ''}
          suffix={priceUnit(language)}
        />
        <span className="help">
          <Why reason={{ ruleKey: instrument.bandRuleKey }}>
            {t('order.band', { low: price(instrument.limitDownFen), high: price(instrument.limitUpFen) })}
          </Why>
        </span>
      </label>
      <label>
        <span>{t('order.tonnes')}</span>
        <InputNumber<number> min={1} precision={0} value={tonnes} onChange={setTonnes} suffix="t" />
      </label>
      <dl className="fields">
        <dt>{t('order.value')}</dt>
        <dd className="figures">{value === null ? '—' : `${yuan(value)} ${currency(language)}`}</dd>
        {Number.isFinite(rate) && value !== null && (
          <>
            <dt>{t('order.fee')}</dt>
            <dd className="figures">
              <Why reason={{ ruleKey: feeRule }}>
                {yuan(Math.round(value * rate))} {currency(language)}
              </Why>
            </dd>
          </>
        )}
      </dl>
      {warning && (
        <p className="caution" role="status">
          {warning}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes}>
        {t(side === 'buy' ? 'order.placeBuy' : 'order.placeSell', {
          tonnes: tonnes === null ? '—' : fullTonnes(tonnes),
        })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}

/** What the market would most likely refuse about this order; null when nothing is seen. */
function useWarning(
  side: Side,
  priceFen: number | null,
  tonnes: number | null,
  value: number | null,
  known: { market: MarketOverview; holdings: MyHoldings | null },
): string | null {
  const { t, language } = useText();
  const { instrument, phase } = known.market;
  if (priceFen === null) return t('order.badPrice');
  if (priceFen > instrument.limitUpFen || priceFen < instrument.limitDownFen) return t('order.outsideBand');
  if (known.holdings && side === 'buy' && value !== null && value > known.holdings.cash.availableFen) {
    return t('order.noCash', { free: `${yuan(known.holdings.cash.availableFen)} ${currency(language)}` });
  }
  const free = known.holdings?.balances
    .filter(line => line.unit.kind === 'allowance')
    .reduce((sum, line) => sum + line.available, 0);
  if (side === 'sell' && free !== undefined && tonnes !== null && tonnes > free) {
    return t('order.noUnits', { free: fullTonnes(free) });
  }
  return phase === 'morning' || phase === 'afternoon' ? null : t('order.closed', { phase: t(`phase.${phase}`) });
}
