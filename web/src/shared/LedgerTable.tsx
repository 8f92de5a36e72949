import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Pagination, Popover, Table, type TableColumnType } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Page } from '../api/types';
import { useText } from '../i18n/text';
import { FileLink } from './FileLink';
import type { Ledger } from './ledger';
import { Answer, Nothing } from './states';
import { usePhone } from './usePhone';

export interface LedgerColumn<R> {
  key: string;
  title: string;
  /** Numbers stand right. */
  number?: boolean;
  sortable?: boolean;
  /** Not shown until chosen. */
  optional?: boolean;
  /** Cannot be hidden, and stays when the table scrolls sideways. */
  lead?: boolean;
  width?: number;
  cell: (row: R) => ReactNode;
  total?: ReactNode;
}

interface Props<R, P extends Page<R>> {
  /** Under this name the column choice is kept. */
  id: string;
  ledger: Ledger<P>;
  columns: LedgerColumn<R>[];
  rowKey: (row: R) => string;
  filters?: ReactNode;
  /** How a row reads on a phone. */
  card: (row: R) => ReactNode;
  label: string;
  onRow?: (row: R) => void;
  exportable?: boolean;
  /** About how many rows there will be: the height kept while they come. */
  expected?: number;
  /** What to say when there is nothing at all, with no filter to loosen. */
  none?: { title: string; help: string };
}

function keptChoice(id: string): string[] | null {
  try {
    return JSON.parse(localStorage.getItem(`chutan.columns.${id}`) ?? 'null') as string[] | null;
  } catch {
    return null;
  }
}

/** Filter, sort, choose columns, read the totals, export, link. On a phone the rows become cards. */
export function LedgerTable<R extends object, P extends Page<R>>(props: Props<R, P>) {
  const { id, ledger, columns, filters, card, rowKey, exportable = true, expected = 12 } = props;
  const { t } = useText();
  const phone = usePhone();
  const [chosen, setChosen] = useState(() => keptChoice(id) ?? columns.filter(c => !c.optional).map(c => c.key));
  const filtered = Object.keys(ledger.filters).some(name => name !== 'sort');
  const shown = columns.filter(column => column.lead || chosen.includes(column.key));
  const choose = (keys: string[]) => {
    setChosen(keys);
    try {
      localStorage.setItem(`chutan.columns.${id}`, JSON.stringify(keys));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  return (
    <div className="ledger">
      <div className="ledger-bar">
        <div className="ledger-filters">{filters}</div>
        <div className="ledger-tools">
          {!phone && <ColumnChoice columns={columns} chosen={chosen} choose={choose} />}
          {exportable && <ExportMenu ledger={ledger} />}
        </div>
      </div>
      <Answer state={ledger.state} rows={expected}>
        {page => (
          <>
            {page.items.length === 0 ? (
              <Nothing title={filtered ? t('ledger.nothing') : (props.none?.title ?? t('ledger.empty'))}>
                {filtered ? t('ledger.nothing.help') : props.none?.help}
              </Nothing>
            ) : phone ? (
              <ul className="cards">
                {page.items.map(row => (
                  <li key={rowKey(row)}>{card(row)}</li>
                ))}
              </ul>
            ) : (
              <Rows {...props} shown={shown} rows={page.items} />
            )}
            <div className="ledger-foot">
              <span className="figures muted">{t('ledger.rows', { total: page.total.toLocaleString('en-US') })}</span>
              {page.total > page.items.length && (
                <Pagination
                  size="small"
                  simple={phone}
                  current={ledger.page}
                  pageSize={ledger.size}
                  total={page.total}
                  showSizeChanger={!phone}
                  pageSizeOptions={[25, 50, 100, 200, 500]}
                  onChange={(number, size) => ledger.change({ page: String(number), size: String(size) })}
                />
              )}
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows<R extends object, P extends Page<R>>(props: Props<R, P> & { shown: LedgerColumn<R>[]; rows: R[] }) {
  const { shown, rows, ledger, rowKey, onRow, label } = props;
  const hasTotals = shown.some(column => column.total !== undefined);
  const antColumns = shown.map<TableColumnType<R>>(column => ({
    key: column.key,
    title: column.title,
    align: column.number ? 'right' : 'left',
    className: column.number ? 'figures' : '',
    ...(column.width ? { width: column.width } : {}),
    ...(column.lead ? { fixed: 'left' as const } : {}),
    sorter: column.sortable ?? false,
    sortOrder: ledger.sort === column.key ? 'ascend' : ledger.sort === `-${column.key}` ? 'descend' : null,
    sortDirections: column.number ? ['descend', 'ascend'] : ['ascend', 'descend'],
    render: (_: unknown, row: R) => column.cell(row),
  }));
  return (
    <Table<R>
      aria-label={label}
      size="small"
      columns={antColumns}
      dataSource={rows}
      rowKey={rowKey}
      pagination={false}
      sticky={{ offsetHeader: 0 }}
      scroll={{ x: 'max-content' }}
      showSorterTooltip={false}
      {...(onRow ? { rowClassName: 'clickable', onRow: (row: R) => ({ onClick: () => onRow(row) }) } : {})}
      onChange={(_, __, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        const sort = one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : null;
        ledger.change({ sort });
      }}
      {...(hasTotals
        ? {
            summary: () => (
              <Table.Summary fixed="bottom">
                <Table.Summary.Row className="totals">
                  {shown.map((column, i) => (
                    <Table.Summary.Cell key={column.key} index={i} align={column.number ? 'right' : 'left'}>
                      <span className="figures">{column.total}</span>
                    </Table.Summary.Cell>
                  ))}
                </Table.Summary.Row>
              </Table.Summary>
            ),
          }
        : {})}
    />
  );
}

function ColumnChoice<R>(props: { columns: LedgerColumn<R>[]; chosen: string[]; choose: (keys: string[]) => void }) {
  const { t } = useText();
  const options = props.columns.filter(c => !c.lead).map(c => ({ value: c.key, label: c.title }));
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group className="column-choice" options={options} value={props.chosen} onChange={props.choose} />
      }
    >
      <Button icon={<SettingOutlined aria-hidden />}>{t('ledger.columns')}</Button>
    </Popover>
  );
}

function ExportMenu<P>({ ledger }: { ledger: Ledger<P> }) {
  const { t } = useText();
  const items = (['csv', 'xlsx'] as const).map(format => ({
    key: format,
    label: (
      <FileLink path={ledger.path} query={ledger.filters} format={format}>
        {t(`ledger.export.${format}`)}
      </FileLink>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined aria-hidden />}>{t('ledger.export')}</Button>
    </Dropdown>
  );
}
