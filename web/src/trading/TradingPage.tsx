import { Select } from 'antd';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Link, useSearchParams } from 'react-router';
import type {
  AccountSnapshot,
  AccountUpdate,
  InstrumentLine,
  MarketSnapshot,
  MarketUpdate,
  Page,
} from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { Change } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Coming, Nothing } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { useSession } from '../shell/session';
import { useCommand, type CommandState } from '../workspace/useCommand';
import { applyMarket, applyOwn, startMarket, startOwn, withBalances, type Market, type Own } from './book';
import { Ladder } from './Ladder';
import { LineMark } from './LineMark';
import { useLive, type Follower, type Live, type LineState } from './live';
import { LiveChart } from './LiveChart';
import { Executed, Position } from './Position';
import { SessionControl } from './SessionControl';
import { stageOf, type StageNow } from './stage';
import { StageStrip } from './StageStrip';
import { Tape } from './Tape';
import { Ticket, type TicketHandle } from './Ticket';
import { useClock } from './useClock';
import { Working } from './Working';

const market: Follower<Market, MarketSnapshot, MarketUpdate> = { start: startMarket, apply: applyMarket };
const account: Follower<Own, AccountSnapshot, AccountUpdate> = {
  start: startOwn,
  apply: applyOwn,
  also: { event: 'balances', apply: withBalances as (own: Own, data: never) => Own },
};

/** The trading screen: the market live, and an account's own orders beside it. The public sees the market alone. */
export default function TradingPage() {
  const { t } = useText();
  const { session } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const instruments = useApi<Page<InstrumentLine>>('/market/instruments', { size: 100 });
  const code = parameters.get('instrument') ?? instruments.data?.items[0]?.code ?? null;
  const number = session?.organisation?.account ?? null;
  return (
    <PageFrame title={t('nav.trading')}>
      {code === null ? (
        <Coming rows={12} />
      ) : (
        <Screen
          key={`${code} ${number}`}
          code={code}
          number={number}
          signedIn={session?.signedIn ?? false}
          controls={session?.role === 'exchange' || session?.role === 'regulator'}
          instruments={instruments.data?.items ?? []}
          choose={chosen => setParameters({ instrument: chosen }, { replace: true })}
        />
      )}
    </PageFrame>
  );
}

function Screen(props: {
  code: string;
  number: string | null;
  signedIn: boolean;
  /** Whether the reader may halt trading and let it resume. */
  controls: boolean;
  instruments: InstrumentLine[];
  choose: (code: string) => void;
}) {
  const { code, number, signedIn, controls, instruments, choose } = props;
  const { check } = useSession();
  const live = useLive(`/market/${encodeURIComponent(code)}/stream`, market);
  // Who asked for his orders to be withdrawn with his line does not lose it by looking elsewhere.
  const [guarded, setGuarded] = useState(false);
  const own = useLive(number === null ? null : `/accounts/${number}/stream`, account, {
    staysHidden: guarded,
    refused: check,
  });
  const asked = own.state?.balances?.cancelOnDisconnect ?? false;
  useEffect(() => setGuarded(asked), [asked]);
  const ticket = useRef<TicketHandle>(null);
  const withdraw = useCommand();
  useShortcuts(ticket, own, withdraw);
  const phone = usePhone();
  const { t } = useText();
  const moment = useClock(live.beat?.instant ?? null);
  if (!live.state) return <Coming rows={14} />;
  const session = live.beat?.session ?? live.state.session;
  const time = moment === null ? null : clockOf(moment);
  const now = stageOf(live.state, session, time);
  const orders = own.state?.orders ?? [];
  return (
    <div className="trading">
      <div className="trading-top">
        <Head
          market={live.state}
          now={now}
          line={worse(live.line, number === null ? 'live' : own.line)}
          time={time}
          instruments={instruments}
          choose={choose}
        />
        <StageStrip market={live.state} now={now} time={time} />
      </div>
      <div className="trading-book">
        <Ladder
          market={live.state}
          orders={orders.filter(order => order.instrument === code)}
          levels={phone ? 5 : 10}
          pick={(fen, side) => ticket.current?.pick(fen, side)}
        />
      </div>
      <div className="trading-chart">
        <LiveChart market={live.state} recoveries={live.recoveries} height={phone ? 260 : 330} />
        <TapeSection market={live.state} />
      </div>
      <div className="trading-ticket-place">
        {own.state ? (
          <>
            <Ticket market={live.state} own={own.state} now={now} handle={ticket} />
            <div className="trading-position">
              <h2>{t('workspace.holdings')}</h2>
              <Position balances={own.state.balances} />
            </div>
          </>
        ) : controls ? (
          <SessionControl market={live.state} />
        ) : (
          <SignInFirst waiting={number !== null} signedIn={signedIn} />
        )}
      </div>
      {own.state && <Mine own={own.state} withdraw={withdraw} />}
    </div>
  );
}

/** Time of day in China, to the second. */
function clockOf(moment: number): string {
  return new Date(moment + 8 * 3600_000).toISOString().slice(11, 19);
}

/** The worse of two lines is what counts. */
function worse(a: LineState, b: LineState): LineState {
  const order: LineState[] = ['reconnecting', 'connecting', 'recovered', 'live'];
  return order.find(state => a === state || b === state) ?? 'live';
}

function Head(props: {
  market: Market;
  now: StageNow;
  line: LineState;
  time: string | null;
  instruments: InstrumentLine[];
  choose: (code: string) => void;
}) {
  const { market: shown, now, line, time, instruments, choose } = props;
  const { t, say, language } = useText();
  const { day } = shown;
  const last = day?.lastFen ?? day?.closeFen ?? null;
  const move = last !== null && day ? last - day.previousCloseFen : 0;
  return (
    <header className="trading-quote">
      <Select
        aria-label={t('trading.instrument')}
        value={shown.instrument}
        onChange={choose}
        options={instruments.map(one => ({ value: one.code, label: `${one.code} ${say(one.name)}` }))}
        popupMatchSelectWidth={false}
      />
      <p className={`trading-last figures ${move > 0 ? 'up' : move < 0 ? 'down' : 'flat'}`}>
        {price(last ?? day?.previousCloseFen ?? 0)} <span className="unit">{priceUnit(language)}</span>
      </p>
      {day && <Change now={last ?? day.previousCloseFen} before={day.previousCloseFen} />}
      <dl className="trading-facts figures">
        {day &&
          (
            [
              ['market.high', day.highFen === null ? '—' : price(day.highFen)],
              ['market.low', day.lowFen === null ? '—' : price(day.lowFen)],
              ['market.vwap', day.vwapFen === null ? '—' : price(day.vwapFen)],
              ['market.volumeT', fullTonnes(day.volume)],
            ] as const
          ).map(([label, figure]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{figure}</dd>
            </div>
          ))}
      </dl>
      <div className="trading-state">
        <Mark tone={shown.status.halt ? 'bad' : now.takes === 'none' ? 'plain' : 'good'}>
          {shown.status.halt
            ? t('trading.halted', { cause: t(`halt.${shown.status.halt.cause}`) })
            : t(`stage.${now.stage}`)}
        </Mark>
        <LineMark line={line} />
        {shown.day && <span className="figures muted small">{shown.day.date}</span>}
        {time && <time className="figures small">{time}</time>}
      </div>
    </header>
  );
}

function TapeSection({ market: shown }: { market: Market }) {
  const { t } = useText();
  const today = shown.trades.filter(trade => trade.date === shown.day?.date);
  return (
    <section>
      <div className="trading-head">
        <h2>{t('tape.title')}</h2>
        <span className="muted small">{t('market.trades', { count: shown.day?.trades ?? 0 })}</span>
      </div>
      <Tape trades={today} />
    </section>
  );
}

function Mine({ own, withdraw }: { own: Own; withdraw: CommandState }) {
  const { t } = useText();
  return (
    <div className="trading-mine">
      <Working
        orders={own.orders}
        command={withdraw}
        cancelOnDisconnect={own.balances?.cancelOnDisconnect ?? false}
      />
      <div>
        <Section title={t('executed.title')}>
          <Executed trades={own.trades} />
        </Section>
        <Keys />
      </div>
    </div>
  );
}

function SignInFirst({ waiting, signedIn }: { waiting: boolean; signedIn: boolean }) {
  const { t } = useText();
  if (waiting) return <Coming rows={6} />;
  if (signedIn) return <Nothing title={t('trading.noAccount')}>{t('trading.noAccount.help')}</Nothing>;
  return (
    <div className="nothing">
      <p className="nothing-title">{t('trading.public')}</p>
      <p className="nothing-help">
        <Link to="/sign-in" state={{ back: '/trading' }}>
          {t('session.signIn')}
        </Link>
      </p>
    </div>
  );
}

const keys = [
  ['B / S', 'keys.side'],
  ['↑ ↓', 'keys.tick'],
  ['Shift ↑ ↓', 'keys.ticks'],
  ['Enter', 'keys.place'],
  ['Esc', 'keys.leave'],
  ['C', 'keys.cancel'],
] as const;

function Keys() {
  const { t } = useText();
  return (
    <section className="keys">
      <h2>{t('keys.title')}</h2>
      <dl>
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Where a letter is text. */
const typing = 'input:not([type=radio], [type=checkbox]), textarea, [contenteditable]';

/** B and S go to the price, C withdraws the newest open order; not while something is being typed. */
function useShortcuts(ticket: RefObject<TicketHandle | null>, own: Live<Own>, withdraw: CommandState) {
  const orders = useRef(own.state?.orders ?? []);
  orders.current = own.state?.orders ?? [];
  const { send } = withdraw;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || at.closest(typing)) return;
      const key = event.key.toLowerCase();
      if (key === 'b' || key === 's') {
        event.preventDefault();
        ticket.current?.take(key === 'b' ? 'buy' : 'sell');
      } else if (key === 'c') {
        const newest = orders.current.find(order => order.state === 'open');
        if (newest) void send('DELETE', `/orders/${encodeURIComponent(newest.id)}`);
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [ticket, send]);
}

