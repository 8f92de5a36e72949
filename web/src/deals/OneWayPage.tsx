import { Button, Input, InputNumber, Popconfirm } from 'antd';
import { useState, type FormEvent } from 'react';
import { useParams } from 'react-router';
import type { OneWayBid, OneWayDetail } from '../api/types';
import { useApi } from '../api/useApi';
import { useEvery } from '../api/useEvery';
import { chinaTime } from '../format/dates';
import { currency, fenOf, fullTonnes, percentOf, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { CalledOffNote } from '../shared/CalledOffNote';
import { CitationLink, Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { hoursOf, OneWaySide, OneWayStateMark } from './OneWayList';

/** While bidding runs, the bids are read anew so often. */
const refreshEvery = 3_000;

/** One session of one-way bidding: its terms, the open bids best first, and the caller's own bid. */
export default function OneWayPage() {
  const { id = '' } = useParams();
  const { t } = useText();
  const { session } = useSession();
  const state = useApi<OneWayDetail>(`/deals/one-way/${encodeURIComponent(id)}`);
  const running = state.data?.session.state === 'open' || state.data?.session.state === 'announced';
  const { reload } = state;
  useEvery(refreshEvery, running, reload);
  const trader = session?.organisation?.account != null;
  return (
    <PageFrame
      title={t('oneWay.one', { id })}
      back={{ to: '/deals?tab=one-way', label: t('deal.mode.one-way') }}
      asOf={state.data?.asOf}
    >
      <Answer state={state} rows={10}>
        {detail => (
          <div className="split">
            <div>
              <Section title={t('oneWay.terms')}>
                <Terms detail={detail} />
              </Section>
              <Section title={t('oneWay.bids')}>
                <Bids detail={detail} />
              </Section>
            </div>
            <div>
              {trader && detail.session.mine && running && detail.bids.length === 0 && (
                <Section title={t('oneWay.callOff')}>
                  <CallOff id={id} changed={reload} />
                </Section>
              )}
              {trader && !detail.session.mine && detail.session.state === 'open' && (
                <Section title={t('oneWay.bid')}>
                  <BidForm detail={detail} changed={reload} />
                </Section>
              )}
              {detail.session.state === 'announced' && <p className="muted">{t('oneWay.notYet')}</p>}
            </div>
          </div>
        )}
      </Answer>
    </PageFrame>
  );
}

function Terms({ detail }: { detail: OneWayDetail }) {
  const { t, say, language } = useText();
  const { session } = detail;
  const unit = priceUnit(language);
  return (
    <dl className="fields">
      <dt>{t('deal.status')}</dt>
      <dd>
        <OneWayStateMark state={session.state} />
        {detail.calledOff && <CalledOffNote end={detail.calledOff} />}
      </dd>
      <dt>{t('oneWay.initiator')}</dt>
      <dd>
        <OneWaySide side={session.side} /> {say(session.owner)}
        <span className="fact-note">{t(`oneWay.rule.${session.side}`)}</span>
      </dd>
      <dt>{t('order.tonnes')}</dt>
      <dd className="figures">
        {fullTonnes(session.tonnes)} t
        {session.traded > 0 && ` · ${t('oneWay.traded')} ${fullTonnes(session.traded)} t`}
      </dd>
      <dt>{t('oneWay.start')}</dt>
      <dd className="figures">
        {price(session.startFen)} {unit}
      </dd>
      <dt>{t('oneWay.step')}</dt>
      <dd className="figures">
        {price(session.stepFen)} {unit}
      </dd>
      <dt>{t('oneWay.least')}</dt>
      <dd className="figures">
        {session.least < session.tonnes ? `${fullTonnes(session.least)} t` : t('oneWay.whole')}
      </dd>
      <dt>{t('oneWay.hours')}</dt>
      <dd className="figures">{hoursOf(session)}</dd>
      {detail.pricing && (
        <>
          <dt>{t('oneWay.pricing')}</dt>
          <dd>
            <Why reason={{ ruleKey: detail.pricingRuleKey }}>{t(`oneWay.pricing.${detail.pricing}`)}</Why>
          </dd>
        </>
      )}
      {detail.range && (
        <>
          <dt>{t('oneWay.range')}</dt>
          <dd className="figures">
            <Why reason={{ ruleKey: detail.limitRuleKey }}>
              {price(detail.range.lowFen)} – {price(detail.range.highFen)} {unit}
            </Why>
          </dd>
        </>
      )}
      <dt>{t('oneWay.fee')}</dt>
      <dd className="figures">
        <Why reason={{ ruleKey: detail.feeRuleKey }}>{percentOf(String(detail.fee)) ?? '—'}</Why>
      </dd>
      <dt>{t('oneWay.basis')}</dt>
      <dd>
        <CitationLink citation={detail.citation} />
      </dd>
    </dl>
  );
}

function Bids({ detail }: { detail: OneWayDetail }) {
  const { t, language } = useText();
  if (detail.bids.length === 0) return <p className="muted">{t('oneWay.noBids')}</p>;
  return (
    <>
      <p className="small muted">{t('oneWay.open')}</p>
      <ol className="cards" aria-live="polite">
        {detail.bids.map(bid => (
          <li key={`${bid.instant} ${bid.priceFen} ${bid.tonnes}`}>
            <p className="card-head">
              <span className="figures">
                {price(bid.priceFen)} {priceUnit(language)} × {fullTonnes(bid.tonnes)} t{' '}
                {bid.mine && <Mark tone="info">{t('oneWay.mine')}</Mark>}
              </span>
              <Result bid={bid} />
            </p>
            <p className="card-line muted figures">{chinaTime(bid.instant)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Result({ bid }: { bid: OneWayBid }) {
  const { t } = useText();
  if (bid.awarded === null) return null;
  if (bid.void) return <Mark tone="bad">{t('oneWay.void')}</Mark>;
  if (bid.awarded === 0) return <Mark tone="plain">{t('oneWay.outbid')}</Mark>;
  return (
    <Mark tone="good">
      {t('oneWay.won', { tonnes: fullTonnes(bid.awarded), price: bid.paidFen === null ? '—' : price(bid.paidFen) })}
    </Mark>
  );
}

/** Says while typing what would be refused; the market decides. */
function BidForm({ detail, changed }: { detail: OneWayDetail; changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const { session } = detail;
  const own = detail.bids.find(bid => bid.mine) ?? null;
  const better = session.side === 'sell' ? 1 : -1;
  const [priceText, setPriceText] = useState(price(session.bestFen ?? session.startFen));
  const [tonnes, setTonnes] = useState<number | null>(own?.tonnes ?? session.least);
  const priceFen = fenOf(priceText);
  const value = priceFen !== null && tonnes !== null ? priceFen * tonnes : null;
  const warning = warningOf();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || !tonnes) return;
    if (await command.send('POST', `/deals/one-way/${session.id}/bids`, { priceFen, tonnes })) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      {own && (
        <p>
          {t('oneWay.standing', { price: price(own.priceFen), tonnes: fullTonnes(own.tonnes) })}
        </p>
      )}
      <label>
        <span>{t('deal.price')}</span>
        <Input
          inputMode="decimal"
          value={priceText}
          onChange={event => setPriceText(event.target.value)}
          status={priceFen === null ? 'error' : ''}
          suffix={priceUnit(language)}
        />
        <span className="help">
          {t(`oneWay.rule.${session.side}`)} {t('oneWay.steps', { step: price(session.stepFen) })}
        </span>
      </label>
      <label>
        <span>{t('order.tonnes')}</span>
        <InputNumber<number>
          min={session.least}
          max={session.tonnes}
          precision={0}
          suffix="t"
          value={tonnes}
          onChange={setTonnes}
        />
      </label>
      <dl className="fields">
        <dt>{t('order.value')}</dt>
        <dd className="figures">{value === null ? '—' : `${yuan(value)} ${currency(language)}`}</dd>
      </dl>
      {warning && (
        <p className="caution" role="status">
          {warning}
        </p>
      )}
      <p className="small muted">{t('oneWay.binding')}</p>
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes}>
        {t(own ? 'oneWay.improve' : 'oneWay.place')}
      </Button>
      <Outcome command={command} />
    </form>
  );

  function warningOf(): string | null {
    if (priceFen === null) return t('order.badPrice');
    if ((priceFen - session.startFen) * better < 0) return t('oneWay.worse', { start: price(session.startFen) });
    if ((priceFen - session.startFen) % session.stepFen !== 0) {
      return t('oneWay.steps', { step: price(session.stepFen) });
    }
    if (own && ((priceFen - own.priceFen) * better <= 0 || (tonnes ?? 0) < own.tonnes)) return t('oneWay.notBetter');
    return null;
  }
}

function CallOff({ id, changed }: { id: string; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const send = async () => {
    if (await command.send('POST', `/deals/one-way/${id}/cancellation`, { reason })) changed();
  };
  return (
    <div className="ticket">
      <label>
        <span>{t('transfer.reason')}</span>
        <Input value={reason} maxLength={200} onChange={event => setReason(event.target.value)} />
        <span className="help">{t('oneWay.callOff.help')}</span>
      </label>
      <Popconfirm title={t('oneWay.callOff.ask')} onConfirm={() => void send()}>
        <Button danger loading={command.sending} disabled={reason.trim() === ''}>
          {t('oneWay.callOff')}
        </Button>
      </Popconfirm>
      <Outcome command={command} />
    </div>
  );
}
