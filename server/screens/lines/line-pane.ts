// A pane of which nothing is drawn: the widgets in the order in which they are told.

import type { Pane } from '../widgets/pane.ts'
import type { Placement, Size, Widget } from '../widgets/widget.ts'

export class LinePane implements Pane {
  readonly #size: () => Size
  readonly #refresh: () => void
  readonly #widgets: Widget[] = []
  #focused: Widget | null = null
  visible = true

  constructor(options: { readonly size: () => Size; readonly refresh: () => void }) {
    this.#size = options.size
    this.#refresh = options.refresh
  }

  get size(): Size {
    return this.#size()
  }

  get widgets(): readonly Widget[] {
    return this.#widgets
  }

  get focused(): Widget | null {
    return this.#focused
  }

  move(): void {}

  add<T extends Widget>(widget: T, _placement?: Placement): T {
    this.#widgets.push(widget)
    if (this.#focused === null && widget.onKey !== undefined) this.#focused = widget
    this.#refresh()
    return widget
  }

  remove(widget: Widget): void {
    const at = this.#widgets.indexOf(widget)
    if (at >= 0) this.#widgets.splice(at, 1)
    if (this.#focused === widget) this.#focused = null
    this.#refresh()
  }

  focus(widget: Widget | null): void {
    this.#focused = widget
    this.#refresh()
  }
}
