import type { BookLevel, OwnOrder, Side } from '../api/types';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import type { Market } from './book';

const shown = 10;

/** The book: asks above, bids below, best prices towards the middle. A price is taken into the ticket by a click. */
export function Ladder(props: {
  market: Market;
  orders: OwnOrder[];
  levels?: number;
  /** A click on a price: the order that would trade with it. */
  pick: (priceFen: number, side: Side) => void;
}) {
  const { market, orders, pick, levels = shown } = props;
  const { t } = useText();
  const asks = market.asks.slice(0, levels);
  const bids = market.bids.slice(0, levels);
  const most = Math.max(1, ...asks.map(l => l.tonnes), ...bids.map(l => l.tonnes));
  const mine = (side: Side, fen: number) =>
    orders
      .filter(order => order.state === 'open' && order.side === side && order.priceFen === fen)
      .reduce((sum, order) => sum + order.tonnes - order.filled, 0);
  const rows = (side: Side, list: BookLevel[]) => (
    <tbody className={side === 'sell' ? 'asks' : 'bids'}>
      {list.map((level, place) => {
        const own = mine(side, level.priceFen);
        return (
          <tr key={level.priceFen} style={{ '--depth': `${(level.tonnes / most) * 100}%` } as React.CSSProperties}>
            <th scope="row" className="muted">
              {t(side === 'sell' ? 'ladder.ask' : 'ladder.bid', {
                place: side === 'sell' ? list.length - place : place + 1,
              })}
            </th>
            <td>
              <button
                type="button"
                className={`figures ${side === 'sell' ? 'down' : 'up'}`}
                onClick={() => pick(level.priceFen, side === 'sell' ? 'buy' : 'sell')}
                title={t('ladder.pick')}
              >
                {price(level.priceFen)}
              </button>
            </td>
            <td className="figures ladder-tonnes">{fullTonnes(level.tonnes)}</td>
            <td className="figures muted ladder-orders">
              {level.orders}
              {own > 0 && (
                <span className="ladder-own" title={t('ladder.own', { tonnes: fullTonnes(own) })}>
                  ●<span className="visually-hidden">{t('ladder.own', { tonnes: fullTonnes(own) })}</span>
                </span>
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
  // Prices that nobody has yet keep their place, so that none moves away under the pointer when one more comes.
  const blanks = (side: Side, taken: number) => (
    <tbody aria-hidden>
      {Array.from({ length: asks.length + bids.length === 0 ? 0 : levels - taken }, (_, row) => (
        <tr key={row} className="muted">
          <th scope="row">
            {side === 'sell'
              ? t('ladder.ask', { place: levels - row })
              : t('ladder.bid', { place: taken + row + 1 })}
          </th>
          <td>—</td>
          <td colSpan={2} />
        </tr>
      ))}
    </tbody>
  );
  const last = market.day?.lastFen ?? market.day?.previousCloseFen ?? null;
  return (
    <div className="ladder">
      <table>
        <caption className="visually-hidden">{t('ladder.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ladder.level')}</th>
            <th scope="col">{t('order.price')}</th>
            <th scope="col">{t('ladder.tonnes')}</th>
            <th scope="col">{t('ladder.orders')}</th>
          </tr>
        </thead>
        {blanks('sell', asks.length)}
        {rows('sell', [...asks].reverse())}
        <tbody className="ladder-last">
          <tr>
            <th scope="row">{t('ladder.last')}</th>
            <td className="figures">{last === null ? '—' : price(last)}</td>
            <td colSpan={2} className="figures muted">
              {asks[0] && bids[0] ? t('ladder.spread', { spread: price(asks[0].priceFen - bids[0].priceFen) }) : ''}
            </td>
          </tr>
        </tbody>
        {rows('buy', bids)}
        {blanks('buy', bids.length)}
      </table>
      {asks.length + bids.length === 0 && <p className="muted small">{t('ladder.empty')}</p>}
    </div>
  );
}
