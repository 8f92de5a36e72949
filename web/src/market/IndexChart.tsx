import { useMemo } from 'react';
import type { IndexValue } from '../api/types';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { Why } from '../shared/why';

/** The series of an index; a day without a value is a gap. */
export function IndexChart(props: {
  title: string;
  label: string;
  values: IndexValue[];
  decimals: number;
  source: string;
  height?: number;
  download?: string;
  /** Whether the values are published; those of a preview have no decision behind them. */
  published?: boolean;
}) {
  const { values, decimals, height = 260, published = true } = props;
  const { t } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 52, right: 12, top: 28, bottom: 28 },
      xAxis: nameAxis(
        palette,
        values.map(one => one.date),
      ),
      yAxis: { ...valueAxis(palette, t('index.points')), scale: true },
      series: [
        {
          type: 'line',
          showSymbol: values.length < 3,
          data: values.map(one => one.value),
          connectNulls: false,
        },
      ],
    }),
    [values, palette, t],
  );
  return (
    <ChartFrame
      title={props.title}
      height={height}
      {...(props.download === undefined ? {} : { download: props.download })}
      source={props.source}
      head={[t('table.date'), t('index.points')]}
      rows={() =>
        [...values]
          .reverse()
          .map(one => [
            published ? (
              <Why key={one.date} reason={{ position: one.position }}>
                {one.date}
              </Why>
            ) : (
              one.date
            ),
            one.value === null ? t('index.skipped') : one.value.toFixed(decimals),
          ])
      }
    >
      <EChart option={option} height={height} label={props.label} />
    </ChartFrame>
  );
}
