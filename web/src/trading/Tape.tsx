import type { TapeLine } from '../api/types';
import { chinaTime } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { useMode } from './words';

/** Trades as they happen, newest first. The side that came last gives the colour and the sign. */
export function Tape({ trades }: { trades: TapeLine[] }) {
  const { t } = useText();
  const mode = useMode();
  if (trades.length === 0) return <p className="muted">{t('tape.none')}</p>;
  return (
    <div className="tape" tabIndex={0} role="region" aria-label={t('tape.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('order.price')}</th>
            <th scope="col">{t('ladder.tonnes')}</th>
            <th scope="col">{t('tape.mode')}</th>
          </tr>
        </thead>
        <tbody>
          {[...trades]
            .reverse()
            .slice(0, 100)
            .map(trade => (
              <tr key={trade.id}>
                <td className="figures muted">{chinaTime(trade.instant).slice(11)}</td>
                <td className={`figures ${trade.taker === 'buy' ? 'up' : 'down'}`}>
                  {price(trade.priceFen)} <span aria-hidden>{trade.taker === 'buy' ? '▲' : '▼'}</span>
                  <span className="visually-hidden">{t(`order.${trade.taker}`)}</span>
                </td>
                <td className="figures">{fullTonnes(trade.tonnes)}</td>
                <td className="muted small">{mode(trade.mode)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
