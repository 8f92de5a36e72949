import { Button, Checkbox, Input, Popconfirm } from 'antd';
import { useState, type FormEvent } from 'react';
import type { OwnOrder } from '../api/types';
import { chinaTime } from '../format/dates';
import { fenOf, fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Mark } from '../shared/marks';
import { Nothing } from '../shared/states';
import { Why } from '../shared/why';
import { Outcome } from '../workspace/Outcome';
import { useCommand, type CommandState } from '../workspace/useCommand';

const tones = { open: 'info', filled: 'good', cancelled: 'plain', expired: 'plain' } as const;

/** Why an order ended before its day did. */
const reasons: Record<string, TextKey> = {
  withdrawn: 'order.end.withdrawn',
  replaced: 'order.end.replaced',
  massCancelled: 'order.end.massCancelled',
  disconnected: 'order.end.disconnected',
  notResting: 'order.end.notResting',
  selfTrade: 'order.end.selfTrade',
};

/** Orders of the day: open ones first, to be changed or withdrawn; those that ended, with why, behind. */
export function Working(props: { orders: OwnOrder[]; command: CommandState; cancelOnDisconnect: boolean }) {
  const { orders, command, cancelOnDisconnect } = props;
  const { t } = useText();
  const [changing, setChanging] = useState<string | null>(null);
  const open = orders.filter(order => order.state === 'open');
  const ended = orders.filter(order => order.state !== 'open');
  return (
    <section className="section" aria-label={t('order.working')}>
      <div className="section-head">
        <h2>{t('order.workingCount', { count: open.length })}</h2>
        <Checkbox
          className="on-disconnect"
          title={t('order.disconnect.help')}
          checked={cancelOnDisconnect}
          disabled={command.sending}
          onChange={event => void command.send('PUT', '/me/order-options', { cancelOnDisconnect: event.target.checked })}
        >
          {t('order.disconnect')}
        </Checkbox>
        {open.length > 0 && (
          <Popconfirm title={t('order.cancelAll.sure')} onConfirm={() => void command.send('DELETE', '/orders')}>
            <Button size="small">{t('order.cancelAll')}</Button>
          </Popconfirm>
        )}
      </div>
      <Outcome command={command} />
      {orders.length === 0 ? (
        <Nothing title={t('order.none')}>{t('order.none.help')}</Nothing>
      ) : (
        <ul className="orders" tabIndex={0} aria-label={t('order.working')}>
          {[...open, ...ended].slice(0, 60).map(order => (
            <li key={order.id} className={order.state === 'open' ? '' : 'muted'}>
              <span className={order.side === 'buy' ? 'up' : 'down'}>{t(`order.${order.side}`)}</span>
              <span className="figures">
                {order.instrument} {price(order.priceFen)} × {fullTonnes(order.tonnes)} t
                <span className="muted small"> {t('order.filled', { tonnes: fullTonnes(order.filled) })}</span>
              </span>
              <Mark tone={tones[order.state]}>{t(`order.state.${order.state}`)}</Mark>
              {order.reason && order.reason !== 'withdrawn' && reasons[order.reason] && (
                <span className="muted small">{t(reasons[order.reason]!)}</span>
              )}
              <span className="figures muted small">
                <Why reason={{ position: order.position }}>{chinaTime(order.instant).slice(11)}</Why>
              </span>
              {order.state === 'open' && (
                <span className="inline">
                  <Button size="small" onClick={() => setChanging(changing === order.id ? null : order.id)}>
                    {t('order.change')}
                  </Button>
                  <Button
                    size="small"
                    loading={command.sending}
                    onClick={() => void command.send('DELETE', `/orders/${encodeURIComponent(order.id)}`)}
                  >
                    {t('order.cancel')}
                  </Button>
                </span>
              )}
              {changing === order.id && order.state === 'open' && (
                <Change order={order} done={() => setChanging(null)} />
              )}
              {changing === order.id && order.state !== 'open' && order.reason !== 'replaced' && (
                <p role="status" className="small caution change-over">
                  {t('order.change.over')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/**
 * A new price and quantity for an open order; it goes behind the others at its price. The quantity is of the new order:
 * as long as nobody has typed one it is what is left of the old, and what trades meanwhile is said.
 */
function Change({ order, done }: { order: OwnOrder; done: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [priceText, setPriceText] = useState(price(order.priceFen).replaceAll(',', ''));
  const [typed, setTyped] = useState<string | null>(null);
  const [filledBefore] = useState(order.filled);
  const left = order.tonnes - order.filled;
  const tonnesText = typed ?? String(left);
  const priceFen = fenOf(priceText);
  const tonnes = /^\d{1,9}$/.test(tonnesText) ? Number(tonnesText) : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!priceFen || !tonnes || command.sending) return;
    if (await command.send('POST', `/orders/${encodeURIComponent(order.id)}/replacement`, { priceFen, tonnes })) done();
  };
  return (
    <form
      className="change"
      onSubmit={event => void submit(event)}
      onKeyDown={event => event.key === 'Escape' && done()}
      aria-label={t('order.change')}
    >
      <Input
        size="small"
        autoFocus
        inputMode="decimal"
        aria-label={t('order.price')}
        value={priceText}
        onChange={event => setPriceText(event.target.value)}
      />
      <Input
        size="small"
        inputMode="numeric"
        aria-label={t('order.tonnes')}
        value={tonnesText}
        onChange={event => setTyped(event.target.value)}
      />
      <Button size="small" type="primary" htmlType="submit" loading={command.sending} disabled={!priceFen || !tonnes}>
        {t('order.replace')}
      </Button>
      {order.filled > filledBefore && (
        <p role="status" className="small caution">
          {t('order.change.filled', { tonnes: fullTonnes(order.filled - filledBefore), left: fullTonnes(left) })}
        </p>
      )}
      <Outcome command={command} />
    </form>
  );
}
