import type { ReactNode } from 'react';

/** A plain table that scrolls on its own where the page is narrow. */
export function PlainTable({ label, head, rows }: { label: string; head: ReactNode[]; rows: ReactNode[][] }) {
  return (
    <div className="oversight-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((name, i) => (
              <th key={i} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} className={isFigure(cell) ? 'is-figure' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Dates, amounts and shares are never broken over two lines. */
const isFigure = (cell: ReactNode) =>
  typeof cell === 'number' || (typeof cell === 'string' && /^[\d.,:\s%t/-]+$/.test(cell));

/** A share written as 0.1234, shown as a percentage. */
export function percent(share: string | null): string {
  return share === null ? '—' : `${(Number(share) * 100).toFixed(1)} %`;
}
