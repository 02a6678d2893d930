// How the thread reader divides its room: the tree beside the article on a wide screen, above it on a high one, away
// on a small one until it is asked for.

import type { Pane } from '../widgets/pane.ts'
import type { Placement, Size, Widget } from '../widgets/widget.ts'

const SIDE_FROM_COLUMNS = 112
const SIDE_COLUMNS = { least: 38, most: 50 }
const TOP_FROM_ROWS = 27
const TOP_ROWS = 7

type Division =
  | { readonly kind: 'side'; readonly columns: number }
  | { readonly kind: 'top'; readonly rows: number }
  | { readonly kind: 'none' }

export interface ReaderFrameOptions {
  readonly pane: Pane
  readonly article: Widget
  readonly tree: Widget
}

export class ReaderFrame {
  readonly #options: ReaderFrameOptions
  /** Whether the caller asked for the tree where it does not show by itself. */
  #wanted = false
  /** How many articles the thread has: a single one needs no tree. */
  articles = 1

  constructor(options: ReaderFrameOptions) {
    this.#options = options
    const { pane, article, tree } = options
    pane.add(article, this.#articlePlace)
    pane.add(tree, this.#treePlace)
    pane.add({ paint: (surface) => paintRule(surface.height, (y) => surface.text(0, y, '│', 'rule')) }, this.#rulePlace)
  }

  get isTreeFocused(): boolean {
    return this.#options.pane.focused === this.#options.tree
  }

  focusArticle(): void {
    this.#wanted = false
    this.#options.pane.focus(this.#options.article)
  }

  /** To the tree, which comes up if need be, and back to the article. */
  toggleTree(): void {
    if (this.isTreeFocused) {
      this.focusArticle()
      return
    }
    this.#wanted = true
    this.#options.pane.focus(this.#options.tree)
  }

  readonly #articlePlace: Placement = (size) => {
    const division = this.#divide(size)
    if (division.kind === 'side') return { left: division.columns + 1, right: 0, top: 0, bottom: 0 }
    return { left: 0, right: 0, top: division.kind === 'top' ? division.rows : 0, bottom: 0 }
  }

  readonly #treePlace: Placement = (size) => {
    const division = this.#divide(size)
    if (division.kind === 'none') return null
    if (division.kind === 'side') return { left: 0, width: division.columns, top: 0, bottom: 0 }
    return { left: 0, right: 0, top: 0, height: division.rows }
  }

  readonly #rulePlace: Placement = (size) => {
    const division = this.#divide(size)
    return division.kind === 'side' ? { left: division.columns, width: 1, top: 0, bottom: 0 } : null
  }

  #divide({ width, height }: Size): Division {
    if (this.articles < 2 && !this.#wanted) return { kind: 'none' }
    if (width >= SIDE_FROM_COLUMNS) {
      const columns = Math.min(SIDE_COLUMNS.most, Math.max(SIDE_COLUMNS.least, Math.floor(width / 3)))
      return { kind: 'side', columns }
    }
    if (this.#wanted) return { kind: 'top', rows: Math.min(this.articles, Math.ceil(height / 2)) }
    if (height >= TOP_FROM_ROWS) return { kind: 'top', rows: Math.min(this.articles, TOP_ROWS) }
    return { kind: 'none' }
  }
}

const paintRule = (rows: number, paint: (y: number) => void): void => {
  for (let y = 0; y < rows; y += 1) paint(y)
}
