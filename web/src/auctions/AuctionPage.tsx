import { useParams } from 'react-router';
import type { AuctionDetail } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact, FullTonnes, Price, ShortMoney } from '../shared/figures';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';
import { Awards } from './Awards';
import { BidForm } from './BidForm';
import { CalledOffNote } from '../shared/CalledOffNote';
import { CancelForm } from './CancelForm';
import { DemandCurve } from './DemandCurve';
import { Phase } from './Phase';
import { Terms } from './Terms';

/** One auction: its announcement, the caller's own bids, and the result. */
export default function AuctionPage() {
  const { id = '' } = useParams();
  const { t, say } = useText();
  const { session } = useSession();
  const state = useApi<AuctionDetail>(`/auctions/${encodeURIComponent(id)}`);
  const bidder = session?.signedIn === true && Boolean(session.organisation?.account);
  return (
    <PageFrame
      title={state.data ? say(state.data.auction.title) : t('nav.auctions')}
      asOf={state.data?.asOf}
      back={{ to: '/auctions', label: t('nav.auctions') }}
    >
      <Answer state={state} rows={10}>
        {detail => (
          <>
            <Head detail={detail} />
            {detail.calledOff && <CalledOffNote end={detail.calledOff} />}
            {bidder && !detail.result && <BidForm detail={detail} changed={state.reload} />}
            {detail.result && <Result detail={detail} />}
            {bidder && detail.result && <BidForm detail={detail} changed={state.reload} />}
            <Terms detail={detail} />
            {detail.result && (
              <Section title={t('auction.awards')}>
                <Awards id={detail.auction.id} />
              </Section>
            )}
            {session?.role === 'regulator' && ['announced', 'open', 'closed'].includes(detail.auction.phase) && (
              <CancelForm id={detail.auction.id} changed={state.reload} />
            )}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Head({ detail }: { detail: AuctionDetail }) {
  const { t } = useText();
  const { auction } = detail;
  return (
    <dl className="facts">
      <Fact label={t('auction.phase')}>
        <Phase phase={auction.phase} />
      </Fact>
      <Fact label={t('auction.supply')}>
        <FullTonnes value={auction.supply} unit why={{ position: auction.position }} />
      </Fact>
      <Fact label={t('auction.floor')}>
        <Price value={auction.reserveFen} why={{ position: auction.position }} />
      </Fact>
      <Fact label={t('auction.window')}>
        <span className="figures">
          <span className="nowrap">{chinaTime(auction.opens).slice(0, 16)}</span> –{' '}
          <span className="nowrap">{chinaTime(auction.closes).slice(0, 16)}</span>
        </span>
      </Fact>
      <Fact label={t('auction.payBy')}>
        <span className="figures">{chinaTime(auction.payBy).slice(0, 16)}</span>
      </Fact>
    </dl>
  );
}

function Result({ detail }: { detail: AuctionDetail }) {
  const { t } = useText();
  const result = detail.result!;
  return (
    <Section title={t('auction.result')}>
      <dl className="facts">
        <Fact label={t('auction.clearing')}>
          <Price value={result.clearingPriceFen} />
        </Fact>
        <Fact label={t('auction.sold')} note={result.unsold > 0 && t('auction.unsold', { tonnes: fullTonnes(result.unsold) })}>
          <FullTonnes value={result.sold} unit />
        </Fact>
        <Fact label={t('auction.demand')}>
          <FullTonnes value={result.demand} unit />
        </Fact>
        <Fact label={t('auction.revenue')}>
          <ShortMoney value={result.revenueFen} />
        </Fact>
        <Fact label={t('auction.winners')} note={result.defaulted > 0 && t('auction.defaulted', { count: result.defaulted })}>
          <span className="figures">
            {result.winners} / {result.bids}
          </span>
        </Fact>
      </dl>
      {result.isVoid && <p className="caution">{t('auction.void')}</p>}
      {result.curve.length > 0 && <DemandCurve detail={detail} />}
      {detail.terms.tie === 'random' && (
        <p className="small muted">
          <Why reason={{ position: detail.auction.position }}>{t('auction.seed', { seed: result.seed })}</Why>
        </p>
      )}
    </Section>
  );
}
