import { apiUrl } from '../api/client';
import type { FormFigure, FormTable, MonthContent } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';

/** The figures of a month, row by row, with unit, evidence and how they were come by. */
export function FiguresTable(props: { content: MonthContent; tables: FormTable[]; figures: FormFigure[] }) {
  const { content, tables, figures } = props;
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
            const asked = row.table === '' ? figures : (tables.find(one => one.name === row.table)?.columns ?? []);
            return row.figures.map(one => {
              const column = asked.find(c => c.name === one.column);
              const option = column?.options.find(o => o.code === one.text);
              const chosen = column !== undefined && column.options.length > 0;
              return (
                <tr key={`${i}-${one.column}`}>
                  <td>
                    {column ? say(column.label) : ''} <code>{one.column}</code>
                  </td>
                  <td>{row.facility || t('months.whole')}</td>
                  <td className="number figures">
                    {chosen ? say(option?.label) || one.text : grouped(one.text)}{' '}
                    <span className="unit">{one.unit || column?.unit}</span>
                  </td>
                  <td>{chosen ? '' : t(`months.acquisition.${one.acquisition}`)}</td>
                  <td className="month-hashes">
                    {one.evidence.map(e =>
                      e.includes(':') ? (
                        <code key={e}>{e.slice(e.indexOf(':') + 1)}</code>
                      ) : (
                        <a key={e} href={apiUrl(`/documents/${e}`)} title={e}>
                          <code>{e.slice(0, 10)}</code>
                        </a>
                      ),
                    )}
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
