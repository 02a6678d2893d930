// A pane that is drawn, a rectangle with widgets in it: the body of a screen, a bar, a dialog. Panes lie on each other in the order in which
// they were opened.

import { type BlessedBox, type BlessedScreen, openBox } from './blessed-screen.ts'
import type { Cells } from './cells.ts'
import type { Pane, PointedWidget } from './pane.ts'
import { type Area, Surface } from './surface.ts'
import type { Layout, Placement, Size, Widget } from './widget.ts'

interface Mounted {
  readonly widget: Widget
  readonly box: BlessedBox
  readonly placement: Placement
}

export class DrawnPane implements Pane {
  readonly #screen: BlessedScreen
  readonly #box: BlessedBox
  #placement: Placement
  readonly #refresh: () => void
  readonly #mounted: Mounted[] = []
  #focused: Widget | null = null
  visible = true

  constructor(options: { screen: BlessedScreen; placement: Placement; refresh: () => void }) {
    this.#screen = options.screen
    this.#placement = options.placement
    this.#refresh = options.refresh
    this.#box = openBox(options.screen)
    options.screen.append(this.#box)
    this.#placeSelf()
  }

  get size(): Size {
    this.#placeSelf()
    return { width: this.#box.width, height: this.#box.height }
  }

  get focused(): Widget | null {
    return this.#focused
  }

  move(placement: Placement): void {
    this.#placement = placement
    this.#refresh()
  }

  add<T extends Widget>(widget: T, placement: Placement = {}): T {
    const box = openBox(this.#screen)
    this.#box.append(box)
    this.#mounted.push({ widget, box, placement })
    if (this.#focused === null && widget.onKey !== undefined) this.#focused = widget
    this.#refresh()
    return widget
  }

  remove(widget: Widget): void {
    const at = this.#mounted.findIndex((each) => each.widget === widget)
    const [mounted] = at < 0 ? [] : this.#mounted.splice(at, 1)
    mounted?.box.destroy()
    if (this.#focused === widget) this.#focused = null
    this.#refresh()
  }

  focus(widget: Widget | null): void {
    this.#focused = widget
    this.#refresh()
  }

  widgetAt({ x, y }: { readonly x: number; readonly y: number }): PointedWidget | null {
    const size = this.size
    for (const { widget, box, placement } of this.#mounted.toReversed()) {
      if (!this.#place(box, placement, size)) continue
      const { left, top, width, height } = areaOf(box)
      if (x >= left && x < left + width && y >= top && y < top + height) return { widget, x: x - left, y: y - top }
    }
    return null
  }

  /** Paints background and widgets; `setCursor` is heard from the focused widget. */
  paint(cells: Cells, setCursor: (x: number, y: number) => void): void {
    if (!this.#placeSelf()) return
    const size = this.size
    new Surface(cells, areaOf(this.#box), () => {}).fill()
    for (const { widget, box, placement } of this.#mounted) {
      if (!this.#place(box, placement, size)) continue
      const focused = widget === this.#focused
      const area = areaOf(box)
      if (area.width > 0 && area.height > 0) {
        widget.paint(new Surface(cells, area, focused ? setCursor : () => {}), focused)
      }
    }
  }

  destroy(): void {
    for (const { box } of this.#mounted) box.destroy()
    this.#mounted.length = 0
    this.#focused = null
    this.#box.destroy()
    this.#refresh()
  }

  #placeSelf(): boolean {
    return this.#place(this.#box, this.#placement, { width: this.#screen.cols, height: this.#screen.rows })
  }

  /** False when the placement hides the box at this size. */
  #place(box: BlessedBox, placement: Placement, within: Size): boolean {
    const layout: Layout | null = typeof placement === 'function' ? placement(within) : placement
    if (layout === null) return false
    for (const side of ['left', 'top', 'right', 'bottom', 'width', 'height'] as const) {
      box.position[side] = layout[side]
    }
    return true
  }
}

const areaOf = (box: BlessedBox): Area => ({ left: box.aleft, top: box.atop, width: box.width, height: box.height })
