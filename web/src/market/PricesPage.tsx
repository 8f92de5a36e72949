import { DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import type { MarketDay, MarketMonth, Page } from '../api/types';
import { useText } from '../i18n/text';
import { Change, FullTonnes, Price, ShortMoney } from '../shared/figures';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame } from '../shared/page';
import { decisionOf, Why } from '../shared/why';
import { BulletinPanel } from './BulletinPanel';
import { IndexPanel } from './IndexPanel';
import { PriceHistory } from './PriceHistory';

const dayFilters = ['from', 'through'] as const;
const none = [] as const;
const newestFirst = { sort: '-date' };

export default function PricesPage() {
  const { t } = useText();
  const [parameters, setParameters] = useSearchParams();
  const monthly = parameters.get('by') === 'month';
  return (
    <PageFrame title={t('nav.prices')} lead={t('prices.lead')}>
      <PriceHistory />
      <BulletinPanel />
      <IndexPanel />
      <Segmented
        className="switch"
        value={monthly ? 'month' : 'day'}
        onChange={value => setParameters(value === 'month' ? { by: 'month' } : {}, { replace: true })}
        options={[
          { value: 'day', label: t('prices.byDay') },
          { value: 'month', label: t('prices.byMonth') },
        ]}
      />
      {monthly ? <Months /> : <Days />}
    </PageFrame>
  );
}

function Days() {
  const { t } = useText();
  const ledger = useLedger<Page<MarketDay>>('/market/days', dayFilters, newestFirst);
  const [from] = ledger.values('from');
  const [through] = ledger.values('through');
  const columns: LedgerColumn<MarketDay>[] = [
    {
      key: 'date',
      title: t('table.date'),
      lead: true,
      sortable: true,
      cell: row => (
        <Why reason={decisionOf(row.position)}>
          <span className="figures">{row.date}</span>
        </Why>
      ),
    },
    {
      key: 'closeFen',
      title: t('market.closeUnit'),
      number: true,
      sortable: true,
      cell: row => <Price value={row.closeFen} unit={false} />,
    },
    {
      key: 'change',
      title: t('market.change'),
      number: true,
      cell: row => <Change now={row.closeFen} before={row.previousCloseFen} />,
    },
    { key: 'openFen', title: t('market.open'), number: true, cell: row => <Price value={row.openFen} unit={false} /> },
    { key: 'highFen', title: t('market.high'), number: true, cell: row => <Price value={row.highFen} unit={false} /> },
    { key: 'lowFen', title: t('market.low'), number: true, cell: row => <Price value={row.lowFen} unit={false} /> },
    { key: 'vwapFen', title: t('market.vwap'), number: true, cell: row => <Price value={row.vwapFen} unit={false} /> },
    {
      key: 'volume',
      title: t('market.volumeT'),
      number: true,
      sortable: true,
      cell: row => <FullTonnes value={row.volume} />,
    },
    {
      key: 'turnoverFen',
      title: t('market.turnover'),
      number: true,
      sortable: true,
      cell: row => <ShortMoney value={row.turnoverFen} />,
    },
    { key: 'trades', title: t('market.tradesCount'), number: true, optional: true, cell: row => row.trades },
    {
      key: 'limitUpFen',
      title: t('market.limitUp'),
      number: true,
      optional: true,
      cell: row => <Price value={row.limitUpFen} unit={false} />,
    },
    {
      key: 'limitDownFen',
      title: t('market.limitDown'),
      number: true,
      optional: true,
      cell: row => <Price value={row.limitDownFen} unit={false} />,
    },
  ];
  return (
    <LedgerTable<MarketDay, Page<MarketDay>>
      id="days"
      label={t('prices.byDay')}
      ledger={ledger}
      columns={columns}
      rowKey={row => row.date}
      filters={
        <DatePicker.RangePicker
          allowEmpty
          value={[from ? dayjs(from) : null, through ? dayjs(through) : null]}
          onChange={range =>
            ledger.change({
              from: range?.[0]?.format('YYYY-MM-DD') ?? null,
              through: range?.[1]?.format('YYYY-MM-DD') ?? null,
            })
          }
        />
      }
      card={row => (
        <>
          <p className="card-head">
            <Why reason={decisionOf(row.position)}>
              <span className="figures">{row.date}</span>
            </Why>
            <Price value={row.closeFen} />
          </p>
          <p className="card-line">
            <Change now={row.closeFen} before={row.previousCloseFen} />
            <span className="muted">
              <FullTonnes value={row.volume} unit />
            </span>
          </p>
        </>
      )}
    />
  );
}

function Months() {
  const { t } = useText();
  const ledger = useLedger<Page<MarketMonth>>('/market/months', none);
  const columns: LedgerColumn<MarketMonth>[] = [
    { key: 'month', title: t('table.month'), lead: true, cell: row => <span className="figures">{row.month}</span> },
    { key: 'tradingDays', title: t('market.tradingDays'), number: true, cell: row => row.tradingDays },
    {
      key: 'volume',
      title: t('market.volumeT'),
      number: true,
      sortable: true,
      cell: row => <FullTonnes value={row.volume} />,
    },
    {
      key: 'turnoverFen',
      title: t('market.turnover'),
      number: true,
      sortable: true,
      cell: row => <ShortMoney value={row.turnoverFen} />,
    },
    {
      key: 'averagePriceFen',
      title: t('market.averageUnit'),
      number: true,
      cell: row => <Price value={row.averagePriceFen} unit={false} />,
    },
    { key: 'lowFen', title: t('market.low'), number: true, cell: row => <Price value={row.lowFen} unit={false} /> },
    { key: 'highFen', title: t('market.high'), number: true, cell: row => <Price value={row.highFen} unit={false} /> },
    {
      key: 'closeFen',
      title: t('market.closeUnit'),
      number: true,
      cell: row => <Price value={row.closeFen} unit={false} />,
    },
  ];
  return (
    <LedgerTable<MarketMonth, Page<MarketMonth>>
      id="months"
      label={t('prices.byMonth')}
      ledger={ledger}
      columns={columns}
      rowKey={row => row.month}
      card={row => (
        <>
          <p className="card-head">
            <span className="figures">{row.month}</span>
            <Price value={row.averagePriceFen} />
          </p>
          <p className="card-line muted">
            <FullTonnes value={row.volume} unit />
            <ShortMoney value={row.turnoverFen} />
          </p>
        </>
      )}
    />
  );
}
