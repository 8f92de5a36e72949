import { Button } from 'antd';
import type { MyOrder } from '../api/types';
import { chinaTime } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { Nothing } from '../shared/states';
import { Why } from '../shared/why';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

const tones = { open: 'info', filled: 'good', cancelled: 'plain', expired: 'plain' } as const;

/** My orders, newest first; an open one can be cancelled. */
export function Orders({ orders, changed }: { orders: MyOrder[]; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const cancel = async (id: string) => {
    if (await command.send('DELETE', `/orders/${encodeURIComponent(id)}`)) changed();
  };
  return (
    <>
      <Outcome command={command} />
      {orders.length === 0 ? (
        <Nothing title={t('order.none')}>{t('order.none.help')}</Nothing>
      ) : (
        <ul className="orders">
          {orders.map(order => (
            <li key={order.id}>
              <span className={order.side === 'buy' ? 'up' : 'down'}>{t(`order.${order.side}`)}</span>
              <span className="figures">
                {price(order.priceFen)} × {fullTonnes(order.tonnes)} t
                <span className="muted small"> {t('order.filled', { tonnes: fullTonnes(order.filled) })}</span>
              </span>
              <Mark tone={tones[order.state]}>{t(`order.state.${order.state}`)}</Mark>
              <span className="figures muted small">
                <Why reason={{ position: order.position }}>{chinaTime(order.instant)}</Why>
              </span>
              {order.state === 'open' && (
                <Button size="small" loading={command.sending} onClick={() => void cancel(order.id)}>
                  {t('order.cancel')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
