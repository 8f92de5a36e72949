import { Button, Input, Segmented } from 'antd';
import type { InputRef } from 'antd';
import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { PlaceOrder, OrderType, Rule, Side } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, fenOf, fullTonnes, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Why } from '../shared/why';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { boughtToday, type Market, type Own } from './book';
import { problemsOf } from './checks';
import type { StageNow } from './stage';

const feeRule = 'trade.fee.negotiated';

export interface TicketHandle {
  /** Goes to the price with a side chosen. */
  take: (side: Side) => void;
  /** Takes a price from the ladder. */
  pick: (priceFen: number, side: Side) => void;
}

/** The order ticket. What the market would refuse is said while typing, with its rule; the market decides. */
export function Ticket(props: {
  market: Market;
  own: Own;
  now: StageNow;
  handle: Ref<TicketHandle>;
}) {
  const { market, own, now, handle } = props;
  const { t, language } = useText();
  const command = useCommand();
  const [side, setSide] = useState<Side>('buy');
  const [wanted, setType] = useState<OrderType>('limit');
  const [priceText, setPriceText] = useState('');
  const [tonnesText, setTonnesText] = useState('100');
  const priceField = useRef<InputRef>(null);
  const fee = useApi<Rule>(`/rules/${feeRule}`);
  const { day, terms } = market;
  const type: OrderType = now.takes === 'limit' ? 'limit' : wanted;

  // The last price is offered once; whoever clears the field is about to type his own.
  const offered = useRef(false);
  useEffect(() => {
    if (offered.current || !day) return;
    offered.current = true;
    setPriceText(now => now || price(day.lastFen ?? day.previousCloseFen).replaceAll(',', ''));
  }, [day]);
  useImperativeHandle(handle, () => ({
    take: chosen => {
      setSide(chosen);
      priceField.current?.focus({ cursor: 'all' });
    },
    pick: (fen, chosen) => {
      setSide(chosen);
      setPriceText(price(fen).replaceAll(',', ''));
      priceField.current?.focus({ cursor: 'all' });
    },
  }));

  const priceFen = type === 'market' ? marketPrice(market, side) : fenOf(priceText);
  const tonnes = /^\d{1,9}$/.test(tonnesText.replaceAll(',', '')) ? Number(tonnesText.replaceAll(',', '')) : null;
  const value = priceFen !== null && tonnes !== null ? priceFen * tonnes : null;
  const rate = Number(fee.data?.current?.value ?? Number.NaN);
  const feeFen = value !== null && Number.isFinite(rate) ? Math.ceil(value * rate) : 0;
  const problems = problemsOf({ side, priceFen, tonnes, feeFen, type }, market, own, now);
  const bought = boughtToday(own, market.instrument);

  const step = (event: KeyboardEvent, by: (direction: number) => void) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    by(direction * (event.shiftKey ? 10 : 1));
  };
  // What was refused is no longer what stands in the ticket.
  const { problem, clear } = command;
  const content = `${side} ${type} ${priceText} ${tonnesText}`;
  const refusedContent = useRef(content);
  useEffect(() => {
    if (problem === null) refusedContent.current = content;
    else if (refusedContent.current !== content) clear();
  }, [problem, content, clear]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || tonnes === null || command.sending) return;
    const order: PlaceOrder = { instrument: market.instrument, side, priceFen, tonnes, type };
    await command.send('POST', '/orders', order);
  };
  const types: OrderType[] = terms?.marketOrders
    ? ['limit', 'immediateOrCancel', 'market']
    : ['limit', 'immediateOrCancel'];
  return (
    <form
      className="ticket trading-ticket"
      aria-label={t('order.title')}
      onSubmit={event => void submit(event)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        command.clear();
        (document.activeElement as HTMLElement | null)?.blur();
      }}
    >
      <Segmented<Side>
        block
        aria-label={t('order.side')}
        className={`side side-${side}`}
        value={side}
        onChange={setSide}
        options={[
          { value: 'buy', label: `${t('order.buy')} B` },
          { value: 'sell', label: `${t('order.sell')} S` },
        ]}
      />
      <Segmented<OrderType>
        block
        size="small"
        aria-label={t('order.type')}
        value={type}
        onChange={setType}
        options={types.map(one => ({
          value: one,
          label: t(`order.type.${one}`),
          disabled: now.takes === 'limit' && one !== 'limit',
        }))}
      />
      {now.takes === 'limit' && <p className="help">{t('order.inCall')}</p>}
      <label>
        <span>{t('order.price')}</span>
        <Input
          ref={priceField}
          inputMode="decimal"
          name="price"
          autoComplete="off"
          disabled={type === 'market'}
          value={type === 'market' ? t('order.atMarket') : priceText}
          onChange={event => setPriceText(event.target.value)}
          onKeyDown={event =>
            step(event, by => {
              const typed = fenOf(priceText) ?? day?.previousCloseFen ?? 0;
              setPriceText(price(Math.max(1, typed + by * (terms?.tickFen ?? 1))).replaceAll(',', ''));
            })
          }
          status={priceFen === null ? 'error' : ''}
          suffix={priceUnit(language)}
        />
        {day && terms && (
          <span className="help">
            <Why reason={{ ruleKey: terms.bandRuleKey }}>
              {t('order.band', { low: price(day.limitDownFen), high: price(day.limitUpFen) })}
            </Why>
          </span>
        )}
      </label>
      <label>
        <span>{t('order.tonnes')}</span>
        <Input
          inputMode="numeric"
          name="tonnes"
          autoComplete="off"
          value={tonnesText}
          onChange={event => setTonnesText(event.target.value)}
          onKeyDown={event =>
            step(event, by => setTonnesText(String(Math.max(1, (tonnes ?? 0) + by * 10 * (terms?.step ?? 1)))))
          }
          status={tonnes === null ? 'error' : ''}
          suffix="t"
        />
        {side === 'sell' && bought > 0 && (
          <span className="help">
            <Why reason={{ ruleKey: 'trade.resale-lag-days' }}>
              {t('order.notYet', { tonnes: fullTonnes(bought) })}
            </Why>
          </span>
        )}
      </label>
      <dl className="fields">
        <dt>{t('order.value')}</dt>
        <dd className="figures">{value === null ? '—' : `${yuan(value)} ${currency(language)}`}</dd>
        <dt>{t('order.fee')}</dt>
        <dd className="figures">
          <Why reason={{ ruleKey: feeRule }}>{`${yuan(feeFen)} ${currency(language)}`}</Why>
        </dd>
      </dl>
      <div role="status">
        <ul className="checks">
          {problems.map(problem => (
            <li key={problem.key} className="caution">
              <Why reason={problem.rule ? { ruleKey: problem.rule } : null}>
                {t(problem.key, problem.values(language))}
              </Why>
            </li>
          ))}
        </ul>
      </div>
      <Button
        type="primary"
        htmlType="submit"
        className={`place place-${side}`}
        loading={command.sending}
        disabled={priceFen === null || !tonnes}
      >
        {t(side === 'buy' ? 'order.placeBuy' : 'order.placeSell', {
          tonnes: tonnes === null ? '—' : fullTonnes(tonnes),
        })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}

/** The worst price a market order may meet: the day's limit on its side. */
function marketPrice(market: Market, side: Side): number | null {
  if (!market.day) return null;
  return side === 'buy' ? market.day.limitUpFen : market.day.limitDownFen;
}
