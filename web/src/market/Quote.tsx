import type { MarketOverview } from '../api/types';
import { dateWithWeekday } from '../format/dates';
import { price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { Change, Fact, Price, ShortMoney, ShortTonnes } from '../shared/figures';
import { Mark } from '../shared/marks';

/** The instrument today: the last price large, the rest of the day beside it. */
export function Quote({ overview }: { overview: MarketOverview }) {
  const { t, say, language } = useText();
  const { instrument: day } = overview;
  const last = day.lastFen ?? day.closeFen;
  const shown = last ?? day.previousCloseFen;
  const move = shown - day.previousCloseFen;
  const live = overview.phase === 'morning' || overview.phase === 'afternoon';
  return (
    <section className="quote" aria-label={say(day.name)}>
      <div className="quote-main">
        <p className="quote-name">
          <strong>{day.code}</strong> {say(day.name)}
        </p>
        <p className={`quote-price figures ${move > 0 ? 'up' : move < 0 ? 'down' : 'flat'}`}>
          {price(shown)} <span className="unit">{priceUnit(language)}</span>
        </p>
        <p className="quote-change">
          <Change now={shown} before={day.previousCloseFen} />
          <span className="muted">{last === null ? t('market.noTrade') : t('market.sincePrevious')}</span>
        </p>
        <p className="quote-day figures">
          {dateWithWeekday(overview.businessDate, language)}
          {overview.halt ? (
            <Mark tone="bad">{t('trading.halted', { cause: t(`halt.${overview.halt.cause}`) })}</Mark>
          ) : (
            <Mark tone={live ? 'good' : 'plain'}>{t(`phase.${overview.phase}`)}</Mark>
          )}
        </p>
        {overview.halt && <p className="small muted">{overview.halt.reason}</p>}
      </div>
      <dl className="facts quote-facts">
        <Fact label={t('market.open')}>
          <Price value={day.openFen} unit={false} />
        </Fact>
        <Fact label={t('market.high')}>
          <Price value={day.highFen} unit={false} />
        </Fact>
        <Fact label={t('market.low')}>
          <Price value={day.lowFen} unit={false} />
        </Fact>
        <Fact label={t('market.previousClose')}>
          <Price value={day.previousCloseFen} unit={false} />
        </Fact>
        <Fact label={t('market.volume')} note={t('market.trades', { count: day.trades })}>
          <ShortTonnes value={day.volume} />
        </Fact>
        <Fact label={t('market.turnover')}>
          <ShortMoney value={day.turnoverFen} />
        </Fact>
        <Fact label={t('market.limitUp')}>
          <Price value={day.limitUpFen} unit={false} why={{ ruleKey: day.bandRuleKey }} />
        </Fact>
        <Fact label={t('market.limitDown')}>
          <Price value={day.limitDownFen} unit={false} why={{ ruleKey: day.bandRuleKey }} />
        </Fact>
      </dl>
    </section>
  );
}
