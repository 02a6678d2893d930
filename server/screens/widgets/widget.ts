// What every widget is: something with a place that paints itself and may take keys. It keeps a model (rows, fields,
// lines) apart from its painting, so that other renderings can tell the same model in their own way.

import type { Key } from './keys.ts'
import type { Surface } from './surface.ts'
import type { Voice } from './voice.ts'

/**
 * Where a widget stands in its pane: cells, percentages (`'50%'`, `'50%-1'`) or `'center'`. Without width or height it
 * reaches from the one edge to the other.
 */
export interface Layout {
  readonly left?: number | string
  readonly top?: number | string
  readonly right?: number
  readonly bottom?: number
  readonly width?: number | string
  readonly height?: number | string
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A fixed layout, or one that follows the size of the pane; null hides the widget at that size. */
export type Placement = Layout | ((pane: Size) => Layout | null)

/** False: not my key. A promise: mine, and further keys wait until it is settled. */
export type Taken = boolean | Promise<void>

export interface Widget {
  /** How it is told in line mode; without one it is ornament. */
  readonly voice?: Voice
  paint(surface: Surface, focused: boolean): void
  /** Asked only while the widget has the focus, before the screen's own keys. */
  onKey?(key: Key): Taken
  /** The mouse was pressed in a cell of the widget. */
  onClick?(x: number, y: number): Taken
}
