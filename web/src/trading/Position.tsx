import type { AccountBalances, OwnTrade } from '../api/types';
import { chinaTime } from '../format/dates';
import { currency, fullTonnes, price, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact } from '../shared/figures';
import { Coming, Nothing } from '../shared/states';
import { Why } from '../shared/why';
import { useMode } from './words';

/** Units by vintage with what ties them up, and money. */
export function Position({ balances }: { balances: AccountBalances | null }) {
  const { t, say, language } = useText();
  if (!balances) return <Coming rows={4} />;
  return (
    <>
      <dl className="facts facts-two">
        {(
          [
            ['workspace.free', balances.cash.availableFen],
            ['workspace.reserved', balances.cash.reservedFen],
          ] as const
        ).map(([label, fen]) => (
          <Fact key={label} label={t(label)}>
            <span className="figures">
              {yuan(fen)} <span className="unit">{currency(language)}</span>
            </span>
          </Fact>
        ))}
      </dl>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('workspace.holdings')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('table.unit')}</th>
              <th scope="col" className="right">
                {t('position.balance')}
              </th>
              <th scope="col" className="right">
                {t('position.held')}
              </th>
              <th scope="col" className="right">
                {t('position.free')}
              </th>
            </tr>
          </thead>
          <tbody>
            {balances.units.map(line => (
              <tr key={`${line.unit.kind} ${line.unit.vintage}`}>
                <td>{say(line.unit.name)}</td>
                <td className="figures right">{fullTonnes(line.balance)}</td>
                <td className="figures right">{fullTonnes(line.held)}</td>
                <td className="figures right">{fullTonnes(line.available)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {balances.holds.length > 0 && (
        <p className="small muted">
          {t('position.holds')}{' '}
          {balances.holds
            .map(hold => `${say(hold.cause)} ${say(hold.unit)} ${fullTonnes(hold.tonnes)} t`)
            .join(language === 'zh' ? '；' : '; ')}
        </p>
      )}
    </>
  );
}

/** The account's own trades of the day, newest first. */
export function Executed({ trades }: { trades: OwnTrade[] }) {
  const { t, language } = useText();
  const mode = useMode();
  if (trades.length === 0) return <Nothing title={t('executed.none')}>{t('executed.none.help')}</Nothing>;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t('executed.title')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('order.side')}</th>
            <th scope="col" className="right">
              {t('order.price')}
            </th>
            <th scope="col" className="right">
              {t('ladder.tonnes')}
            </th>
            <th scope="col" className="right">
              {t('order.value')} ({currency(language)})
            </th>
            <th scope="col">{t('tape.mode')}</th>
          </tr>
        </thead>
        <tbody>
          {trades.slice(0, 100).map(trade => (
            <tr key={`${trade.id} ${trade.side}`}>
              <td className="figures">
                <Why reason={{ position: trade.position }}>{chinaTime(trade.instant).slice(11)}</Why>
              </td>
              <td className={trade.side === 'buy' ? 'up' : 'down'}>
                {t(`order.${trade.side}`)} {trade.instrument}
              </td>
              <td className="figures right">{price(trade.priceFen)}</td>
              <td className="figures right">{fullTonnes(trade.tonnes)}</td>
              <td className="figures right">{yuan(trade.valueFen)}</td>
              <td className="muted small">{mode(trade.mode)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
