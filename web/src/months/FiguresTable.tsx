import { apiUrl } from '../api/client';
import type { FormFigure, FormTable, MonthContent, MonthForm, MonthRow, Text } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { columnsOf, methodFor, tableOf } from './draft';
import { unitText } from './units';

/** The figures of a month, one group a row: what the row is stands above it, its figures below with unit, evidence and
 * how they were come by. */
export function FiguresTable({ content, form }: { content: MonthContent; form: MonthForm | null }) {
  const { t } = useText();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('months.figures')}>
      <table className="month-table">
        <thead>
          <tr>
            <th scope="col">{t('months.figures')}</th>
            <th scope="col" className="number">
              {t('methods.value')}
            </th>
            <th scope="col">{t('months.acquisition')}</th>
            <th scope="col">{t('months.evidence')}</th>
          </tr>
        </thead>
        {content.rows.map((row, i) => (
          <Group
            key={i}
            at={i}
            row={row}
            table={form ? tableOf(form, row) : undefined}
            asked={form ? columnsOf(form, row) : []}
            method={form && form.modules.length > 0 ? methodFor(form, row.facility).methodologyName : null}
          />
        ))}
      </table>
    </div>
  );
}

function Group(props: {
  at: number;
  row: MonthRow;
  table: FormTable | undefined;
  asked: FormFigure[];
  /** Named where the plan has several methodologies. */
  method: Text | null;
}) {
  const { at, row, table, asked, method } = props;
  const { t, say } = useText();
  const place = (column: string) => `rows[${at}].${column}`;
  const columns = row.figures.map(figure => ({ figure, column: asked.find(one => one.name === figure.column) }));
  const choices = columns.filter(one => one.column && one.column.options.length > 0 && one.figure.text !== '');
  const measured = columns.filter(one => !one.column || one.column.options.length === 0);
  return (
    <tbody>
      <tr className="month-group">
        <th scope="rowgroup" colSpan={4}>
          {table ? say(table.label) : t('months.figures')}
          {choices.map(({ figure, column }) => (
            <span key={figure.column} title={say(column?.label)} data-place={place(figure.column)}>
              {' · '}
              {say(column?.options.find(one => one.code === figure.text)?.label) || figure.text}
            </span>
          ))}{' '}
          <span className="small muted">
            {row.facility || t('months.whole')}
            {method && ` · ${say(method)}`}
          </span>
        </th>
      </tr>
      {measured.map(({ figure, column }) => (
        <tr key={figure.column} data-place={place(figure.column)}>
          <td className="month-name">
            {column ? say(column.label) : ''} <code>{figure.column}</code>
          </td>
          <td className="number figures">
            {grouped(figure.text)} <span className="unit">{unitText(figure.unit || column?.unit || '')}</span>
          </td>
          <td>{t(`months.acquisition.${figure.acquisition}`)}</td>
          <td className="month-hashes">
            {figure.evidence.map(one =>
              one.includes(':') ? (
                <code key={one}>{one.slice(one.indexOf(':') + 1)}</code>
              ) : (
                <a key={one} href={apiUrl(`/documents/${one}`)} title={one}>
                  <code>{one.slice(0, 10)}</code>
                </a>
              ),
            )}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
