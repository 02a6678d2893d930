// One screen in the navigator's stack with its pane, and whether something it started is still running.

import type { Screen } from './screen.ts'
import type { Key } from './widgets/keys.ts'
import type { Pane } from './widgets/pane.ts'
import type { Taken } from './widgets/widget.ts'

/** Rows that one notch of the wheel moves. */
const WHEEL_ROWS = 3

export class Layer {
  readonly pane: Pane
  #screen: Screen | null = null
  #running = 0
  closed = false

  constructor(pane: Pane) {
    this.pane = pane
  }

  get screen(): Screen | null {
    return this.#screen
  }

  set screen(screen: Screen) {
    this.#screen = screen
  }

  /** While true, keys for this layer wait. */
  get isBusy(): boolean {
    return this.#running > 0
  }

  begin(): void {
    this.#running += 1
  }

  end(): void {
    this.#running -= 1
  }

  /** The wheel is three presses of an arrow; a click is the widget's own business. */
  #point(key: Key, at: { readonly x: number; readonly y: number }): Taken {
    const hit = this.pane.widgetAt?.(at) ?? null
    if (key.name === 'click') return hit?.widget.onClick?.(hit.x, hit.y) ?? true
    const arrow = { name: key.name === 'wheel-up' ? 'up' : 'down', text: '' }
    const widget = hit?.widget.onKey === undefined ? this.pane.focused : hit.widget
    for (let turn = 0; turn < WHEEL_ROWS; turn += 1) {
      const taken = widget?.onKey?.(arrow) ?? false
      if (taken instanceof Promise) return taken
    }
    return true
  }

  /** Offers a key to the focused widget, then to the screen's rows. */
  offer(key: Key): Taken {
    if (key.at !== undefined) return this.#point(key, key.at)
    const taken = this.pane.focused?.onKey?.(key) ?? false
    if (taken !== false) return taken
    const row = this.#screen?.keys().find((each) => each.run !== undefined && each.on.includes(key.name))
    if (row?.run === undefined) return false
    return row.run(key) ?? true
  }
}
