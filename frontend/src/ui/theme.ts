// The look in numbers: surfaces, inks, the 4-px scale, radii and type. The only place with colours.
import { createContext, use } from 'react';
import { reload } from '@/lib/reload';

if (__DEV__) module.hot?.accept(reload);

export const space = { none: 0, xs: 4, s: 8, m: 12, l: 16, xl: 24, xxl: 32, xxxl: 48 } as const;
export const radius = { none: 0, s: 6, m: 10, l: 16, xl: 24, round: 999 } as const;

export type Space = keyof typeof space;
export type Radius = keyof typeof radius;
export type Scheme = 'light' | 'dark';

// Layers rise from ground to peak; nothing is told apart by a line or a shadow alone.
const dark = {
  surface: { ground: '#0e0e0f', low: '#18181a', mid: '#1c1c1f', high: '#252528', peak: '#2e2e32' },
  ink: {
    normal: '#f3f0eb',
    soft: '#b9b3aa',
    faint: '#979189',
    ember: '#dba36d',
    onEmber: '#1d1206',
    inverse: '#18181a',
    good: '#8fc79a',
    bad: '#f0a196',
  },
  ember: '#D4955A',
  emberHover: '#dea56f',
  emberSoft: '#3a2c1f',
  good: '#5aa86a',
  badSoft: '#3b2321',
  veil: 'rgba(8,8,9,0.62)',
  ring: '#e6b483',
  glass: 'rgba(24,24,26,0.92)',
  marker: '#2e2e32',
  said: '#33291f',
  field: '#18181a',
  people: ['#8a6f5c', '#5f7d73', '#6f6a93', '#8c5f6b', '#5b7690', '#7d7a4e', '#7b5f86', '#4f7f86'],
};

const light: typeof dark = {
  surface: { ground: '#f4f4f5', low: '#ffffff', mid: '#f4f4f5', high: '#e4e4e7', peak: '#d4d4d8' },
  ink: {
    normal: '#1d1a17',
    soft: '#55504a',
    faint: '#68625b',
    ember: '#8f4e07',
    onEmber: '#1d1206',
    inverse: '#ffffff',
    good: '#226c36',
    bad: '#a5281b',
  },
  ember: '#d6811e',
  emberHover: '#e08f31',
  emberSoft: '#fbead6',
  good: '#2e8b48',
  badSoft: '#fbe3e0',
  veil: 'rgba(20,18,16,0.42)',
  ring: '#a85c08',
  glass: 'rgba(255,255,255,0.94)',
  marker: '#ffffff',
  said: '#f6e3cb',
  field: '#ffffff',
  people: ['#d9bfa9', '#b4d0c6', '#c5c1e2', '#e0bcc5', '#b5cce2', '#d6d3a6', '#d4bddf', '#abd3d9'],
};

export const palettes = { light, dark };
export type Palette = typeof dark;
export type Surface = keyof Palette['surface'];
export type Ink = keyof Palette['ink'];

export interface Theme {
  scheme: Scheme;
  colour: Palette;
}

export const ThemeContext = createContext<Theme>({ scheme: 'dark', colour: dark });
export const useTheme = (): Theme => use(ThemeContext);

export const type = {
  display: { size: 34, line: 40, weight: 700, spacing: -0.8 },
  title: { size: 24, line: 30, weight: 700, spacing: -0.4 },
  heading: { size: 17, line: 24, weight: 600, spacing: -0.2 },
  body: { size: 15, line: 22, weight: 400, spacing: 0 },
  strong: { size: 15, line: 22, weight: 600, spacing: 0 },
  small: { size: 13, line: 18, weight: 400, spacing: 0 },
  label: { size: 13, line: 18, weight: 500, spacing: 0 },
  tiny: { size: 11, line: 14, weight: 600, spacing: 0.2 },
} as const;

export type TextKind = keyof typeof type;

/** From this width on there is a sidebar; below it a dock. */
export const WIDE = 900;
