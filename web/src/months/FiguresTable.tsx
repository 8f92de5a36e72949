import type { FormTable, MonthContent } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';

/** The figures of a month, row by row, with unit, evidence and how they were come by. */
export function FiguresTable({ content, tables }: { content: MonthContent; tables: FormTable[] }) {
  const { t, say } = useText();
  return (
    <div className="table-scroll">
      <table className="month-table">
        <thead>
          <tr>
            <th>{t('months.figures')}</th>
            <th>{t('months.facility')}</th>
            <th className="number">{t('methods.value')}</th>
            <th>{t('months.acquisition')}</th>
            <th>{t('months.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {content.rows.flatMap((row, i) => {
            const table = tables.find(one => one.name === row.table);
            return row.figures.map(one => {
              const column = table?.columns.find(c => c.name === one.column);
              return (
                <tr key={`${i}-${one.column}`}>
                  <td>
                    {column ? say(column.label) : ''} <code>{one.column}</code>
                  </td>
                  <td>{row.facility || t('months.whole')}</td>
                  <td className="number figures">
                    {column && column.options.length > 0 ? one.text : grouped(one.text)}{' '}
                    <span className="unit">{one.unit || column?.unit}</span>
                  </td>
                  <td>{column && column.options.length > 0 ? '' : t(`months.acquisition.${one.acquisition}`)}</td>
                  <td className="month-hashes">
                    {one.evidence.map(e => (
                      <code key={e} title={e}>
                        {e.startsWith('lab:') ? e.slice(4) : e.slice(0, 10)}
                      </code>
                    ))}
                  </td>
                </tr>
              );
            });
          })}
        </tbody>
      </table>
    </div>
  );
}
