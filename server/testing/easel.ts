// One widget on a virtual terminal, without navigator and core: for tests of widgets.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { Display } from '../screens/widgets/display.ts'
import type { Placement, Widget } from '../screens/widgets/widget.ts'
import { VirtualTerminal } from './virtual-terminal.ts'

export interface Easel {
  readonly terminal: VirtualTerminal
  readonly display: Display
  /** Resolves when what was typed has been heard and drawn. */
  drawn(): Promise<void>
}

export const easel = (widget: Widget, size: { columns: number; rows: number }, placement: Placement = {}): Easel => {
  const terminal = new VirtualTerminal(size)
  const display: Display = new Display({
    terminal,
    onKey: (key) => {
      void widget.onKey?.(key)
      display.refresh()
    },
    onResize: () => {},
    onFault: (error) => {
      throw error
    },
  })
  display.open({}).add(widget, placement)
  return {
    terminal,
    display,
    drawn: async () => {
      for (let turn = 0; turn < 4; turn += 1) await nextTurn()
    },
  }
}
