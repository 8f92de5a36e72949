import { theme as antTheme, type ThemeConfig } from 'antd';

export type Appearance = 'light' | 'dark';

/** Every colour of the product, once. Both appearances name the same roles. */
export interface Palette {
  ink: string;
  muted: string;
  river: string;
  riverSoft: string;
  onRiver: string;
  paper: string;
  surface: string;
  line: string;
  good: string;
  warn: string;
  bad: string;
  info: string;
  goodSoft: string;
  warnSoft: string;
  badSoft: string;
  infoSoft: string;
  /** Red and green of prices; which of them means "up" is a setting. */
  priceRed: string;
  priceGreen: string;
  /** Categories in charts, told apart also by people with colour-vision deficiency. */
  series: readonly string[];
}

export const palettes: Record<Appearance, Palette> = {
  light: {
    ink: '#14231f',
    muted: '#55635e',
    river: '#0f766e',
    riverSoft: '#e3f1ee',
    onRiver: '#ffffff',
    paper: '#f7f8f6',
    surface: '#ffffff',
    line: '#e4e7e3',
    good: '#0f6b52',
    warn: '#8a5a00',
    bad: '#b42318',
    info: '#1d5a96',
    goodSoft: '#e2f2ea',
    warnSoft: '#fbf0d9',
    badSoft: '#fbe9e7',
    infoSoft: '#e6eff8',
    priceRed: '#c0271a',
    priceGreen: '#0a7a4f',
    series: ['#0f766e', '#d08700', '#3b6fb6', '#9a5ea6', '#6b7f3a', '#b0553e', '#7a8580'],
  },
  dark: {
    ink: '#e7edea',
    muted: '#a0aea8',
    river: '#3cb4a6',
    riverSoft: '#17332f',
    onRiver: '#06231f',
    paper: '#0e1513',
    surface: '#151e1b',
    line: '#2b3733',
    good: '#5cc79a',
    warn: '#e2b25a',
    bad: '#f28b7d',
    info: '#83b6ea',
    goodSoft: '#15302a',
    warnSoft: '#352a14',
    badSoft: '#3a1f1c',
    infoSoft: '#182a3d',
    priceRed: '#f07a6c',
    priceGreen: '#4fc58c',
    series: ['#3cb4a6', '#e8a838', '#7aa8e6', '#c48bd0', '#a3b86a', '#dd8a70', '#95a19b'],
  },
};

export const fontFamily = '"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif';

/** Ant Design tokens from the palette.
 *  @param still Without motion: what opens is where it will be at once. */
export function antThemeOf(appearance: Appearance, still = false): ThemeConfig {
  const p = palettes[appearance];
  return {
    algorithm: appearance === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    cssVar: { key: 'chutan' },
    hashed: false,
    token: {
      colorPrimary: p.river,
      colorInfo: p.info,
      colorSuccess: p.good,
      colorWarning: p.warn,
      colorError: p.bad,
      colorLink: p.river,
      colorTextBase: p.ink,
      colorBgBase: p.surface,
      colorBgLayout: p.paper,
      colorBgContainer: p.surface,
      colorBgElevated: p.surface,
      colorText: p.ink,
      colorTextSecondary: p.muted,
      colorTextTertiary: p.muted,
      colorTextDescription: p.muted,
      colorTextPlaceholder: p.muted,
      colorBorder: appearance === 'dark' ? '#46544f' : '#b9c2bd',
      colorBorderSecondary: p.line,
      colorTextLightSolid: p.onRiver,
      fontFamily,
      fontSize: 14,
      borderRadius: 4,
      borderRadiusLG: 6,
      controlHeight: 34,
      motion: !still,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      boxShadowTertiary: 'none',
    },
    components: {
      Table: {
        headerBg: 'transparent',
        headerColor: p.muted,
        headerSplitColor: 'transparent',
        rowHoverBg: p.paper,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 10,
        headerSortActiveBg: 'transparent',
        headerSortHoverBg: p.paper,
        bodySortBg: 'transparent',
      },
      Tabs: { horizontalMargin: '0 0 20px 0' },
      Segmented: { itemSelectedBg: p.surface, trackBg: appearance === 'dark' ? '#0b110f' : '#eceeea' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: '#22332e' },
    },
  };
}

/** The palette as CSS custom properties, for our own style sheet. */
export function cssVariablesOf(appearance: Appearance, redMeansUp: boolean): Record<string, string> {
  const p = palettes[appearance];
  const variables: Record<string, string> = {
    '--up': redMeansUp ? p.priceRed : p.priceGreen,
    '--down': redMeansUp ? p.priceGreen : p.priceRed,
  };
  for (const [name, value] of Object.entries(p)) {
    if (typeof value === 'string') variables[`--${name}`] = value;
  }
  p.series.forEach((colour, i) => (variables[`--series-${i}`] = colour));
  return variables;
}
