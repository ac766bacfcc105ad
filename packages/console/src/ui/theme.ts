// The one palette: antd's tokens, the CSS custom properties and the charts are all taken from it.

import { theme as antdTheme } from 'antd'
import type { ThemeConfig } from 'antd'

export const THEMES = ['light', 'dark'] as const
export type ThemeName = (typeof THEMES)[number]

export interface Palette {
  ground: string
  panel: string
  sunken: string
  line: string
  lineStrong: string
  ink: string
  inkSoft: string
  inkFaint: string
  tide: string
  tideSoft: string
  /** Fills of charts: a line drawn over it stays visible. */
  tideMid: string
  blue: string
  blueSoft: string
  good: string
  goodSoft: string
  warn: string
  warnSoft: string
  late: string
  lateSoft: string
  quietSoft: string
  bar: string
  barText: string
  barLine: string
}

/** Text colours hold 4.5:1 on `panel`; `inkFaint` is for large or secondary text only and holds 4.5:1 too. */
export const PALETTES: Record<ThemeName, Palette> = {
  light: {
    ground: '#edf2f2',
    panel: '#ffffff',
    sunken: '#f4f8f8',
    line: '#dde6e7',
    lineStrong: '#bccbce',
    ink: '#0d2127',
    inkSoft: '#3f5963',
    inkFaint: '#617881',
    tide: '#0a7a74',
    tideSoft: '#d6eeeb',
    tideMid: '#86cbc4',
    blue: '#1f5fa8',
    blueSoft: '#dfebf8',
    good: '#1b7a4b',
    goodSoft: '#dbf1e4',
    warn: '#955800',
    warnSoft: '#fcefd4',
    late: '#be2f29',
    lateSoft: '#fce3e0',
    quietSoft: '#e6edee',
    bar: '#0c2a30',
    barText: '#e6f4f2',
    barLine: '#27474d',
  },
  dark: {
    ground: '#081013',
    panel: '#0f1a1f',
    sunken: '#142229',
    line: '#1e2f36',
    lineStrong: '#34505a',
    ink: '#e8f1f2',
    inkSoft: '#a9bdc3',
    inkFaint: '#8199a1',
    tide: '#35c2b5',
    tideSoft: '#0e3836',
    tideMid: '#1c736d',
    blue: '#74b0f0',
    blueSoft: '#142d49',
    good: '#4cc38a',
    goodSoft: '#113425',
    warn: '#f0b04a',
    warnSoft: '#38290e',
    late: '#ff7d73',
    lateSoft: '#431b1a',
    quietSoft: '#1c2b32',
    bar: '#0a1a1e',
    barText: '#e6f4f2',
    barLine: '#23393f',
  },
}

/** System fonts first; the bundled Noto Sans SC only draws glyphs none of them has. */
export const FONT_FAMILY =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC Variable', sans-serif"

export function antdThemeOf(name: ThemeName): ThemeConfig {
  const palette = PALETTES[name]
  return {
    algorithm: name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: palette.tide,
      colorLink: palette.tide,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.late,
      colorBgBase: palette.panel,
      colorBgLayout: palette.ground,
      // Derived from the base they would turn blue in the dark.
      colorBgContainer: palette.panel,
      colorBgElevated: palette.panel,
      colorBgSpotlight: name === 'dark' ? palette.lineStrong : palette.bar,
      colorTextBase: palette.ink,
      colorBorder: palette.lineStrong,
      borderRadius: 6,
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
      Segmented: { trackBg: palette.quietSoft, itemSelectedBg: palette.panel },
      Table: {
        headerBg: palette.sunken,
        headerColor: palette.inkSoft,
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        borderColor: palette.line,
        rowHoverBg: palette.sunken,
        rowSelectedBg: palette.tideSoft,
        rowSelectedHoverBg: palette.tideSoft,
        cellPaddingBlockSM: 6,
        cellPaddingInlineSM: 10,
      },
    },
  }
}

/** Puts the palette on the page as `--ink`, `--tide-soft` and so on. */
export function paintTheme(name: ThemeName): void {
  const root = document.documentElement
  root.dataset['theme'] = name
  root.style.colorScheme = name
  root.style.setProperty('--font', FONT_FAMILY)
  for (const [key, value] of Object.entries(PALETTES[name])) {
    root.style.setProperty(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value)
  }
}
