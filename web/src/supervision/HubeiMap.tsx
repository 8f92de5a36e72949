import type { SupervisionRow } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';

/** One tile per prefecture-level city, placed as they lie to one another. */
const tiles: Record<string, [number, number]> = {
  '420300': [1, 0], '420600': [2, 0], '421300': [3, 0],
  '429021': [1, 1], '420800': [2, 1], '420900': [3, 1], '421100': [5, 1],
  '422800': [0, 2], '420500': [1, 2], '429006': [2, 2], '429004': [3, 2], '420100': [4, 2], '420700': [5, 2],
  '421000': [2, 3], '429005': [3, 3], '421200': [4, 3], '420200': [5, 3],
};
const size = 100;

export type Metric = 'reported' | 'accepted' | 'overdue' | 'findings' | 'risk';

/** What a tile shows: the figure, and how much of it there is between 0 and 1. */
export function figureOf(row: SupervisionRow, metric: Metric): { text: string; share: number } {
  switch (metric) {
    case 'reported':
      return { text: `${row.reported}/${row.entities}`, share: row.reported / Math.max(1, row.entities) };
    case 'accepted':
      return { text: `${row.accepted}/${row.entities}`, share: row.accepted / Math.max(1, row.entities) };
    case 'overdue':
      return { text: String(row.overdueTasks + row.late), share: (row.overdueTasks + row.late) / Math.max(1, row.entities) };
    case 'findings':
      return { text: String(row.openFindings), share: row.openFindings / Math.max(1, row.entities) };
    default: {
      const risk = row.openAlerts + row.routineProblems;
      return { text: String(risk), share: risk / Math.max(1, row.entities) };
    }
  }
}

const good: Metric[] = ['reported', 'accepted'];

export function HubeiMap(props: {
  rows: SupervisionRow[];
  metric: Metric;
  chosen: string | null;
  choose: (code: string) => void;
}) {
  const { t } = useText();
  const byCode = new Map(props.rows.map(row => [row.code, row]));
  return (
    <svg className="tile-map" viewBox="0 0 600 400" role="group" aria-label={t('sup.title')}>
      {Object.entries(tiles).map(([code, [column, line]]) => {
        const row = byCode.get(code);
        const name = t(`place.${code}` as TextKey);
        const { text, share } = row ? figureOf(row, props.metric) : { text: '—', share: 0 };
        const strength = Math.min(1, share);
        const colour = good.includes(props.metric) ? 'var(--tile-good)' : 'var(--tile-bad)';
        return (
          <g
            key={code}
            transform={`translate(${column * size}, ${line * size})`}
            className={row ? 'tile' : 'tile tile-none'}
            role={row ? 'button' : undefined}
            tabIndex={row ? 0 : undefined}
            aria-label={`${name} ${text}`}
            aria-pressed={row ? props.chosen === code : undefined}
            onClick={() => row && props.choose(code)}
            onKeyDown={event => {
              if (row && (event.key === 'Enter' || event.key === ' ')) props.choose(code);
            }}
          >
            <rect x="3" y="3" width={size - 6} height={size - 6} rx="6" className="tile-ground" />
            <rect
              x="3"
              y="3"
              width={size - 6}
              height={size - 6}
              rx="6"
              style={{ fill: colour, fillOpacity: row ? 0.08 + strength * 0.5 : 0 }}
              className={props.chosen === code ? 'tile-face tile-chosen' : 'tile-face'}
            />
            <text x={size / 2} y="44" className="tile-name">{name}</text>
            <text x={size / 2} y="70" className="tile-figure">{text}</text>
          </g>
        );
      })}
    </svg>
  );
}
