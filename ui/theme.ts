// What the screens are drawn with: two palettes and the antd tokens made from them. Decides colours, sizes and the motion limit; where
// they are used is the kit's business. The three light colours are for lights alone.
import { theme as antdTheme, type ThemeConfig } from 'antd';

export type Mode = 'light' | 'dark';

/** Colours of one mode. Names equal the --sz-* variables of theme.css. */
export type Palette = Record<
  | 'ground'
  | 'surface'
  | 'raised'
  | 'line'
  | 'line-strong'
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'accent'
  | 'accent-soft'
  | 'on-accent'
  | 'focus'
  | 'light-normal'
  | 'light-warning'
  | 'light-late'
  | 'light-unreported',
  string
>;

export const palettes: Record<Mode, Palette> = {
  light: {
    ground: '#f5f5f3',
    surface: '#ffffff',
    raised: '#eef1f2',
    line: '#dcdcd7',
    'line-strong': '#8b8d88',
    ink: '#1c1e21',
    'ink-2': '#4a4e54',
    'ink-3': '#63676d',
    accent: '#134f6e',
    'accent-soft': '#e3edf2',
    'on-accent': '#ffffff',
    focus: '#1f7aa5',
    'light-normal': '#1b7443',
    'light-warning': '#935600',
    'light-late': '#b3261e',
    'light-unreported': '#63676d',
  },
  dark: {
    ground: '#14171a',
    surface: '#1b1f23',
    raised: '#252b30',
    line: '#343b41',
    'line-strong': '#78828a',
    ink: '#e8eaec',
    'ink-2': '#bcc2c8',
    'ink-3': '#9aa1a8',
    accent: '#84bfdc',
    'accent-soft': '#173340',
    'on-accent': '#0b1c25',
    focus: '#84bfdc',
    'light-normal': '#5cc48a',
    'light-warning': '#e0a63f',
    'light-late': '#f2867d',
    'light-unreported': '#9aa1a8',
  },
};

const fontFamily = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", system-ui, sans-serif';

/** The antd theme of a mode; phones get 44-pixel controls for gloves and thumbs. */
export function antdThemeOf(mode: Mode, phone: boolean): ThemeConfig {
  const c = palettes[mode];
  return {
    // The algorithms dull the accent in the dark; ours is already chosen for each ground.
    algorithm: (seed, map) => ({
      ...(mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm)(seed, map),
      colorPrimary: c.accent,
      colorPrimaryHover: c.focus,
      colorPrimaryActive: c.accent,
      colorPrimaryText: c.accent,
      colorLink: c.accent,
      colorLinkHover: c.focus,
      colorError: c['light-late'],
      colorErrorText: c['light-late'],
    }),
    token: {
      colorPrimary: c.accent,
      colorInfo: c.accent,
      colorLink: c.accent,
      colorTextLightSolid: c['on-accent'],
      colorSuccess: c['light-normal'],
      colorWarning: c['light-warning'],
      colorError: c['light-late'],
      colorText: c.ink,
      colorTextSecondary: c['ink-2'],
      colorTextTertiary: c['ink-3'],
      colorTextDescription: c['ink-3'],
      colorTextPlaceholder: c['ink-3'],
      colorBgBase: c.surface,
      colorBgLayout: c.ground,
      colorBgContainer: c.surface,
      colorBgElevated: c.surface,
      colorBorder: c['line-strong'],
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      colorPrimaryBg: c['accent-soft'],
      controlItemBgActive: c['accent-soft'],
      controlItemBgHover: c.raised,
      fontFamily,
      fontSize: 14,
      fontSizeSM: 12,
      fontWeightStrong: 600,
      controlHeight: phone ? 44 : 32,
      controlHeightSM: phone ? 36 : 26,
      controlHeightLG: phone ? 48 : 40,
      borderRadius: 2,
      borderRadiusLG: 2,
      borderRadiusSM: 2,
      borderRadiusXS: 2,
      colorBgMask: mode === 'dark' ? 'rgba(0, 0, 0, 0.5)' : 'rgba(28, 30, 33, 0.28)',
      boxShadow: 'none',
      boxShadowSecondary: `0 0 0 1px ${c['line-strong']}`,
      boxShadowTertiary: 'none',
      motionDurationFast: '0.06s',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.14s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: c['on-accent'], fontWeight: 400 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Drawer: { footerPaddingInline: 16 },
      Table: { cellPaddingBlock: 5, cellPaddingInline: 8, headerBg: c.raised },
    },
  };
}
