import { DownloadOutlined, LineChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Suspense, useState, type ReactNode } from 'react';
import { useText } from '../i18n/text';

/** A chart with its finding as title, its source below, and the same data as a table and as a file. */
export function ChartFrame(props: {
  title: ReactNode;
  /** Height of the drawing, kept while it loads so that nothing jumps. */
  height: number;
  source: ReactNode;
  download?: string;
  controls?: ReactNode;
  head: string[];
  rows: () => ReactNode[][];
  children: ReactNode;
}) {
  const { t } = useText();
  const [table, setTable] = useState(false);
  return (
    <figure className="chart">
      <div className="chart-head">
        <figcaption>{props.title}</figcaption>
        <div className="chart-tools">
          {props.controls}
          <Button
            type="text"
            size="small"
            icon={table ? <LineChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
            onClick={() => setTable(!table)}
          >
            {t(table ? 'chart.asChart' : 'chart.asTable')}
          </Button>
          {props.download && (
            <Button type="text" size="small" icon={<DownloadOutlined aria-hidden />} href={props.download} download>
              CSV
            </Button>
          )}
        </div>
      </div>
      {table ? (
        <div className="chart-table" style={{ maxHeight: props.height }} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {props.head.map(name => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows().map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={j} className={j ? 'figures right' : 'figures'}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div style={{ minHeight: props.height }}>
          <Suspense fallback={<div style={{ height: props.height }} />}>{props.children}</Suspense>
        </div>
      )}
      <div className="chart-source">{props.source}</div>
    </figure>
  );
}
