import type { PeerAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Answer } from '../shared/states';

const height = 190;
const axis = 148;
const middle = 78;
const box = 30;
const margin = 5;

/** The entity among its peers: a point each on a logarithmic axis, the middle half as a box, the limits as lines. */
export function PeerPlot({ number }: { number: number }) {
  const { t } = useText();
  const state = useApi<PeerAnswer>(`/mrv/alerts/${number}/peers`);
  return (
    <Section title={t('checks.peers')}>
      <Answer state={state}>{data => <Plot data={data} />}</Answer>
    </Section>
  );
}

function Plot({ data }: { data: PeerAnswer }) {
  const { t, say } = useText();
  const own = data.peers.find(one => one.own);
  const values = [...data.peers.map(one => one.intensity), data.least ?? 0, data.most ?? 0].filter(v => v > 0);
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  const share = (value: number) => margin + ((Math.log(value) - low) / (high - low || 1)) * (100 - 2 * margin);
  const x = (value: number) => `${share(value)}%`;
  const title = own
    ? t('checks.peers.title', { entity: say(own.entity), count: data.peers.length, z: own.z ?? '—' })
    : t('checks.peers');
  const figure = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
  return (
    <ChartFrame
      height={height}
      title={title}
      source={`${data.sector} · ${data.products} · ${data.year} · ${t('checks.peers.source')} ${chinaTime(data.asOf.instant)}`}
      head={[t('checks.entity'), data.unit, 'z']}
      rows={() => data.peers.map(one => [say(one.entity), figure(one.intensity), one.z ?? '—'])}
    >
      <svg className="peer-plot" role="img" aria-label={title} width="100%" height={height}>
        {data.least !== null && data.most !== null && (
          <rect
            className="peer-limits"
            x={x(data.least)}
            width={`${share(data.most) - share(data.least)}%`}
            y={20}
            height={axis - 20}
          />
        )}
        <rect
          className="peer-box"
          x={x(data.lowerQuartile)}
          width={`${Math.max(0.2, share(data.upperQuartile) - share(data.lowerQuartile))}%`}
          y={middle - box / 2}
          height={box}
        />
        <line className="peer-median" x1={x(data.median)} x2={x(data.median)} y1={middle - box / 2} y2={middle + box / 2} />
        {data.peers.map((one, i) =>
          one.own ? null : (
            <circle key={one.entityId} className="peer" cx={x(one.intensity)} cy={middle + lift(i)} r={4}>
              <title>{`${say(one.entity)}: ${figure(one.intensity)} ${data.unit}`}</title>
            </circle>
          ),
        )}
        {own && (
          <>
            <circle className="peer-own" cx={x(own.intensity)} cy={middle} r={7}>
              <title>{`${say(own.entity)}: ${figure(own.intensity)} ${data.unit}`}</title>
            </circle>
            <text x={x(own.intensity)} y={14} textAnchor={anchor(share(own.intensity))} className="peer-name">
              {`${say(own.entity)} ${figure(own.intensity)}`}
            </text>
          </>
        )}
        <line className="peer-axis" x1="0" x2="100%" y1={axis} y2={axis} />
        {ticks(data).map(([value, label]) => (
          <g key={label}>
            <line className="peer-axis" x1={x(value)} x2={x(value)} y1={axis} y2={axis + 5} />
            <text x={x(value)} y={axis + 18} textAnchor={anchor(share(value))}>
              {figure(value)}
            </text>
            <text x={x(value)} y={axis + 33} textAnchor={anchor(share(value))}>
              {t(`checks.peers.${label}`)}
            </text>
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}

/** Points stand apart by turns, so that those of the same value can be told apart. */
const lift = (i: number) => ((i * 7) % 5) * 9 - 18;

const anchor = (share: number) => (share < 20 ? 'start' : share > 80 ? 'end' : 'middle');

function ticks(data: PeerAnswer): [number, 'least' | 'median' | 'most'][] {
  return [
    ...(data.least === null ? [] : ([[data.least, 'least']] as [number, 'least'][])),
    [data.median, 'median'],
    ...(data.most === null ? [] : ([[data.most, 'most']] as [number, 'most'][])),
  ];
}
