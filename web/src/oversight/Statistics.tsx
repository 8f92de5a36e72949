import { useMemo } from 'react';
import { apiUrl } from '../api/client';
import type { StatisticsAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { fullTonnes, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { FileLink } from '../shared/FileLink';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer } from '../shared/states';
import { percent } from './parts';

const height = 280;

/** Concentration of holdings, and of trading month by month. */
export function StatisticsPart() {
  const { t, say } = useText();
  const state = useApi<StatisticsAnswer>('/oversight/statistics');
  return (
    <Answer state={state}>
      {data => (
        <>
          <Section
            title={t('oversight.concentration')}
            actions={(['csv', 'xlsx'] as const).map(format => (
              <FileLink key={format} path="/oversight/statistics/holders" format={format} />
            ))}
          >
            <p className="lead">
              {t('oversight.concentration.text', {
                tonnes: fullTonnes(data.circulation),
                share: percent(data.topTenShare),
                hhi: data.holdingsHhi,
              })}
            </p>
            <PlainTable
              label={t('oversight.topTen')}
              head={[t('oversight.col.name'), t('oversight.col.tonnes'), t('oversight.col.share')]}
              rows={data.top.map(h => [
                h.members > 1 ? t('oversight.together', { name: say(h.name), count: h.members }) : say(h.name),
                fullTonnes(h.tonnes),
                percent(h.share),
              ])}
            />
          </Section>
          <Months data={data} />
        </>
      )}
    </Answer>
  );
}

function Months({ data }: { data: StatisticsAnswer }) {
  const { t } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 56, right: 16, top: 30, bottom: 28 },
      xAxis: nameAxis(palette, data.months.map(m => m.month)),
      yAxis: valueAxis(palette, 't'),
      series: [{ type: 'bar', name: t('oversight.col.tonnes'), data: data.months.map(m => m.tonnes) }],
    }),
    [data, palette, t],
  );
  if (data.months.length === 0) return null;
  return (
    <ChartFrame
      title={t('oversight.months')}
      height={height}
      source={t('oversight.months.source')}
      download={apiUrl('/oversight/statistics/months', { format: 'csv' })}
      head={[
        t('oversight.col.month'),
        t('oversight.col.tonnes'),
        t('oversight.col.turnover'),
        t('oversight.col.accounts'),
        t('oversight.col.topFive'),
        'HHI',
      ]}
      rows={() =>
        data.months.map(m => [
          m.month,
          fullTonnes(m.tonnes),
          yuan(m.turnoverFen),
          m.activeAccounts,
          percent(m.topFiveShare),
          m.tradingHhi,
        ])
      }
    >
      <EChart option={option} height={height} label={t('oversight.months')} />
    </ChartFrame>
  );
}
