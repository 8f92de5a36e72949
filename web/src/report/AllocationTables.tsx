import type { YearReport } from '../api/types';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';
import { MethodName } from '../shared/marks';
import { Section } from '../shared/page';

/** Allocation by method, and by sector against verified emissions. */
export function AllocationTables({ report }: { report: YearReport }) {
  const { t, say } = useText();
  const sum = (pick: (row: YearReport['allocationBySector'][number]) => number) =>
    fullTonnes(report.allocationBySector.reduce((total, row) => total + pick(row), 0));
  const head = (
    <>
      <th scope="col" className="right">
        {t('progress.entities')}
      </th>
      <th scope="col" className="right">
        {t('compliance.initial')} (t)
      </th>
      <th scope="col" className="right">
        {t('compliance.final')} (t)
      </th>
    </>
  );
  return (
    <>
      <Section title={t('report.byMethod')}>
        <div className="scroll-x" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('table.method')}</th>
                {head}
              </tr>
            </thead>
            <tbody>
              {report.allocationByMethod.map(row => (
                <tr key={row.method}>
                  <th scope="row">
                    <MethodName method={row.method} />
                  </th>
                  <td className="right figures">{row.entities}</td>
                  <td className="right figures">
                    <FullTonnes value={row.initial} />
                  </td>
                  <td className="right figures">
                    <FullTonnes value={row.final} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <Section title={t('report.bySector')}>
        <div className="scroll-x" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('table.sector')}</th>
                {head}
                <th scope="col" className="right">
                  {t('compliance.verified')} (t)
                </th>
              </tr>
            </thead>
            <tbody>
              {report.allocationBySector.map(row => (
                <tr key={row.sector.id}>
                  <th scope="row">{say(row.sector.name)}</th>
                  <td className="right figures">{row.entities}</td>
                  <td className="right figures">
                    <FullTonnes value={row.initial} />
                  </td>
                  <td className="right figures">
                    <FullTonnes value={row.final} />
                  </td>
                  <td className="right figures">
                    <FullTonnes value={row.verified} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('table.totals')}</th>
                <td className="right figures">{sum(row => row.entities)}</td>
                <td className="right figures">{sum(row => row.initial)}</td>
                <td className="right figures">{sum(row => row.final)}</td>
                <td className="right figures">{sum(row => row.verified)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </Section>
    </>
  );
}
