// Asking a terminal what its name does not tell: a two-octet letter is written and the cursor's place asked for (DSR 6,
// ECMA-48 §8.3.35). One column on means UTF-8; two mean an eight-bit character set, which here is code page 437.

import type { Duplex } from 'node:stream'
import type { TerminalKind } from '../../screens/terminal.ts'

/** Terminals whose names tell all that is asked here. */
const WELL_KNOWN =
  /^(xterm|tmux|screen|rxvt|linux|vt\d|alacritty|foot|wezterm|ghostty|konsole|gnome|vte|putty|kitty|st\b|cygwin|mintty|iterm|contour|eterm|dumb|pipe|unknown|network|emacs)/

/** Longer than a slow line needs, shorter than a person wonders. */
const PATIENCE_MS = 700
/** What is typed in the meantime is kept up to this many octets. */
const MOST_KEPT = 4_096

const QUESTION = Buffer.from('\rø\u001b[6n')
/** Wipes what the question wrote. */
const WIPE = Buffer.from('\r   \r')
const ANSWER = /\u001b\[\d{1,4};(\d{1,4})R/

export const needsProbe = (kind: TerminalKind, saysUtf8: boolean): boolean => !saysUtf8 && !WELL_KNOWN.test(kind.term)

export interface Probed {
  readonly kind: TerminalKind
  /** Octets that were typed before the answer, for the screens. */
  readonly typed: Buffer
}

/** A terminal that does not answer is not to be drawn on: it becomes `dumb`. */
export const probe = async (channel: Duplex, kind: TerminalKind): Promise<Probed> => {
  channel.write(QUESTION)
  const heard = await listen(channel)
  channel.write(WIPE)
  const text = heard.toString('latin1')
  const column = Number(ANSWER.exec(text)?.[1])
  const typed = Buffer.from(text.replace(ANSWER, ''), 'latin1')
  if (Number.isNaN(column)) return { kind: { ...kind, term: 'dumb', colors: 1 }, typed }
  return { kind: { ...kind, charset: column === 2 ? 'utf-8' : 'cp437' }, typed }
}

const listen = (channel: Duplex): Promise<Buffer> =>
  new Promise((resolve) => {
    let heard = Buffer.alloc(0)
    const end = (): void => {
      clearTimeout(timer)
      channel.off('data', hear)
      channel.off('close', end)
      channel.pause()
      resolve(heard)
    }
    const hear = (chunk: Buffer): void => {
      if (heard.length < MOST_KEPT) heard = Buffer.concat([heard, chunk])
      if (ANSWER.test(heard.toString('latin1'))) end()
    }
    const timer = setTimeout(end, PATIENCE_MS)
    channel.on('data', hear)
    channel.on('close', end)
    channel.resume()
  })
