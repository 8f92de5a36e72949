import { fullTonnes, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact } from '../shared/figures';
import { Mark } from '../shared/marks';
import type { Market } from './book';
import { countdown, secondsUntil, type StageNow } from './stage';

/**
 * What a trader must know of the hour: the stage of the day and its end, what is allowed in it, and in a call auction
 * what it would come to now; above all of that, a halt with its cause.
 */
export function StageStrip({ market, now, time }: { market: Market; now: StageNow; time: string | null }) {
  const { t } = useText();
  const { halt } = market.status;
  const left = time !== null && now.until !== null ? secondsUntil(time, now.until) : null;
  const call = now.stage === 'openingCall' || now.stage === 'closingCall';
  if (!halt && !call && market.terms?.openingCall == null && market.terms?.closingCall == null) return null;
  return (
    <section className={`stage${call ? ' stage-call' : ''}${halt ? ' stage-halt' : ''}`} aria-label={t('stage.title')}>
      {halt && <HaltLine halt={halt} />}
      <div className="stage-line">
        <Mark tone={halt ? 'bad' : now.takes === 'none' ? 'plain' : call ? 'info' : 'good'}>
          {t(`stage.${now.stage}`)}
        </Mark>
        {now.until !== null && (
          <span className="figures small" role="timer">
            {left === null
              ? t('stage.until', { time: now.until })
              : t('stage.left', { time: now.until, left: countdown(left) })}
          </span>
        )}
        <span className="small muted">{t(halt ? 'stage.halt.help' : `stage.${now.stage}.help`)}</span>
      </div>
      {call && market.call && <Indicative market={market} call={market.call} />}
    </section>
  );
}

function HaltLine({ halt }: { halt: NonNullable<Market['status']['halt']> }) {
  const { t } = useText();
  return (
    <p className="stage-cause" role="alert">
      <strong>
        {t(halt.instrument === null ? 'halt.market' : 'halt.one', { instrument: halt.instrument ?? '' })}
        {t(`halt.${halt.cause}`)}
      </strong>
      {' · '}
      {halt.reason}
      <span className="muted"> {t('halt.since', { time: chinaClock(halt.since) })}</span>
    </p>
  );
}

/** 虚拟撮合: price, volume and what is left over if the call ended now, against the price before. */
function Indicative({ market, call }: { market: Market; call: NonNullable<Market['call']> }) {
  const { t, language } = useText();
  const unit = priceUnit(language);
  const surplus = Math.abs(call.surplus);
  return (
    <dl className="facts facts-two stage-figures">
      <Fact label={t('stage.indicative')} note={<Against fen={call.priceFen} before={call.referenceFen} />}>
        <span className="figures">{call.priceFen === null ? '—' : `${price(call.priceFen)} ${unit}`}</span>
      </Fact>
      <Fact label={t('stage.matched')}>
        <span className="figures">{fullTonnes(call.tonnes)} t</span>
      </Fact>
      <Fact label={t('stage.surplus')}>
        <span className={`figures ${call.surplus > 0 ? 'up' : call.surplus < 0 ? 'down' : ''}`}>
          {call.priceFen === null
            ? '—'
            : call.surplus === 0
              ? '0 t'
              : t(call.surplus > 0 ? 'stage.surplus.buy' : 'stage.surplus.sell', { tonnes: fullTonnes(surplus) })}
        </span>
      </Fact>
      <Fact label={t('stage.reference')} note={t('stage.reference.help')}>
        <span className="figures">
          {price(call.referenceFen)} {unit}
        </span>
      </Fact>
      {call.priceFen === null && (
        <p className="small muted stage-none">
          {t(market.bids.length + market.asks.length === 0 ? 'stage.noOrders' : 'stage.noMatch')}
        </p>
      )}
    </dl>
  );
}

function Against({ fen, before }: { fen: number | null; before: number }) {
  if (fen === null || fen === before) return null;
  const move = fen - before;
  return (
    <span className={`figures ${move > 0 ? 'up' : 'down'}`}>
      {move > 0 ? '+' : '−'}
      {price(Math.abs(move))}
    </span>
  );
}

/** Time of day in China. */
function chinaClock(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(11, 16);
}
