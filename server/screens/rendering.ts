// Which of the three renderings a call gets: drawn in full, drawn with ASCII and 16 colours, or told in lines.

import type { Rendering } from '../core/accounts/account.ts'
import type { TerminalKind } from './terminal.ts'

export type Shown = Exclude<Rendering, 'auto'>

const SHOWN: readonly Shown[] = ['full', 'ascii', 'line']
const RENDERINGS: readonly Rendering[] = ['auto', ...SHOWN]

/** Round and round. */
export const nextShown = (shown: Shown): Shown => SHOWN[(SHOWN.indexOf(shown) + 1) % SHOWN.length] ?? 'full'
export const nextRendering = (rendering: Rendering): Rendering =>
  RENDERINGS[(RENDERINGS.indexOf(rendering) + 1) % RENDERINGS.length] ?? 'auto'

/** Terminals that cannot place anything. */
const UNPLACED = /^(dumb|unknown|network|dialup|emacs|lpr|printer|tty33|tty43)$/

/** A wish for screens is not granted where nothing can be drawn: the caller would see nothing but rubbish. */
export const shownOn = (kind: TerminalKind, wish: Rendering): Shown => {
  if (!canDraw(kind)) return 'line'
  if (wish !== 'auto') return wish
  return kind.charset === 'ascii' ? 'ascii' : 'full'
}

export const canDraw = (kind: TerminalKind): boolean => kind.isPipe !== true && !UNPLACED.test(kind.term)
