import type { ComplianceRow } from '../api/types';
import { yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';
import { StatusMark } from '../shared/marks';
import { decisionOf, Why } from '../shared/why';

/** The entity's compliance years side by side. */
export function YearsTab({ rows }: { rows: (ComplianceRow & { year: number })[] }) {
  const { t } = useText();
  const lines: { label: string; key: keyof ComplianceRow }[] = [
    { label: t('compliance.initial'), key: 'initialAllocation' },
    { label: t('compliance.final'), key: 'finalAllocation' },
    { label: t('compliance.verified'), key: 'verified' },
    { label: t('compliance.due'), key: 'due' },
    { label: t('compliance.allowances'), key: 'surrenderedAllowances' },
    { label: t('compliance.offsets'), key: 'offsetsUsed' },
    { label: t('compliance.offsetCap'), key: 'offsetCap' },
    { label: t('compliance.shortfall'), key: 'shortfall' },
    { label: t('compliance.deduction'), key: 'nextYearDeduction' },
  ];
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">t CO₂e</th>
            {rows.map(row => (
              <th key={row.year} scope="col" className="right figures">
                {row.year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('table.status')}</th>
            {rows.map(row => (
              <td key={row.year} className="right">
                <StatusMark status={row.status} />
              </td>
            ))}
          </tr>
          {lines.map(line => (
            <tr key={line.key}>
              <th scope="row">{line.label}</th>
              {rows.map(row => (
                <td key={row.year} className="right figures">
                  <FullTonnes value={row[line.key] as number | null} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('compliance.penalty')}</th>
            {rows.map(row => (
              <td key={row.year} className="right figures">
                {row.penaltyFen ? <Why reason={decisionOf(row.position)}>{yuan(row.penaltyFen)}</Why> : '—'}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
