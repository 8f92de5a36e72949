import { Link, Navigate } from 'react-router';
import type { MarketOverview, MyHoldings, MyOrder, Page, PendingTransfer } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Balances } from '../registry/Balances';
import { StatementTab } from '../registry/StatementTab';
import { Fact } from '../shared/figures';
import { PageFrame, Section } from '../shared/page';
import { Answer, Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { Desk } from './Desk';
import { OrderTicket } from './OrderTicket';
import { Orders } from './Orders';
import { PendingTransfers } from './PendingTransfers';
import { SurrenderForm } from './SurrenderForm';
import { TransferForm } from './TransferForm';

export default function WorkspacePage() {
  const { t, say } = useText();
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  const organisation = session.organisation;
  return (
    <PageFrame
      title={say(organisation?.name ?? session.displayName)}
      lead={[session.role && t(`role.${session.role}`), say(session.displayName)].filter(Boolean).join(' · ')}
    >
      {organisation?.account ? (
        <Company
          entityId={organisation.covered ? organisation.id : null}
          account={organisation.account}
          trades={session.role !== 'enterprise'}
        />
      ) : (
        <Desk role={session.role} />
      )}
    </PageFrame>
  );
}

/** What an account holds, and what may be done from it; a company outside the market only takes in and retires. */
function Company(props: { entityId: string | null; account: string; trades: boolean }) {
  const { entityId, account, trades } = props;
  const { t, language } = useText();
  const holdings = useApi<MyHoldings>('/me/holdings');
  const orders = useApi<Page<MyOrder>>('/me/orders', { size: 50 });
  const market = useApi<MarketOverview>('/market/overview');
  const transfers = useApi<Page<PendingTransfer>>('/me/transfers', { size: 100 });
  const changed = () => {
    holdings.reload();
    orders.reload();
    market.reload();
    transfers.reload();
  };
  return (
    <>
      {entityId && (
        <p>
          <Link to="/mrv/months">{t('months.title')}</Link> · <Link to="/mrv/plans">{t('plans.title')}</Link> ·{' '}
          <Link to="/mrv/reports">{t('annual.title')}</Link> · <Link to="/mrv/captures">{t('captures.title')}</Link> ·{' '}
          <Link to="/mrv/meters">{t('meters.title')}</Link>
        </p>
      )}
      <Section
        title={t('workspace.holdings')}
        actions={
          entityId && <Link to={`/entities/${encodeURIComponent(entityId)}`}>{t('workspace.myCompliance')}</Link>
        }
      >
        <Answer state={holdings} rows={4}>
          {mine => (
            <>
              <p className="muted">
                {t('statement.account')} <code>{mine.account}</code>
              </p>
              <Balances balances={mine.balances} />
              <p>
                <Link to="/money">{t('money.open')}</Link>
              </p>
              <dl className="facts">
                {(
                  [
                    ['workspace.cash', mine.cash.balanceFen],
                    ['workspace.reserved', mine.cash.reservedFen],
                    ['workspace.free', mine.cash.availableFen],
                  ] as const
                ).map(([label, fen]) => (
                  <Fact key={label} label={t(label)}>
                    <span className="figures">
                      {yuan(fen)} <span className="unit">{currency(language)}</span>
                    </span>
                  </Fact>
                ))}
              </dl>
            </>
          )}
        </Answer>
      </Section>
      {!trades && (
        <p>
          <Link to="/accounting">{t('nav.accounting')}</Link>
        </p>
      )}
      {trades && (
      <div className="split split-even">
        <Section title={t('order.title')}>
          <Answer state={market} rows={6}>
            {overview => <OrderTicket market={overview} holdings={holdings.data} changed={changed} />}
          </Answer>
        </Section>
        <Section title={t('order.mine')}>
          <Answer state={orders} rows={6}>
            {page => <Orders orders={page.items} changed={changed} />}
          </Answer>
        </Section>
      </div>
      )}
      {trades && (
      <div className="split split-even">
        {entityId && market.data && (
          <Section title={t('surrender.title')}>
            <SurrenderForm
              entityId={entityId}
              year={market.data.complianceYear}
              holdings={holdings.data}
              changed={changed}
            />
          </Section>
        )}
        <Section title={t('transfer.title')}>
          <TransferForm holdings={holdings.data} changed={changed} />
        </Section>
      </div>
      )}
      <Section title={t('transfers.title')}>
        <PendingTransfers account={account} state={transfers} changed={changed} />
      </Section>
      <Section title={t('entity.statement')}>
        <StatementTab
          accounts={[{ number: account, kind: { zh: '', en: '' }, state: 'open', holding: 0, available: 0 }]}
        />
      </Section>
    </>
  );
}
