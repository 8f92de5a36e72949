import { Button, Input, InputNumber, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Deal, DealMode, DealState, Page } from '../api/types';
import { useEvery } from '../api/useEvery';
import { chinaTime } from '../format/dates';
import { fenOf, fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, type Tone } from '../shared/marks';
import { Outcome } from '../workspace/Outcome';
import { useCommand, type CommandState } from '../workspace/useCommand';

const modes: DealMode[] = ['fixed-price', 'agreement', 'listing-agreement', 'block'];
const states: DealState[] = ['open', 'confirmed', 'traded', 'withdrawn', 'declined', 'lapsed'];
const directions = ['in', 'out'] as const;
const filterNames = ['direction', 'state', 'mode', 'q'] as const;
const tones: Record<DealState, Tone> = {
  open: 'info',
  traded: 'good',
  withdrawn: 'plain',
  confirmed: 'good',
  declined: 'bad',
  lapsed: 'plain',
};

/** While somebody looks, what others may change is read anew so often. */
const refreshEvery = 5_000;

export function DealStateMark({ deal }: { deal: Deal }) {
  const { t } = useText();
  return deal.answerable ? (
    <Mark tone="warn">{t('deal.yourAnswer')}</Mark>
  ) : (
    <Mark tone={tones[deal.state]}>{t(`deal.state.${deal.state}`)}</Mark>
  );
}

/** Everything the caller listed, proposed or received, and what may be done about it now. */
export function MyDeals({ changed }: { changed: () => void }) {
  const { t, say } = useText();
  const ledger = useLedger<Page<Deal>>('/me/deals', filterNames);
  const command = useCommand();
  useEvery(refreshEvery, true, ledger.state.reload);
  const done = () => {
    ledger.state.reload();
    changed();
  };
  const other = (deal: Deal) => say((deal.mine ? deal.counterparty : deal.owner)?.name) || t('deal.anybody');
  const actions = (deal: Deal) => <DealActions deal={deal} command={command} done={done} />;
  const columns: LedgerColumn<Deal>[] = [
    { key: 'id', title: t('deal.number'), lead: true, width: 80, cell: row => <DealLink deal={row} /> },
    { key: 'mode', title: t('deal.mode'), sortable: true, cell: row => t(`deal.mode.${row.mode}`) },
    { key: 'side', title: t('deal.iDo'), cell: row => <Doing deal={row} /> },
    { key: 'other', title: t('deal.counterparty'), cell: other },
    { key: 'priceFen', title: t('deal.price'), number: true, sortable: true, cell: row => price(row.priceFen) },
    { key: 'tonnes', title: t('order.tonnes'), number: true, sortable: true, cell: row => fullTonnes(row.tonnes) },
    { key: 'remaining', title: t('deal.left'), number: true, optional: true, cell: row => fullTonnes(row.remaining) },
    { key: 'state', title: t('deal.status'), sortable: true, cell: row => <DealStateMark deal={row} /> },
    { key: 'through', title: t('deal.through'), sortable: true, cell: row => row.through },
    { key: 'instant', title: t('table.time'), optional: true, cell: row => chinaTime(row.instant) },
    { key: 'act', title: t('deal.act'), cell: actions },
  ];
  return (
    <>
      <Outcome command={command} />
      <LedgerTable<Deal, Page<Deal>>
        id="deals"
        none={{ title: t('deal.mine.none'), help: t('deal.mine.none.help') }}
        label={t('deal.mine')}
        ledger={ledger}
        columns={columns}
        rowKey={row => row.id}
        filters={<Filters ledger={ledger} />}
        card={row => (
          <>
            <p className="card-head">
              <span>
                <DealLink deal={row} /> <Doing deal={row} />{' '}
                <span className="figures">
                  {price(row.priceFen)} × {fullTonnes(row.tonnes)} t
                </span>
              </span>
              <DealStateMark deal={row} />
            </p>
            <p className="small muted">
              {t(`deal.mode.${row.mode}`)} · {other(row)} · {row.through}
            </p>
            {actions(row)}
          </>
        )}
      />
    </>
  );
}

function Filters({ ledger }: { ledger: ReturnType<typeof useLedger<Page<Deal>>> }) {
  const { t } = useText();
  return (
    <>
      <FilterSelect
        ledger={ledger}
        name="direction"
        label={t('deal.direction')}
        options={directions.map(value => ({ value, label: t(`deal.direction.${value}`) }))}
      />
      <FilterSelect
        ledger={ledger}
        name="state"
        label={t('deal.status')}
        options={states.map(value => ({ value, label: t(`deal.state.${value}`) }))}
      />
      <FilterSelect
        ledger={ledger}
        name="mode"
        label={t('deal.mode')}
        options={modes.map(value => ({ value, label: t(`deal.mode.${value}`) }))}
      />
    </>
  );
}

function DealLink({ deal }: { deal: Deal }) {
  return <Link to={`/deals/${deal.id}`}>#{deal.id}</Link>;
}

/** Buying or selling, from the caller's own side. */
function Doing({ deal }: { deal: Deal }) {
  const { t } = useText();
  const side = deal.mine ? deal.side : deal.side === 'sell' ? 'buy' : 'sell';
  return <span className={side === 'buy' ? 'up' : 'down'}>{t(`order.${side}`)}</span>;
}

/** Confirm, counter, decline, withdraw: what is open to the caller now. */
export function DealActions(props: { deal: Deal; command: CommandState; done: () => void }) {
  const { deal, command, done } = props;
  const { t } = useText();
  const send = async (method: 'POST' | 'DELETE', path: string, body?: unknown) => {
    if (await command.send(method, path, body)) done();
  };
  if (deal.state !== 'open') return null;
  if (!deal.answerable) {
    return deal.mine ? (
      <Button size="small" loading={command.sending} onClick={() => void send('DELETE', `/deals/${deal.id}`)}>
        {t('deal.withdraw')}
      </Button>
    ) : null;
  }
  const confirms = deal.mode === 'agreement' || deal.mode === 'block';
  return (
    <span className="deal-actions">
      <Button
        size="small"
        type="primary"
        loading={command.sending}
        onClick={() =>
          void (confirms
            ? send('POST', `/deals/${deal.id}/confirmation`)
            : send('POST', `/deals/${deal.id}/takings`, { tonnes: deal.remaining }))
        }
      >
        {t(confirms ? 'deal.confirm' : 'deal.takeAll')}
      </Button>
      {deal.mode === 'block' && <Counter deal={deal} send={body => send('POST', `/deals/${deal.id}/counter`, body)} />}
      <Decline send={reason => send('POST', `/deals/${deal.id}/refusal`, { reason })} />
    </span>
  );
}

function Counter(props: { deal: Deal; send: (body: unknown) => Promise<void> }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [priceText, setPriceText] = useState(price(props.deal.priceFen));
  const [tonnes, setTonnes] = useState<number | null>(props.deal.tonnes);
  const priceFen = fenOf(priceText);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="ticket take"
          onSubmit={event => {
            event.preventDefault();
            setOpen(false);
            if (priceFen !== null && tonnes) void props.send({ priceFen, tonnes });
          }}
        >
          <label>
            <span>{t('deal.price')}</span>
            <Input inputMode="decimal" value={priceText} onChange={event => setPriceText(event.target.value)} />
          </label>
          <label>
            <span>{t('order.tonnes')}</span>
            <InputNumber<number> min={1} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
          </label>
          <Button type="primary" htmlType="submit" disabled={priceFen === null || !tonnes}>
            {t('deal.counter')}
          </Button>
        </form>
      }
    >
      <Button size="small">{t('deal.counter')}</Button>
    </Popover>
  );
}

function Decline({ send }: { send: (reason: string) => Promise<void> }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="ticket take"
          onSubmit={event => {
            event.preventDefault();
            setOpen(false);
            void send(reason.trim());
          }}
        >
          <label>
            <span>{t('deal.declineWhy')}</span>
            <Input maxLength={200} value={reason} onChange={event => setReason(event.target.value)} />
          </label>
          <Button danger htmlType="submit" disabled={!reason.trim()}>
            {t('deal.decline')}
          </Button>
        </form>
      }
    >
      <Button size="small">{t('deal.decline')}</Button>
    </Popover>
  );
}
