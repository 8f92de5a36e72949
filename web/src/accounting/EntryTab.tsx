import { Button, InputNumber, Input, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AccountingSource, CompanyBooks, InventoryBook, InventoryMonth, ReferenceKind } from '../api/types';
import { chinaDate } from '../format/dates';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { usePhone } from '../shared/usePhone';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { ActivityImport } from './ActivityImport';
import { EntryDrawer } from './EntryDrawer';
import { Field, Table, monthsOfYear, plain, tonnes, unitName } from './parts';

interface Props {
  book: InventoryBook;
  company: CompanyBooks;
  path: string;
  changed: () => void;
}

/** The year as a grid of sources by months. A cell opens its figures; it lives in the address as `source-month`. */
export function EntryTab({ book, company, path, changed }: Props) {
  const { t } = useText();
  const phone = usePhone();
  const [parameters, setParameters] = useSearchParams();
  const [source, month] = (parameters.get('cell') ?? '').split('-').map(Number);
  const open = company.sources.find(one => one.id === source);
  const show = (cell: string | null) =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        if (cell) after.set('cell', cell);
        else after.delete('cell');
        return after;
      },
      { preventScrollReset: true },
    );
  const pick = (one: AccountingSource, at: number) => show(`${one.id}-${at}`);
  return (
    <>
      <p className="muted acc-help">{t('acc.entry.pick')}</p>
      {phone ? (
        <MonthCards book={book} company={company} pick={pick} />
      ) : (
        <Grid book={book} company={company} pick={pick} />
      )}
      {open && month && (
        <EntryDrawer
          key={`${open.id}-${month}`}
          book={book}
          company={company}
          source={open}
          month={month}
          path={path}
          close={() => show(null)}
          changed={changed}
        />
      )}
      {book.mine && !book.issued && book.revision === book.newest && (
        <ActivityImport book={book} path={path} changed={changed} />
      )}
      <References book={book} changed={changed} />
    </>
  );
}

interface GridProps {
  book: InventoryBook;
  company: CompanyBooks;
  pick: (source: AccountingSource, month: number) => void;
}

function runs(source: AccountingSource, company: CompanyBooks, year: number, month: number): boolean {
  const day = `${year}-${String(month).padStart(2, '0')}-01`;
  const stakes = company.sites.find(site => site.id === source.site)?.stakes ?? [];
  const held = stakes.filter(stake => stake.from <= day).at(-1);
  return (
    source.from <= day &&
    (source.closedFrom === null || day < source.closedFrom) &&
    held !== undefined &&
    held.cause !== 'divested' &&
    held.cause !== 'closed'
  );
}

/** Whether a month has begun when the page was asked for: before that nothing can be entered. */
function hasBegun(book: InventoryBook, month: number): boolean {
  return `${book.year}-${String(month).padStart(2, '0')}` <= chinaDate(book.asOf.instant).slice(0, 7);
}

function MonthState({ book, month }: { book: InventoryBook; month: InventoryMonth }) {
  const { t } = useText();
  if (!hasBegun(book, month.month)) return null;
  if (month.locked) return <span className="acc-state acc-locked">{t('acc.month.lockedShort')}</span>;
  if (month.reviewed) return <span className="acc-state acc-reviewed">{t('acc.month.reviewedShort')}</span>;
  if (month.entries === 0) return <span className="acc-state">{t('acc.month.empty')}</span>;
  if (month.missing.length > 0)
    return <span className="acc-state acc-missing">{t('acc.month.missing', { count: month.missing.length })}</span>;
  return <span className="acc-state acc-ready">{t('acc.month.ready')}</span>;
}

function Grid({ book, company, pick }: GridProps) {
  const { t, say } = useText();
  const entries = new Map(book.entries.map(entry => [`${entry.source}-${entry.month}`, entry]));
  return (
    <div className="acc-grid" tabIndex={0} role="region" aria-label={t('acc.tab.entry')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('acc.source')}</th>
            {book.months.map(month => (
              <th key={month.month} scope="col">
                {t('acc.month', { month: month.month })}
                <MonthState book={book} month={month} />
              </th>
            ))}
            <th scope="col">{t('acc.total')}</th>
          </tr>
        </thead>
        <tbody>
          {company.sources.map(source => {
            const own = book.entries.filter(entry => entry.source === source.id);
            return (
              <tr key={source.id}>
                <th scope="row">
                  {say(source.name)}
                  <span className="fact-note">
                    {t(`acc.scope${source.scope}` as 'acc.scope1')} ·{' '}
                    {say(company.sites.find(site => site.id === source.site)?.name)}
                  </span>
                </th>
                {monthsOfYear.map(month => {
                  const entry = entries.get(`${source.id}-${month}`);
                  const due = hasBegun(book, month) && runs(source, company, book.year, month);
                  return (
                    <td key={month}>
                      {entry || due ? (
                        <button
                          type="button"
                          className={entry ? `acc-cell acc-${entry.quality}` : 'acc-cell acc-due'}
                          aria-label={`${say(source.name)} ${t('acc.month', { month })}`}
                          onClick={() => pick(source, month)}
                        >
                          {entry ? tonnes(entry.location, 1) : '·'}
                        </button>
                      ) : null}
                    </td>
                  );
                })}
                <td className="figures right">
                  {tonnes(
                    own.reduce((sum, entry) => sum + entry.location, 0),
                    1,
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('acc.totalLocation')}</th>
            {book.months.map(month => (
              <td key={month.month} className="figures right">
                {month.entries > 0 ? tonnes(month.location, 1) : ''}
              </td>
            ))}
            <td className="figures right">{tonnes(book.totals.location, 1)}</td>
          </tr>
          <tr>
            <th scope="row">{t('acc.totalMarket')}</th>
            {book.months.map(month => (
              <td key={month.month} className="figures right">
                {month.entries > 0 ? tonnes(month.market, 1) : ''}
              </td>
            ))}
            <td className="figures right">{tonnes(book.totals.market, 1)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** On a phone one month at a time. */
function MonthCards({ book, company, pick }: GridProps) {
  const { t, say } = useText();
  const current = book.months.find(month => month.missing.length > 0 && month.entries > 0) ?? book.months[0]!;
  const [chosen, setChosen] = useState(current.month);
  const month = book.months[chosen - 1]!;
  return (
    <>
      <div className="entity-bar">
        <Select
          aria-label={t('table.month')}
          value={chosen}
          onChange={setChosen}
          options={monthsOfYear.map(value => ({ value, label: t('acc.month', { month: value }) }))}
        />
        <MonthState book={book} month={month} />
        <span className="figures">{tonnes(month.location, 1)} t</span>
      </div>
      <ul className="cards">
        {company.sources
          .filter(source => hasBegun(book, chosen) && runs(source, company, book.year, chosen))
          .map(source => {
            const entry = book.entries.find(one => one.source === source.id && one.month === chosen);
            return (
              <li key={source.id}>
                <button type="button" className="acc-card" onClick={() => pick(source, chosen)}>
                  <span>
                    {say(source.name)}
                    <span className="fact-note">{say(company.sites.find(site => site.id === source.site)?.name)}</span>
                  </span>
                  <span className="figures">{entry ? `${tonnes(entry.location, 1)} t` : t('acc.month.empty')}</span>
                </button>
              </li>
            );
          })}
      </ul>
    </>
  );
}

const kinds: ReferenceKind[] = ['output', 'revenue', 'area', 'staff'];
const usualUnit: Record<ReferenceKind, string> = { output: 't', revenue: '10^4CNY', area: 'm2', staff: 'person' };

function References({ book, changed }: { book: InventoryBook; changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const [kind, setKind] = useState<ReferenceKind>('output');
  const [product, setProduct] = useState('');
  const [quantity, setQuantity] = useState<number | null>(null);
  const [unit, setUnit] = useState('t');
  const send = async () => {
    const path = `/accounting/inventories/${book.year}/references`;
    if (await command.send('POST', path, { kind, product, quantity, unit })) changed();
  };
  return (
    <Section title={t('acc.references')}>
      {book.references.length > 0 && (
        <Table
          label={t('acc.references')}
          numbersFrom={2}
          head={[t('acc.reference.kind'), t('acc.product'), t('acc.reference.quantity')]}
          rows={book.references.map(one => [
            t(`acc.reference.${one.kind}`),
            one.product || '—',
            `${plain(one.quantity)} ${unitName(one.unit, language)}`,
          ])}
        />
      )}
      {book.mine && !book.issued && (
        <div className="ticket acc-row">
          <Field label={t('acc.reference.kind')}>
            <Select
              value={kind}
              onChange={value => {
                setKind(value);
                setUnit(usualUnit[value]);
              }}
              options={kinds.map(value => ({ value, label: t(`acc.reference.${value}`) }))}
            />
          </Field>
          {kind === 'output' && (
            <Field label={t('acc.product')}>
              <Input value={product} maxLength={100} onChange={event => setProduct(event.target.value)} />
            </Field>
          )}
          <Field label={t('acc.reference.quantity')}>
            <InputNumber min={0} value={quantity} onChange={setQuantity} />
          </Field>
          <Field label={t('acc.unit')}>
            <Input value={unit} maxLength={20} onChange={event => setUnit(event.target.value)} />
          </Field>
          <Button loading={command.sending} disabled={!quantity} onClick={() => void send()}>
            {t('acc.save')}
          </Button>
          <Outcome command={command} />
        </div>
      )}
    </Section>
  );
}
