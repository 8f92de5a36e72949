import { Button } from 'antd';
import { Link } from 'react-router';
import type { Auction, AuctionRevenue, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Fact, FullTonnes, Price, ShortMoney } from '../shared/figures';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { Phase } from './Phase';
import { SpendForm } from './SpendForm';

const filterNames = ['phase'] as const;

/** All auctions of the primary market, and what became of the money. */
export default function AuctionsPage() {
  const { t, say } = useText();
  const { session } = useSession();
  const officer = session?.role === 'regulator';
  const ledger = useLedger<Page<Auction>>('/auctions', filterNames);
  const columns: LedgerColumn<Auction>[] = [
    {
      key: 'title',
      title: t('auction.title'),
      lead: true,
      cell: row => <Link to={`/auctions/${row.id}`}>{say(row.title)}</Link>,
    },
    { key: 'phase', title: t('auction.phase'), cell: row => <Phase phase={row.phase} /> },
    { key: 'supply', title: t('auction.supplyT'), number: true, cell: row => <FullTonnes value={row.supply} /> },
    {
      key: 'reserveFen',
      title: t('auction.floorUnit'),
      number: true,
      cell: row => <Price value={row.reserveFen} unit={false} />,
    },
    {
      key: 'closes',
      title: t('auction.closes'),
      sortable: true,
      cell: row => <span className="figures">{chinaTime(row.closes).slice(0, 16)}</span>,
    },
    {
      key: 'clearingPriceFen',
      title: t('auction.clearingUnit'),
      number: true,
      cell: row => <Price value={row.clearingPriceFen} unit={false} />,
    },
    { key: 'sold', title: t('auction.soldT'), number: true, cell: row => <FullTonnes value={row.sold} /> },
    {
      key: 'revenueFen',
      title: t('auction.revenue'),
      number: true,
      cell: row => <ShortMoney value={row.revenueFen} />,
    },
  ];
  return (
    <PageFrame title={t('nav.auctions')} lead={t('auction.lead')} asOf={ledger.state.data?.asOf}>
      {(officer || session?.role === 'exchange') && (
        <p className="doing-line">
          {officer && (
            <Link to="/auctions/new">
              <Button type="primary">{t('announce.title')}</Button>
            </Link>
          )}
          <Link to="/auctions/groups">{t('group.title')}</Link>
        </p>
      )}
      <LedgerTable<Auction, Page<Auction>>
        id="auctions"
        expected={4}
        label={t('nav.auctions')}
        ledger={ledger}
        columns={columns}
        rowKey={row => String(row.id)}
        card={row => (
          <>
            <p className="card-head">
              <Link to={`/auctions/${row.id}`}>{say(row.title)}</Link>
              <Phase phase={row.phase} />
            </p>
            <p className="card-line muted">
              <FullTonnes value={row.sold ?? row.supply} unit />
              <Price value={row.clearingPriceFen ?? row.reserveFen} />
            </p>
          </>
        )}
      />
      <div className="after-ledger">
        <Revenue spends={officer} />
      </div>
    </PageFrame>
  );
}

function Revenue({ spends }: { spends: boolean }) {
  const { t } = useText();
  const state = useApi<AuctionRevenue>('/auctions/revenue');
  return (
    <Section title={t('auction.money')}>
      <p className="prose">{t('auction.money.help')}</p>
      <Answer state={state} rows={3}>
        {revenue => (
          <>
            <dl className="facts">
              <Fact label={t('auction.money.balance')}>
                <ShortMoney value={revenue.balanceFen} />
              </Fact>
              {revenue.uses.map(use => (
                <Fact key={use.use} label={t(`auction.use.${use.use}`)}>
                  <ShortMoney value={use.spentFen} />
                </Fact>
              ))}
            </dl>
            {spends && <SpendForm revenue={revenue} changed={state.reload} />}
          </>
        )}
      </Answer>
    </Section>
  );
}
