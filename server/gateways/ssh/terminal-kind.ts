// What a caller's terminal can do, from the little that SSH tells: TERM, and the environment if the client sends it.

import type { TerminalKind } from '../../screens/terminal.ts'

/** The variables we keep; everything else a client sends is ignored (RFC 4254 §6.4 warns of more). */
export const KEPT_VARIABLES = ['LANG', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', 'COLORTERM'] as const
export type Environment = ReadonlyMap<string, string>

/** Terminals of the BBS scene that speak CP437, not UTF-8. */
const CP437_TERMS = /^(ansi|ansi-bbs|ansi-mono|ansi-sys|pcansi|syncterm|scoansi|cons25)\b/
/** Terminals that report the mouse in SGR form; others ignore the wish, or send what nobody understands. */
const SGR_MOUSE = /^(xterm|tmux|screen|alacritty|foot|wezterm|ghostty|konsole|gnome|vte|kitty|st-|mintty|contour|rxvt)/
const COLOURLESS_TERMS = /^(dumb|unknown|vt\d+.*|emacs)$/

export const terminalKind = (term: string, environment: Environment): TerminalKind => {
  const name = term
    .toLowerCase()
    .replace(/[^a-z0-9.+_-]/g, '')
    .slice(0, 40)
  return {
    term: name === '' ? 'dumb' : name,
    colors: colorsOf(name, environment),
    hasMouse: SGR_MOUSE.test(name),
    charset: charsetOf(name, environment),
    language: languageOf(environment),
  }
}

/** No terminal: somebody's script, or somebody who wants nothing but lines. */
export const pipeKind = (environment: Environment): TerminalKind => ({
  ...{ term: 'pipe', colors: 1, isPipe: true, language: languageOf(environment) },
  charset: charsetOf('pipe', environment),
})

/** The locale of the language spoken; '' when the client says none. */
export const languageOf = (environment: Environment): string =>
  environment.get('LC_ALL') || environment.get('LC_MESSAGES') || environment.get('LANG') || ''

const colorsOf = (term: string, environment: Environment): number => {
  if (term === '' || COLOURLESS_TERMS.test(term)) return 1
  if (/^(truecolor|24bit)$/i.test(environment.get('COLORTERM') ?? '') || term.endsWith('-direct')) return 16_777_216
  if (term.includes('256') || /^(xterm-kitty|alacritty|foot|wezterm|ghostty|xterm-ghostty)/.test(term)) return 256
  return 16
}

const localeOf = (environment: Environment): string =>
  environment.get('LC_ALL') || environment.get('LC_CTYPE') || environment.get('LANG') || ''

export const saysUtf8 = (environment: Environment): boolean => /utf-?8/i.test(localeOf(environment))

const charsetOf = (term: string, environment: Environment): TerminalKind['charset'] => {
  if (saysUtf8(environment)) return 'utf-8'
  if (CP437_TERMS.test(term)) return 'cp437'
  // Stock clients on Windows and many Unixes send no LANG at all; those terminals speak UTF-8.
  return localeOf(environment) === '' ? 'utf-8' : 'ascii'
}
