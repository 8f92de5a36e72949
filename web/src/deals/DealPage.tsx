import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Navigate, useParams } from 'react-router';
import type { Deal, DealParty } from '../api/types';
import { useApi } from '../api/useApi';
import { useEvery } from '../api/useEvery';
import { chinaTime, dateWithWeekday } from '../format/dates';
import { currency, fullTonnes, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { PageFrame, Section } from '../shared/page';
import { Answer, Coming } from '../shared/states';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { DealActions, DealStateMark } from './MyDeals';

/** While somebody looks, what others may change is read anew so often. */
const refreshEvery = 5_000;

/** One deal: the contract as filed, every step, and a confirmation to print. */
export default function DealPage() {
  const { id = '' } = useParams();
  const { t } = useText();
  const { session } = useSession();
  const state = useApi<Deal>(session?.signedIn ? `/me/deals/${encodeURIComponent(id)}` : null);
  const command = useCommand();
  useEvery(refreshEvery, state.data?.state === 'open' || state.data?.state === 'confirmed', state.reload);
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return (
    <PageFrame title={t('deal.one', { id })} back={{ to: '/deals?tab=mine', label: t('deal.mine') }}>
      <Outcome command={command} />
      <Answer state={state} rows={10}>
        {deal => (
          <>
            <Section
              title={t(deal.state === 'traded' ? 'deal.confirmation' : `deal.mode.${deal.mode}`)}
              actions={
                <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                  {t('deal.print')}
                </Button>
              }
            >
              <Terms deal={deal} />
              <p className="deal-page-actions">
                <DealActions deal={deal} command={command} done={state.reload} />
              </p>
            </Section>
            <Section title={t('deal.steps')}>
              <StepList deal={deal} />
            </Section>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Party({ party }: { party: DealParty | null }) {
  const { t, say } = useText();
  if (party === null) return <>{t('deal.anybody')}</>;
  return (
    <>
      {say(party.name)}
      <span className="fact-note figures">
        {t('deal.partyFacts', { account: party.account, code: party.creditCode })}
      </span>
    </>
  );
}

function Terms({ deal }: { deal: Deal }) {
  const { t, language } = useText();
  const { contract } = deal;
  const taker = deal.steps.find(step => step.kind === 'taken')?.by ?? null;
  const other = deal.counterparty ?? taker;
  const [seller, buyer] = deal.side === 'sell' ? [deal.owner, other] : [other, deal.owner];
  const trades = deal.steps.flatMap(step => (step.trade === null ? [] : [step.trade]));
  return (
    <dl className="fields contract">
      <dt>{t('deal.status')}</dt>
      <dd>
        <DealStateMark deal={deal} />
      </dd>
      <dt>{t('deal.seller')}</dt>
      <dd>
        <Party party={seller} />
      </dd>
      <dt>{t('deal.buyer')}</dt>
      <dd>
        <Party party={buyer} />
      </dd>
      <dt>{t('deal.instrument')}</dt>
      <dd>{deal.instrument}</dd>
      <dt>{t('order.tonnes')}</dt>
      <dd className="figures">{fullTonnes(deal.tonnes)} t</dd>
      <dt>{t('deal.price')}</dt>
      <dd className="figures">
        {price(deal.priceFen)} {priceUnit(language)}
      </dd>
      <dt>{t('deal.total')}</dt>
      <dd className="figures">
        {yuan(contract?.totalFen ?? deal.priceFen * deal.tonnes)} {currency(language)}
      </dd>
      {contract && (
        <>
          <dt>{t('deal.contractNumber')}</dt>
          <dd>{contract.number}</dd>
          <dt>{t('deal.signedOn')}</dt>
          <dd>{dateWithWeekday(contract.signedOn, language)}</dd>
          <dt>{t('deal.deliverBy')}</dt>
          <dd>{dateWithWeekday(contract.deliverBy, language)}</dd>
          <dt>{t('deal.liability')}</dt>
          <dd className="clause">{contract.liability}</dd>
          <dt>{t('deal.disputes')}</dt>
          <dd className="clause">{contract.disputes}</dd>
        </>
      )}
      {trades.length > 0 && (
        <>
          <dt>{t('deal.trades')}</dt>
          <dd className="figures">{trades.join(', ')}</dd>
        </>
      )}
      <dt>{t('deal.through')}</dt>
      <dd>{dateWithWeekday(deal.through, language)}</dd>
    </dl>
  );
}

function StepList({ deal }: { deal: Deal }) {
  const { t, say } = useText();
  return (
    <ol className="orders deal-steps">
      {deal.steps.map(step => (
        <li key={`${step.position}-${step.kind}`}>
          <span className="figures muted small">
            <Why reason={{ position: step.position }}>{chinaTime(step.instant)}</Why>
          </span>
          <span>
            {say(step.by.name)} {t(`deal.did.${step.kind}`)}
            {step.reason && <span className="muted">：{say(step.reason)}</span>}
          </span>
          <span className="figures">
            {price(step.priceFen)} × {fullTonnes(step.tonnes)} t
          </span>
        </li>
      ))}
    </ol>
  );
}
