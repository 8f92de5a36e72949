import { AutoComplete, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import type { Counterparty, ModeTerms, Page, Side } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Why } from '../shared/why';
import { worthOf } from './terms';

/** A price with the range it must lie in, the close that range comes from, and the article. */
export function PriceField(props: {
  mode: ModeTerms | undefined;
  text: string;
  valid: boolean;
  change: (text: string) => void;
}) {
  const { t, language } = useText();
  const range = props.mode?.range;
  return (
    <label>
      <span>{t('deal.price')}</span>
      <Input
        inputMode="decimal"
        value={props.text}
        onChange={event => props.change(event.target.value)}
        status={props.valid ? '' : 'error'}
        suffix={priceUnit(language)}
      />
      {props.mode && range && (
        <span className="help">
          <Why reason={{ ruleKey: props.mode.limitRuleKey }}>
            {t('deal.rangeHelp', {
              low: price(range.lowFen),
              high: price(range.highFen),
              date: range.closeDate,
              close: price(range.closeFen),
            })}
          </Why>{' '}
          <CitationLink citation={props.mode.citation} />
        </span>
      )}
    </label>
  );
}

export function TonnesField(props: {
  label: string;
  value: number | null;
  change: (tonnes: number | null) => void;
  help?: string | undefined;
  most?: number | undefined;
}) {
  return (
    <label>
      <span>{props.label}</span>
      <InputNumber<number>
        min={1}
        {...(props.most === undefined ? {} : { max: props.most })}
        precision={0}
        suffix="t"
        value={props.value}
        onChange={props.change}
      />
      {props.help && <span className="help">{props.help}</span>}
    </label>
  );
}

export function SideField({ value, change }: { value: Side; change: (side: Side) => void }) {
  const { t } = useText();
  return (
    <Segmented<Side>
      block
      aria-label={t('order.side')}
      className={`side side-${value}`}
      value={value}
      onChange={change}
      options={[
        { value: 'buy', label: t('order.buy') },
        { value: 'sell', label: t('order.sell') },
      ]}
    />
  );
}

/** An account to deal with: type a name or an account number; the number is what counts. */
export function CounterpartyField(props: {
  label: string;
  account: string;
  help?: string;
  change: (account: string, name: string | null) => void;
}) {
  const { t, say } = useText();
  const [typed, setTyped] = useState(props.account);
  const found = useApi<Page<Counterparty>>(typed.trim().length >= 2 ? '/deals/counterparties' : null, {
    q: typed.trim(),
    size: 8,
  });
  const options = (found.data?.items ?? []).map(one => ({
    value: one.account,
    label: `${say(one.name)} · ${one.account}`,
    name: say(one.name),
  }));
  const chosen = options.find(option => option.value === props.account);
  return (
    <label>
      <span>{props.label}</span>
      <AutoComplete
        aria-label={props.label}
        value={typed}
        options={options}
        onSearch={setTyped}
        onChange={(value: string) => {
          setTyped(value);
          props.change(value.trim(), options.find(option => option.value === value)?.name ?? null);
        }}
      >
        <Input autoComplete="off" placeholder={t('deal.party.placeholder')} />
      </AutoComplete>
      <span className="help">{chosen?.name ?? props.help ?? t('deal.party.help')}</span>
    </label>
  );
}

/** Value and the caller's own fee of the terms typed. */
export function Worth(props: { mode: ModeTerms; side: Side; priceFen: number | null; tonnes: number | null }) {
  const { t, language } = useText();
  const { mode, side, priceFen, tonnes } = props;
  if (priceFen === null || tonnes === null) return null;
  const { value, fee } = worthOf(mode, side, priceFen, tonnes);
  return (
    <dl className="fields">
      <dt>{t('order.value')}</dt>
      <dd className="figures">
        {yuan(value)} {currency(language)}
      </dd>
      <dt>{t(side === 'buy' ? 'deal.fee.buyer' : 'deal.fee.seller')}</dt>
      <dd className="figures">
        <Why reason={{ ruleKey: mode.feeRuleKey }}>
          {yuan(fee)} {currency(language)}
        </Why>
      </dd>
    </dl>
  );
}
