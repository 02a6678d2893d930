// Where the screens of one caller are shown: the port between navigator and chrome on the one side and a rendering on
// the other. `widgets/display.ts` draws; `lines/line-stage.ts` tells in lines.

import type { Pane } from './widgets/pane.ts'
import type { Dress, Style } from './widgets/styles.ts'
import type { Placement } from './widgets/widget.ts'

export interface Stage {
  /** A new pane on top of the others. */
  open(placement: Placement): Pane
  close(pane: Pane): void
  /** Something changed: it is shown at the end of the turn. Costs nothing when called often. */
  refresh(): void
  /** Everything is shown again, as if the terminal had been wiped. */
  redraw(): void
  /** As redraw, for a terminal that has forgotten its modes too. */
  reenter(): void
  bell(): void
  /** From now on it looks as things did in some period. */
  wear(dress: Dress): void
  /** A word from the house that belongs to no screen; '' takes the last one away. */
  say(text: string, style: Style): void
  /** Puts the terminal back as it was, and writes `farewell` there (lines ended by LF). */
  destroy(farewell?: string): void
}
