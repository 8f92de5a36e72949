import { lazy, useMemo } from 'react';
import { apiUrl } from '../api/client';
import type { IndexLine, IndexValue, Page, PriceIndex } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { percent, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Why } from '../shared/why';

const EChart = lazy(() => import('../charts/EChart'));
const height = 260;

/** The price indices: their series, and the definition they can be held to. */
export function IndexPanel() {
  const { t } = useText();
  const state = useApi<Page<IndexLine>>('/indices', { size: 50 });
  return (
    <Section title={t('index.title')}>
      <Answer state={state} rows={6}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('index.none')}>{t('index.none.help')}</Nothing>
          ) : (
            page.items.map(line => <OneIndex key={line.code} line={line} />)
          )
        }
      </Answer>
    </Section>
  );
}

function OneIndex({ line }: { line: IndexLine }) {
  const { t, say } = useText();
  const { palette } = useSettings();
  const values = useApi<Page<IndexValue>>(`/indices/${encodeURIComponent(line.code)}/values`, { size: 1000 });
  const items = useMemo(() => values.data?.items ?? [], [values.data]);
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 52, right: 12, top: 28, bottom: 28 },
      xAxis: nameAxis(
        palette,
        items.map(one => one.date),
      ),
      yAxis: { ...valueAxis(palette, t('index.points')), scale: true },
      series: [{ type: 'line', showSymbol: false, data: items.map(one => one.value), connectNulls: false }],
    }),
    [items, palette, t],
  );
  const change = line.value !== null && line.before ? percent(line.value - line.before, line.before, 2) : null;
  return (
    <>
      <ChartFrame
        title={t('index.finding', {
          name: say(line.name),
          value: line.value === null ? '—' : line.value.toFixed(2),
          change: change ?? '—',
          base: line.baseDate,
        })}
        height={height}
        download={apiUrl(`/indices/${encodeURIComponent(line.code)}/values`, { format: 'csv' })}
        source={values.data ? t('asOf', { instant: chinaTime(values.data.asOf.instant) }) : ''}
        head={[t('table.date'), t('index.points')]}
        rows={() =>
          [...items].reverse().map(one => [
            <Why key={one.date} reason={{ position: one.position }}>
              {one.date}
            </Why>,
            one.value === null ? '—' : one.value.toFixed(2),
          ])
        }
      >
        <EChart option={option} height={height} label={say(line.name)} />
      </ChartFrame>
      <Definition code={line.code} />
    </>
  );
}

/** What an index is made of, version by version, each with the decision that published it. */
function Definition({ code }: { code: string }) {
  const { t, say } = useText();
  const state = useApi<PriceIndex>(`/indices/${encodeURIComponent(code)}`);
  return (
    <Answer state={state} rows={3}>
      {index => (
        <ul className="rules-used">
          {index.versions.map(version => (
            <li key={version.version}>
              <p>
                <Why reason={{ position: version.position }}>
                  {t('index.version', { version: version.version, date: version.published })}
                </Why>{' '}
                {t(`index.weighting.${version.weighting}`)} · {t(`index.missing.${version.missingDay}`)} ·{' '}
                {t('index.base', { date: version.baseDate, value: version.baseValue.toFixed(version.decimals) })}
              </p>
              <p>
                {version.constituents
                  .map(
                    one =>
                      `${one.market} ${one.instrument} ${say(one.name)}${
                        one.weight === null ? '' : ` ${percent(one.weight, 1, 0)}`
                      } (${price(one.basePriceFen)})`,
                  )
                  .join(' · ')}
              </p>
              <p className="muted small">
                {version.note} {version.source}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
