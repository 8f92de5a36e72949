import type { AuctionAward, Page } from '../api/types';
import { useText } from '../i18n/text';
import { FullTonnes, Price, ShortMoney } from '../shared/figures';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';

const none = [] as const;

/** What each bid came to. Names stand only where the reader may know them. */
export function Awards({ id }: { id: number }) {
  const { t, say } = useText();
  const ledger = useLedger<Page<AuctionAward>>(`/auctions/${id}/awards`, none);
  const name = (row: AuctionAward) =>
    row.mine ? t('auction.me') : row.bidder ? say(row.bidder) : t('auction.bidNumber', { bid: row.bid });
  const status = (row: AuctionAward) =>
    [t(`auction.reason.${row.reason}`), row.payment && t(`auction.payment.${row.payment}`)]
      .filter(Boolean)
      .join(' · ');
  const columns: LedgerColumn<AuctionAward>[] = [
    { key: 'bid', title: t('auction.bidder'), lead: true, cell: name },
    {
      key: 'priceFen',
      title: t('auction.priceUnit'),
      number: true,
      sortable: true,
      cell: row => <Price value={row.priceFen} unit={false} />,
    },
    { key: 'tonnes', title: t('auction.tonnesT'), number: true, cell: row => <FullTonnes value={row.tonnes} /> },
    { key: 'awarded', title: t('auction.awardedT'), number: true, cell: row => <FullTonnes value={row.awarded} /> },
    { key: 'paysFen', title: t('auction.pays'), number: true, cell: row => <ShortMoney value={row.paysFen} /> },
    { key: 'reason', title: t('auction.outcome'), cell: status },
  ];
  return (
    <LedgerTable<AuctionAward, Page<AuctionAward>>
      id="auction-awards"
      label={t('auction.awards')}
      ledger={ledger}
      columns={columns}
      rowKey={row => String(row.bid)}
      card={row => (
        <>
          <p className="card-head">
            <span>{name(row)}</span>
            <Price value={row.priceFen} />
          </p>
          <p className="card-line muted">
            <span>
              <FullTonnes value={row.awarded} /> / <FullTonnes value={row.tonnes} unit />
            </span>
            <span>{status(row)}</span>
          </p>
        </>
      )}
    />
  );
}
