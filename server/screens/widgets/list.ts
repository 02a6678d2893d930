// Rows to choose from: arrows, PgUp and PgDn, Home and End, j and k, a hotkey per row where there is one, Enter or
// Right to choose. Columns are aligned by what terminals show, not by characters. More rows can be fetched at the end.

import type { Key } from './keys.ts'
import { cutText, type Line, lineText, lineWidth, type Span, setText } from './lines.ts'
import { tellRow } from './list-telling.ts'
import type { Style } from './styles.ts'
import type { Surface } from './surface.ts'
import type { ListVoice, ToldRow } from './voice.ts'
import type { Taken, Widget } from './widget.ts'

export interface Column<Row> {
  /** Heading; absent or '' for none. */
  readonly head?: string
  /** Columns of the terminal; `fill` shares what is left. */
  readonly width: number | 'fill'
  readonly align?: 'left' | 'right'
  /** Left out when the list is narrower than this. */
  readonly from?: number
  readonly cell: (row: Row) => Span
  /** The same in line mode, where there are no headings; by default the cell, with the heading where it is a number. */
  readonly say?: (row: Row) => string
}

export interface ListOptions<Row> {
  readonly columns: readonly Column<Row>[]
  /** What stands there when there are no rows. */
  readonly empty?: string
  readonly onChoose?: (row: Row, key: Key) => void | Promise<void>
  /** Another row was reached. */
  readonly onMove?: (row: Row) => void
  /** Fetches the rows behind `last`; an empty answer is the end. Called when the selection nears the end. */
  readonly more?: (last: Row) => Promise<readonly Row[]>
  /** A key that chooses this row at once: a `Key.name` in small letters. It goes before the list's own keys. */
  readonly hotkey?: (row: Row) => string | undefined
  /** Something changed: `() => context.refresh()`. Not needed for changes that a key caused. */
  readonly onChange?: () => void
}

/** Rows from the end at which more are fetched. */
const NEAR_END = 10
const GAP = 2
/** What a column that fills is never denied. */
const FILL_MIN = 6

export class List<Row> implements Widget {
  readonly #options: ListOptions<Row>
  #rows: readonly Row[] = []
  #selected = 0
  #scroll = 0
  #page = 10
  #loading = false
  #same: (a: Row, b: Row) => boolean = (a, b) => a === b
  #ended = false

  constructor(options: ListOptions<Row>) {
    this.#options = options
  }

  get voice(): ListVoice {
    return {
      kind: 'list',
      rows: this.#rows.map((row) => this.#told(row)),
      empty: this.#options.empty ?? '',
      more: () => this.#tellMore(),
    }
  }

  get rows(): readonly Row[] {
    return this.#rows
  }

  get selected(): Row | undefined {
    return this.#rows[this.#selected]
  }

  get index(): number {
    return this.#selected
  }

  /** New rows; with `same`, the row that was chosen stays chosen if it is still there. */
  setRows(rows: readonly Row[], same?: (a: Row, b: Row) => boolean): void {
    const chosen = this.selected
    if (same !== undefined) this.#same = same
    this.#rows = rows
    this.#ended = false
    const at = chosen === undefined || same === undefined ? -1 : rows.findIndex((row) => same(row, chosen))
    this.#selected = Math.min(Math.max(0, at < 0 ? this.#selected : at), Math.max(0, rows.length - 1))
    this.#options.onChange?.()
  }

  select(index: number): void {
    this.#selected = Math.min(Math.max(0, index), Math.max(0, this.#rows.length - 1))
    this.#options.onChange?.()
  }

  selectWhere(wanted: (row: Row) => boolean): void {
    const at = this.#rows.findIndex(wanted)
    if (at >= 0) this.select(at)
  }

  onKey(key: Key): Taken {
    const { hotkey, onChoose } = this.#options
    const at = hotkey === undefined ? -1 : this.#rows.findIndex((each) => hotkey(each) === key.name.toLowerCase())
    const hot = this.#rows[at]
    if (hot !== undefined) {
      this.#selected = at
      return this.#choose(hot, key)
    }
    const step = this.#step(key.name)
    if (step !== undefined) return this.#move(step)
    const row = this.selected
    if (key.name !== 'enter' && key.name !== 'right') return false
    return row === undefined || onChoose === undefined ? false : this.#choose(row, key)
  }

  onClick(_x: number, y: number): Taken {
    const at = this.#scroll + y - (this.#isHeaded ? 1 : 0)
    const row = y < 0 || (this.#isHeaded && y === 0) ? undefined : this.#rows[at]
    if (row === undefined) return true
    this.#selected = at
    return this.#options.onChoose === undefined ? true : this.#choose(row, { name: 'enter', text: '' })
  }

  get #isHeaded(): boolean {
    return this.#options.columns.some((column) => (column.head ?? '') !== '')
  }

  paint(surface: Surface, focused: boolean): void {
    const { columns, empty } = this.#options
    const widths = columnWidths(columns, surface.width - 1)
    const headed = this.#isHeaded
    const top = headed ? 1 : 0
    if (headed) paintRow(surface, 0, columns, widths, (column) => ({ text: column.head ?? '', style: 'dim' }))
    this.#page = Math.max(1, surface.height - top)
    this.#scrollIntoView()
    if (this.#rows.length === 0 && empty !== undefined) surface.text(1, top + 1, empty, 'dim')
    for (let y = 0; y < this.#page; y += 1) {
      const at = this.#scroll + y
      const row = this.#rows[at]
      if (row === undefined) break
      const style: Style | undefined = at !== this.#selected ? undefined : focused ? 'selected' : 'marked'
      if (style !== undefined) surface.row(top + y, style)
      paintRow(surface, top + y, columns, widths, (column) => column.cell(row), style)
    }
    if (this.#scroll > 0) surface.text(surface.width - 1, top, '↑', 'dim')
    if (this.#scroll + this.#page < this.#rows.length) surface.text(surface.width - 1, surface.height - 1, '↓', 'dim')
  }

  #told(row: Row): ToldRow {
    const select = (): void => this.selectWhere((each) => each === row || this.#same(each, row))
    return {
      hotkey: this.#options.hotkey?.(row) ?? '',
      text: tellRow(row, this.#options.columns),
      select,
      choose: () => {
        select()
        return this.#options.onChoose === undefined ? false : this.#choose(row, { name: 'enter', text: '' })
      },
    }
  }

  async #tellMore(): Promise<boolean> {
    const { more } = this.#options
    const last = this.#rows.at(-1)
    const before = this.#rows.length
    if (more !== undefined && last !== undefined && !this.#loading && !this.#ended) await this.#fetch(more, last)
    return this.#rows.length > before
  }

  #choose(row: Row, key: Key): Taken {
    return this.#options.onChoose?.(row, key) ?? true
  }

  #step(name: string): number | undefined {
    switch (name) {
      case 'up':
      case 'k':
        return -1
      case 'down':
      case 'j':
        return 1
      case 'pageup':
        return -this.#page
      case 'pagedown':
      case 'space':
        return this.#page
      case 'home':
        return -this.#rows.length
      case 'end':
        return this.#rows.length
      default:
        return undefined
    }
  }

  #move(step: number): Taken {
    const next = Math.min(Math.max(0, this.#selected + step), Math.max(0, this.#rows.length - 1))
    const row = this.#rows[next]
    if (next !== this.#selected && row !== undefined) {
      this.#selected = next
      this.#options.onMove?.(row)
    }
    const last = this.#rows.at(-1)
    const { more } = this.#options
    const isNear = this.#selected >= this.#rows.length - NEAR_END
    if (step <= 0 || !isNear || more === undefined || last === undefined || this.#loading || this.#ended) return true
    return this.#fetch(more, last)
  }

  async #fetch(more: (last: Row) => Promise<readonly Row[]>, last: Row): Promise<void> {
    this.#loading = true
    try {
      const rows = await more(last)
      if (rows.length === 0) this.#ended = true
      this.#rows = [...this.#rows, ...rows]
      this.#options.onChange?.()
    } finally {
      this.#loading = false
    }
  }

  #scrollIntoView(): void {
    if (this.#selected < this.#scroll) this.#scroll = this.#selected
    if (this.#selected >= this.#scroll + this.#page) this.#scroll = this.#selected - this.#page + 1
    this.#scroll = Math.min(this.#scroll, Math.max(0, this.#rows.length - this.#page))
  }
}

/** Columns of the terminal for each column; 0 for one that is left out. Too many are taken from the widest. */
const columnWidths = <Row>(columns: readonly Column<Row>[], room: number): number[] => {
  const present = columns.map((column) => column.from === undefined || room >= column.from)
  const widths = columns.map((column, at) => (present[at] === true && column.width !== 'fill' ? column.width : 0))
  const fills = columns.flatMap((column, at) => (present[at] === true && column.width === 'fill' ? [at] : []))
  const gaps = GAP * Math.max(0, present.filter(Boolean).length - 1)
  const sum = (): number => widths.reduce((total, width) => total + width, 0)
  const available = room - 1 - gaps
  while (sum() > available - fills.length * FILL_MIN && Math.max(...widths) > 1) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 1) - 1
  }
  const share = Math.floor(Math.max(0, available - sum()) / Math.max(1, fills.length))
  for (const at of fills) widths[at] = share
  return widths
}

const paintRow = <Row>(
  surface: Surface,
  y: number,
  columns: readonly Column<Row>[],
  widths: readonly number[],
  cellOf: (column: Column<Row>) => Span,
  style?: Style,
): void => {
  let x = 1
  columns.forEach((column, at) => {
    const width = widths[at] ?? 0
    if (width <= 0) return
    const cell = cellOf(column)
    const line: Line = [cell]
    const text = lineWidth(line) > width ? cutText(lineText(line), width) : lineText(line)
    const own = typeof cell === 'string' ? 'text' : cell.style
    const quiet = style === 'selected' && own === 'dim' ? 'selectedDim' : style
    surface.text(x, y, setText(text, width, column.align), quiet ?? own)
    x += width + GAP
  })
}
