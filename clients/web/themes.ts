// The colours of the terminal: a night of our own, paper for daylight, and the phosphors that people remember. Screens
// choose among sixteen colours; what each of them looks like is settled here.

import type { ITheme } from '@xterm/xterm'

export const THEMES = ['night', 'paper', 'green', 'amber', 'contrast'] as const
export type ThemeName = (typeof THEMES)[number]

export const THEME_NAMES: Record<ThemeName, string> = {
  night: 'Night',
  paper: 'Paper',
  green: 'Green phosphor',
  amber: 'Amber phosphor',
  contrast: 'High contrast',
}

const NIGHT: ITheme = {
  background: '#0c0f16',
  foreground: '#d7dce6',
  cursor: '#e8b75a',
  cursorAccent: '#0c0f16',
  selectionBackground: '#3b4a6b',
  overviewRulerBorder: '#0c0f16',
  black: '#1b2130',
  red: '#ee8277',
  green: '#7fc8a9',
  yellow: '#e8b75a',
  blue: '#7aa7e8',
  magenta: '#c79bea',
  cyan: '#6fc5d6',
  white: '#c3cad8',
  brightBlack: '#6b7589',
  brightRed: '#ffa198',
  brightGreen: '#a3e6c8',
  brightYellow: '#ffd98a',
  brightBlue: '#a5c8ff',
  brightMagenta: '#e0c0ff',
  brightCyan: '#9be7f5',
  brightWhite: '#f5f7fb',
}

const PAPER: ITheme = {
  background: '#fdfaf1',
  foreground: '#2a2620',
  cursor: '#a4520b',
  cursorAccent: '#fdfaf1',
  selectionBackground: '#e6d7b4',
  overviewRulerBorder: '#fdfaf1',
  black: '#2a2620',
  red: '#a02c1d',
  green: '#1f6b4a',
  yellow: '#8a5a00',
  blue: '#235a86',
  magenta: '#763a86',
  cyan: '#156570',
  white: '#d9cfb8',
  brightBlack: '#6a6152',
  brightRed: '#c03b28',
  brightGreen: '#2a7d58',
  brightYellow: '#9a6a0b',
  brightBlue: '#2f6ea2',
  brightMagenta: '#8e4da0',
  brightCyan: '#1f7884',
  brightWhite: '#14110c',
}

/** One phosphor glows in one colour: bright where a screen asks for brightness, and dim for the rest. */
const phosphor = (shades: { ground: string; dim: string; plain: string; bright: string; glow: string }): ITheme => {
  const { ground, dim, plain, bright, glow } = shades
  return {
    ...{ background: ground, foreground: plain, cursor: bright, cursorAccent: ground, selectionBackground: glow },
    ...{ overviewRulerBorder: ground, black: glow, red: bright, green: plain, yellow: bright, blue: dim },
    ...{ magenta: plain, cyan: plain, white: plain, brightBlack: dim, brightRed: bright, brightGreen: bright },
    ...{ brightYellow: bright, brightBlue: plain, brightMagenta: bright, brightCyan: bright, brightWhite: bright },
    extendedAnsi: brightnesses().map((brightness) => glowing(shades, lifted(brightness))),
  }
}

/** How bright a colour is that glows plainly. */
const PLAIN_AT = 0.65
/** Screens have grounds below this brightness, and words above it. */
const DARKEST_WRITING = 0.3
const CUBE = [0, 95, 135, 175, 215, 255]

/** How bright the colours 16 to 255 of xterm's palette are, 0 to 1: the cube of 216, then 24 greys. */
const brightnesses = (): number[] => {
  const cube = CUBE.flatMap((red) => CUBE.flatMap((green) => CUBE.map((blue) => [red, green, blue] as const)))
  const greys = Array.from({ length: 24 }, (_, step) => 8 + 10 * step)
  return [
    ...cube.map(([red, green, blue]) => (0.3 * red + 0.55 * green + 0.15 * blue) / 255),
    ...greys.map((grey) => grey / 255),
  ]
}

/** What screens write in must glow by itself; else it would be paled until it can be read. Grounds stay dark. */
const lifted = (brightness: number): number =>
  brightness < DARKEST_WRITING ? brightness : 0.6 + (brightness - DARKEST_WRITING) * (0.4 / (1 - DARKEST_WRITING))

/** From the dark tube over the plain glow to the brightest. */
const glowing = (shades: { ground: string; plain: string; bright: string }, brightness: number): string =>
  brightness < PLAIN_AT
    ? mixed(shades.ground, shades.plain, brightness / PLAIN_AT)
    : mixed(shades.plain, shades.bright, (brightness - PLAIN_AT) / (1 - PLAIN_AT))

/** From one `#rrggbb` to another; `share` of the second, 0 to 1. */
const mixed = (from: string, to: string, share: number): string => {
  const channels = [1, 3, 5].map((at) => {
    const [one, other] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round((one ?? 0) + ((other ?? 0) - (one ?? 0)) * share)
  })
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

const COLOURS: Record<ThemeName, ITheme> = {
  night: NIGHT,
  paper: PAPER,
  green: phosphor({ ground: '#06120a', dim: '#4f9a68', plain: '#7fe0a0', bright: '#c8ffd8', glow: '#123a20' }),
  amber: phosphor({ ground: '#140c02', dim: '#b07a2a', plain: '#f2ad45', bright: '#ffdc9a', glow: '#40290a' }),
  contrast: {
    ...NIGHT,
    ...{ background: '#000000', foreground: '#ffffff', cursor: '#ffff00', cursorAccent: '#000000' },
    ...{ black: '#000000', white: '#ffffff', brightBlack: '#c0c0c0', brightWhite: '#ffffff' },
    ...{ selectionBackground: '#0050c0', overviewRulerBorder: '#000000' },
  },
}

export const themeOf = (name: ThemeName): ITheme => COLOURS[name]

export const isThemeName = (name: string | null): name is ThemeName => THEMES.some((each) => each === name)
