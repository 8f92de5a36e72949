import { Button, InputNumber, Popover } from 'antd';
import { useState } from 'react';
import type { BoardLine, DealMode, Page, Side } from '../api/types';
import { useEvery } from '../api/useEvery';
import { chinaTime } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark } from '../shared/marks';
import { Outcome } from '../workspace/Outcome';
import { useCommand, type CommandState } from '../workspace/useCommand';

const modes: DealMode[] = ['fixed-price', 'listing-agreement'];
const sides: Side[] = ['sell', 'buy'];
const filterNames = ['mode', 'side', 'q'] as const;

/** While somebody looks, what others may change is read anew so often. */
const refreshEvery = 5_000;

/** Open public listings. A participant takes all or part of one on the spot. */
export function Board({ trader, changed }: { trader: boolean; changed: () => void }) {
  const { t, say } = useText();
  const ledger = useLedger<Page<BoardLine>>('/deals/board', filterNames);
  const command = useCommand();
  useEvery(refreshEvery, true, ledger.state.reload);
  const act = (row: BoardLine) => (
    <Act
      row={row}
      trader={trader}
      command={command}
      done={() => {
        ledger.state.reload();
        changed();
      }}
    />
  );
  const columns: LedgerColumn<BoardLine>[] = [
    { key: 'id', title: t('deal.number'), lead: true, width: 80, cell: row => `#${row.id}` },
    { key: 'mode', title: t('deal.mode'), sortable: true, cell: row => t(`deal.mode.${row.mode}`) },
    { key: 'side', title: t('order.side'), sortable: true, cell: row => <SideWord side={row.side} /> },
    { key: 'priceFen', title: t('deal.price'), number: true, sortable: true, cell: row => price(row.priceFen) },
    { key: 'remaining', title: t('deal.left'), number: true, sortable: true, cell: row => fullTonnes(row.remaining) },
    {
      key: 'minimum',
      title: t('deal.minimum'),
      number: true,
      cell: row => fullTonnes(Math.min(row.minimum, row.remaining)),
    },
    { key: 'owner', title: t('deal.owner'), cell: row => say(row.owner) || '—' },
    { key: 'instant', title: t('table.time'), optional: true, cell: row => chinaTime(row.instant) },
    { key: 'act', title: t('deal.act'), cell: act },
  ];
  return (
    <>
      <Outcome command={command} />
      <LedgerTable<BoardLine, Page<BoardLine>>
        id="board"
        none={{ title: t('deal.board.none'), help: t('deal.board.none.help') }}
        label={t('deal.board')}
        ledger={ledger}
        columns={columns}
        rowKey={row => row.id}
        filters={
          <>
            <FilterSelect
              many
              ledger={ledger}
              name="mode"
              label={t('deal.mode')}
              options={modes.map(mode => ({ value: mode, label: t(`deal.mode.${mode}`) }))}
            />
            <FilterSelect
              ledger={ledger}
              name="side"
              label={t('order.side')}
              options={sides.map(side => ({ value: side, label: t(`order.${side}`) }))}
            />
          </>
        }
        card={row => (
          <>
            <p className="card-head">
              <span>
                <SideWord side={row.side} /> <span className="figures">{price(row.priceFen)}</span> ×{' '}
                <span className="figures">{fullTonnes(row.remaining)} t</span>
              </span>
              <span className="muted">{t(`deal.mode.${row.mode}`)}</span>
            </p>
            <p className="small muted">
              #{row.id} {say(row.owner)} · {t('deal.minimum')} {fullTonnes(Math.min(row.minimum, row.remaining))} t
            </p>
            {act(row)}
          </>
        )}
      />
    </>
  );
}

function SideWord({ side }: { side: Side }) {
  const { t } = useText();
  return <span className={side === 'buy' ? 'up' : 'down'}>{t(`order.${side}`)}</span>;
}

function Act(props: { row: BoardLine; trader: boolean; command: CommandState; done: () => void }) {
  const { row, trader, command, done } = props;
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [tonnes, setTonnes] = useState<number | null>(row.remaining);
  if (!trader) return <span className="muted small">{t('deal.signInToTake')}</span>;
  const send = async (method: 'POST' | 'DELETE', path: string, body?: unknown) => {
    setOpen(false);
    await command.send(method, path, body);
    done(); // refused, too: somebody else has been quicker, and the board shows it
  };
  if (row.mine) {
    return (
      <Button size="small" loading={command.sending} onClick={() => void send('DELETE', `/deals/${row.id}`)}>
        {t('deal.withdraw')}
      </Button>
    );
  }
  if (!row.choosable) return <Mark tone="plain">{t('deal.beyondLevels')}</Mark>;
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={now => {
        if (now) setTonnes(row.remaining);
        setOpen(now);
      }}
      content={
        <form
          className="ticket take"
          onSubmit={event => {
            event.preventDefault();
            if (tonnes) void send('POST', `/deals/${row.id}/takings`, { tonnes });
          }}
        >
          <label>
            <span>{t('deal.takeHow')}</span>
            <InputNumber<number> min={1} max={row.remaining} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
          </label>
          <Button type="primary" htmlType="submit" disabled={!tonnes}>
            {t(row.side === 'sell' ? 'order.placeBuy' : 'order.placeSell', { tonnes: tonnes ? fullTonnes(tonnes) : '—' })}
          </Button>
        </form>
      }
    >
      <Button size="small" type="primary" ghost>
        {t(row.side === 'sell' ? 'deal.takeSell' : 'deal.takeBuy')}
      </Button>
    </Popover>
  );
}
