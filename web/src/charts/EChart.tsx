import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useSettings } from '../settings/settings';
import { fontFamily, type Palette } from '../theme';
import type { ChartOption } from './option';

echarts.use([
  LineChart,
  BarChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  SVGRenderer,
]);

function themed(option: ChartOption, p: Palette): ChartOption {
  return {
    color: [...p.series],
    textStyle: { fontFamily, color: p.muted },
    animation: false,
    ...option,
    tooltip: {
      trigger: 'axis',
      backgroundColor: p.surface,
      borderColor: p.line,
      textStyle: { color: p.ink, fontSize: 12, fontFamily },
      confine: true,
      ...option.tooltip,
    },
  };
}

/** An ECharts drawing that fills its box and follows language and appearance. */
export default function EChart({ option, height, label }: { option: ChartOption; height: number; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const { palette } = useSettings();

  useEffect(() => {
    const made = echarts.init(box.current!, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(themed(option, palette), true);
  }, [option, palette]);

  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
