// xterm.js as we want it: colours, fonts, links, clipboard keys, and always as many cells as the window holds.

import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { clampSize } from '../../shared/frames.ts'
import { fontSize, readerMode, theme } from './keepsake.ts'
import { type ThemeName, themeOf } from './themes.ts'

const FONTS =
  'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "JetBrains Mono", "DejaVu Sans Mono", Consolas, "Liberation Mono", monospace'

export interface Screen {
  readonly terminal: Terminal
  readonly size: () => { columns: number; rows: number }
  /** As many cells as fit. */
  readonly fit: () => void
  readonly resizeText: (points: number) => void
  readonly paint: (name: ThemeName) => void
  /** What is selected, else all that stands on the screen. */
  readonly copied: () => string
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
    theme: themeOf(theme.get()),
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
  const paint = (name: ThemeName): void => {
    terminal.options.theme = themeOf(name)
    document.documentElement.dataset['theme'] = name
    theme.set(name)
  }
  paint(theme.get())
  return {
    ...{ terminal, fit, resizeText, paint },
    size: () => clampSize({ columns: terminal.cols, rows: terminal.rows }),
    copied: () => (terminal.hasSelection() ? terminal.getSelection() : textOn(terminal)),
  }
}

const textOn = (terminal: Terminal): string => {
  const { active } = terminal.buffer
  const rows = Array.from({ length: terminal.rows }, (_, row) => active.getLine(active.viewportY + row))
  return rows
    .map((row) => row?.translateToString(true) ?? '')
    .join('\n')
    .trimEnd()
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
