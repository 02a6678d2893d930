// The part of a stage that one screen has: its widgets, and which of them has the keys.

import type { Placement, Size, Widget } from './widget.ts'

export interface PointedWidget {
  readonly widget: Widget
  readonly x: number
  readonly y: number
}

export interface Pane {
  readonly size: Size
  readonly focused: Widget | null
  /** A hidden pane keeps its widgets and is not shown. */
  visible: boolean
  /** The widget at a cell of the screen, and the cell within it. */
  widgetAt?(at: { readonly x: number; readonly y: number }): PointedWidget | null
  move(placement: Placement): void
  /** The first widget that takes keys gets the focus. */
  add<T extends Widget>(widget: T, placement?: Placement): T
  remove(widget: Widget): void
  focus(widget: Widget | null): void
}
