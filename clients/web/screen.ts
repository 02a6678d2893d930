// xterm.js as we want it: colours, fonts, links, clipboard keys, and always as many cells as the window holds.

import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { type ITheme, Terminal } from '@xterm/xterm'
import { clampSize } from '../../shared/frames.ts'
import { fontSize, readerMode } from './keepsake.ts'

const FONTS =
  'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "JetBrains Mono", "DejaVu Sans Mono", Consolas, "Liberation Mono", monospace'

const THEME: ITheme = {
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

export interface Screen {
  readonly terminal: Terminal
  readonly size: () => { columns: number; rows: number }
  /** As many cells as fit. */
  readonly fit: () => void
  readonly resizeText: (points: number) => void
}

export const openScreen = (parent: HTMLElement): Screen => {
  const isNarrow = window.matchMedia('(max-width: 600px)').matches
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: true,
    fontFamily: FONTS,
    fontSize: fontSize.get() ?? (isNarrow ? 13 : 16),
    linkHandler: { activate: (_event, uri) => follow(uri) },
    macOptionIsMeta: true,
    // Faint text stays readable (WCAG 2.2 AA), whatever colours a screen chose.
    minimumContrastRatio: 4.5,
    // The width of the scroll bar, and with it of the margin on the right.
    overviewRuler: { width: 8 },
    screenReaderMode: readerMode.get(),
    scrollback: 2000,
    theme: THEME,
  })
  const fitter = new FitAddon()
  terminal.loadAddon(fitter)
  terminal.loadAddon(new WebLinksAddon((_event, uri) => follow(uri)))
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.open(parent)
  terminal.attachCustomKeyEventHandler((event) => !belongsToBrowser(event, terminal))
  const fit = (): void => {
    const proposed = fitter.proposeDimensions()
    if (proposed === undefined) return
    const { columns, rows } = clampSize({ columns: proposed.cols, rows: proposed.rows })
    if (columns !== terminal.cols || rows !== terminal.rows) terminal.resize(columns, rows)
  }
  const resizeText = (points: number): void => {
    const next = Math.min(32, Math.max(8, (terminal.options.fontSize ?? 16) + points))
    terminal.options.fontSize = next
    fontSize.set(next)
    fit()
  }
  return { terminal, size: () => clampSize({ columns: terminal.cols, rows: terminal.rows }), fit, resizeText }
}

/** Links open in a page that knows nothing of this one. */
const follow = (uri: string): void => {
  if (/^https?:/i.test(uri)) window.open(uri, '_blank', 'noopener,noreferrer')
}

/** Copy and paste as everywhere else: Ctrl-C copies when something is selected, Ctrl-V pastes. */
const belongsToBrowser = (event: KeyboardEvent, terminal: Terminal): boolean => {
  const control = event.ctrlKey || event.metaKey
  if (!control || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key === 'v') return true
  if (key !== 'c' || !terminal.hasSelection()) return false
  // The selection has served; the next Ctrl-C is for the house again.
  if (event.type === 'keydown') window.setTimeout(() => terminal.clearSelection())
  return true
}
