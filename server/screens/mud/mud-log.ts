// What was read in the world so far: rows from the bottom up. It follows the newest line until a reader scrolls up; then
// what they read stays where it is, and a word says that more has come below.

import { type Line, lineWidth, styled, wrapLines } from '../widgets/lines.ts'
import type { Style } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'

/** One line of the world, or what was typed. */
export interface LogLine {
  readonly text: string
  readonly style: Style
  /** A blank row stands before it. */
  readonly isHead?: boolean
  /** Its rows are not folded. */
  readonly isDrawn?: boolean
}

/** Lines kept. */
const MOST_LINES = 2000
/** Longer rows are hard to read, however wide the screen is. */
const WIDEST = 88

interface Entry extends LogLine {
  rows: readonly Line[] | null
}

export class MudLog implements Widget {
  readonly #away: (below: number) => string
  readonly #entries: Entry[] = []
  #columns = 80
  #height = 1
  /** Rows below the lowest one in sight; 0 follows. */
  #up = 0
  /** Lines that came since the reader scrolled up. */
  #below = 0

  /** @param away said in the last row while the reader is further up */
  constructor(away: (below: number) => string) {
    this.#away = away
  }

  append(line: LogLine): void {
    const entry: Entry = { ...line, rows: null }
    this.#entries.push(entry)
    if (this.#up > 0) {
      this.#up += this.#rowsOf(entry).length
      this.#below += 1
    }
    if (this.#entries.length > MOST_LINES) this.#entries.shift()
  }

  /** By pages, up when negative. False at the first line. */
  page(direction: 1 | -1): boolean {
    const most = Math.max(0, this.#total() - this.#height)
    const before = this.#up
    this.#up = Math.min(most, Math.max(0, this.#up - direction * Math.max(1, this.#height - 2)))
    if (this.#up === 0) this.#below = 0
    return direction === 1 || this.#up !== before
  }

  toBottom(): void {
    this.#up = 0
    this.#below = 0
  }

  paint(surface: Surface): void {
    this.#height = surface.height
    this.#fold(Math.min(WIDEST, surface.width))
    const rows = this.#inSight()
    rows.forEach((row, y) => {
      surface.line(0, surface.height - rows.length + y, row)
    })
    if (this.#up > 0) this.#paintAway(surface)
  }

  #inSight(): readonly Line[] {
    const rows: Line[] = []
    let skip = this.#up
    for (let at = this.#entries.length - 1; at >= 0 && rows.length < this.#height; at -= 1) {
      const entry = this.#entries[at]
      const laid = entry === undefined ? [] : this.#rowsOf(entry)
      const part = laid.slice(0, Math.max(0, laid.length - skip))
      skip = Math.max(0, skip - laid.length)
      rows.unshift(...part.slice(-(this.#height - rows.length)))
    }
    return rows
  }

  #fold(columns: number): void {
    if (columns === this.#columns) return
    this.#columns = columns
    for (const entry of this.#entries) entry.rows = null
    this.#up = Math.min(this.#up, Math.max(0, this.#total() - this.#height))
  }

  #rowsOf(entry: Entry): readonly Line[] {
    entry.rows ??= [...(entry.isHead === true ? [[]] : []), ...this.#folded(entry)]
    return entry.rows
  }

  #folded({ text, style, isDrawn }: LogLine): readonly Line[] {
    if (isDrawn === true) return text.split('\n').map((row) => [styled(style, row)])
    return wrapLines(text, this.#columns, style)
  }

  #total(): number {
    return this.#entries.reduce((sum, entry) => sum + this.#rowsOf(entry).length, 0)
  }

  #paintAway(surface: Surface): void {
    const word: Line = [styled(this.#below > 0 ? 'fresh' : 'dim', ` ${this.#away(this.#below)} `)]
    const y = surface.height - 1
    surface.text(0, y, '─'.repeat(surface.width), 'rule')
    surface.line(Math.max(0, Math.floor((surface.width - lineWidth(word)) / 2)), y, word)
  }
}
