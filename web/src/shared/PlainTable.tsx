import type { ReactNode } from 'react';

/** A column's title; `number` where its cells are figures that no text tells, so that they stand right. */
export type Head = ReactNode | { title: ReactNode; number: true };

const hasTitle = (head: Head): head is { title: ReactNode; number: true } =>
  typeof head === 'object' && head !== null && 'title' in head;

/** Amounts, shares and signs; not dates and times, which stand left like words. */
const isAmount = (cell: ReactNode) =>
  typeof cell === 'number' || (typeof cell === 'string' && /^[+−-]?(\d{1,6}|\d{1,3}(,\d{3})+)(\.\d+)?(\s?(%|t))?$/.test(cell));
const isAbsent = (cell: ReactNode) => cell === '—' || cell === null || cell === '';
const isUnbroken = (cell: ReactNode) =>
  typeof cell === 'number' || (typeof cell === 'string' && /^[\d.,:\s%t/−–+-]+$/.test(cell));

/**
 * A plain table that scrolls on its own where the page is narrow. Columns of figures stand right.
 * A `tall` one scrolls in height too: it grows all day, and what stands below stays in reach.
 */
export function PlainTable(props: {
  label: string;
  head: Head[];
  rows: ReactNode[][];
  keys?: string[];
  tall?: boolean;
}) {
  const { label, head, rows, keys, tall } = props;
  const right = head.map((one, column) => {
    if (hasTitle(one)) return true;
    const cells = rows.map(row => row[column]);
    return cells.some(isAmount) && cells.every(cell => isAmount(cell) || isAbsent(cell));
  });
  const styleOf = (cell: ReactNode, column: number) =>
    right[column] ? 'figures right' : isUnbroken(cell) ? 'figures nowrap' : 'is-text';
  return (
    <div className={tall ? 'scroll-x tall' : 'scroll-x'} tabIndex={0} role="region" aria-label={label}>
      <table className="plain">
        <thead>
          <tr>
            {head.map((one, column) => (
              <th key={column} scope="col" className={right[column] ? 'right' : undefined}>
                {hasTitle(one) ? one.title : one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={keys?.[i] ?? i}>
              {row.map((cell, column) => (
                <td key={column} className={styleOf(cell, column)}>
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
