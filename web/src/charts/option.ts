import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Palette } from '../theme';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

/** Looks of an axis that carries values. */
export function valueAxis(p: Palette, name: string) {
  return {
    type: 'value' as const,
    name,
    nameTextStyle: { color: p.muted, align: 'left' as const, padding: [0, 0, 0, -30] },
    axisLabel: { color: p.muted, fontSize: 11 },
    splitLine: { lineStyle: { color: p.line } },
  };
}

/** Looks of an axis that carries names or dates. */
export function nameAxis(p: Palette, data?: string[]) {
  return {
    type: 'category' as const,
    ...(data ? { data } : {}),
    axisLine: { lineStyle: { color: p.line } },
    axisTick: { show: false },
    axisLabel: { color: p.muted, fontSize: 11 },
  };
}

/** Colour of the vintage at this place, oldest first; the same in every drawing of an entity. */
export function vintageSeries(place: number): number {
  return [1, 2, 4, 6][place % 4]!;
}
