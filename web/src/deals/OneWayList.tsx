import { Link } from 'react-router';
import type { OneWay, OneWayState, Page, Side } from '../api/types';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, type Tone } from '../shared/marks';

const states: OneWayState[] = ['announced', 'open', 'traded', 'unsold', 'cancelled', 'lapsed', 'void'];
const filterNames = ['state', 'side'] as const;
const sides: Side[] = ['sell', 'buy'];

const tones: Record<OneWayState, Tone> = {
  announced: 'plain',
  open: 'info',
  traded: 'good',
  unsold: 'warn',
  cancelled: 'plain',
  lapsed: 'plain',
  void: 'bad',
};

/** How far a session has come, in words, with a shape and a colour. */
export function OneWayStateMark({ state }: { state: OneWayState }) {
  const { t } = useText();
  return <Mark tone={tones[state]}>{t(`oneWay.state.${state}`)}</Mark>;
}

/** What the initiator does. */
export function OneWaySide({ side }: { side: Side }) {
  const { t } = useText();
  return <span className={side === 'buy' ? 'up' : 'down'}>{t(`oneWay.side.${side}`)}</span>;
}

/** Date and hours of the bidding. */
export function hoursOf(session: OneWay): string {
  return `${session.date} ${session.from.slice(0, 5)}–${session.until.slice(0, 5)}`;
}

/** All sessions of one-way bidding, newest first. */
export function OneWayList() {
  const { t, say } = useText();
  const ledger = useLedger<Page<OneWay>>('/deals/one-way', filterNames);
  const columns: LedgerColumn<OneWay>[] = [
    {
      key: 'id',
      title: t('deal.number'),
      lead: true,
      width: 80,
      cell: row => <Link to={`/deals/one-way/${row.id}`}>#{row.id}</Link>,
    },
    { key: 'state', title: t('deal.status'), sortable: true, cell: row => <OneWayStateMark state={row.state} /> },
    { key: 'side', title: t('oneWay.initiator'), sortable: true, cell: row => <OneWaySide side={row.side} /> },
    { key: 'tonnes', title: t('order.tonnes'), number: true, sortable: true, cell: row => fullTonnes(row.tonnes) },
    { key: 'startFen', title: t('oneWay.start'), number: true, cell: row => price(row.startFen) },
    {
      key: 'bestFen',
      title: t('oneWay.best'),
      number: true,
      cell: row => (row.bestFen === null ? '—' : price(row.bestFen)),
    },
    { key: 'bids', title: t('oneWay.bids'), number: true, cell: row => row.bids },
    { key: 'traded', title: t('oneWay.traded'), number: true, cell: row => fullTonnes(row.traded) },
    { key: 'date', title: t('oneWay.hours'), sortable: true, cell: row => <span className="figures">{hoursOf(row)}</span> },
    { key: 'owner', title: t('oneWay.owner'), optional: true, cell: row => say(row.owner) || '—' },
  ];
  return (
    <LedgerTable<OneWay, Page<OneWay>>
      id="one-way"
      none={{ title: t('oneWay.none'), help: t('oneWay.none.help') }}
      label={t('deal.mode.one-way')}
      ledger={ledger}
      columns={columns}
      rowKey={row => row.id}
      filters={
        <>
          <FilterSelect
            many
            ledger={ledger}
            name="state"
            label={t('deal.status')}
            options={states.map(state => ({ value: state, label: t(`oneWay.state.${state}`) }))}
          />
          <FilterSelect
            ledger={ledger}
            name="side"
            label={t('oneWay.initiator')}
            options={sides.map(side => ({ value: side, label: t(`oneWay.side.${side}`) }))}
          />
        </>
      }
      card={row => (
        <>
          <p className="card-head">
            <Link to={`/deals/one-way/${row.id}`}>
              #{row.id} <OneWaySide side={row.side} /> <span className="figures">{fullTonnes(row.tonnes)} t</span>
            </Link>
            <OneWayStateMark state={row.state} />
          </p>
          <p className="small muted figures">
            {t('oneWay.start')} {price(row.startFen)} · {t('oneWay.bids')} {row.bids} · {hoursOf(row)}
          </p>
        </>
      )}
    />
  );
}
