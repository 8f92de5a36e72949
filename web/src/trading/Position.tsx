import type { AccountBalances, OwnTrade } from '../api/types';
import { chinaTime } from '../format/dates';
import { currency, fullTonnes, price, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact } from '../shared/figures';
import { PlainTable } from '../shared/PlainTable';
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
      <PlainTable
        label={t('workspace.holdings')}
        head={[t('table.unit'), t('position.balance'), t('position.held'), t('position.free')]}
        keys={balances.units.map(line => `${line.unit.kind} ${line.unit.vintage}`)}
        rows={balances.units.map(line => [
          say(line.unit.name),
          fullTonnes(line.balance),
          fullTonnes(line.held),
          fullTonnes(line.available),
        ])}
      />
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
    <PlainTable
      tall
      label={t('executed.title')}
      head={[
        t('table.time'),
        t('order.side'),
        t('order.price'),
        t('ladder.tonnes'),
        `${t('order.value')} (${currency(language)})`,
        t('tape.mode'),
      ]}
      keys={trades.slice(0, 100).map(trade => `${trade.id} ${trade.side}`)}
      rows={trades.slice(0, 100).map(trade => [
        <Why key="time" reason={{ position: trade.position }}>
          {chinaTime(trade.instant).slice(11)}
        </Why>,
        <span key="side" className={trade.side === 'buy' ? 'up' : 'down'}>
          {t(`order.${trade.side}`)} {trade.instrument}
        </span>,
        price(trade.priceFen),
        fullTonnes(trade.tonnes),
        yuan(trade.valueFen),
        <span key="mode" className="muted small">
          {mode(trade.mode)}
        </span>,
      ])}
    />
  );
}
