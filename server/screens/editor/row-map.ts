// The rows of a softly wrapped document: which row an offset is in, which column, and walking up and down. Each line is
// wrapped when it is first asked for and again when it changed, never the whole text.

import { textWidth } from '../../wire/text/width.ts'
import type { Document, Position } from './document.ts'
import { nextBoundary, previousBoundary } from './graphemes.ts'
import { type Row, rowOf, softWrap } from './soft-wrap.ts'

export interface RowPosition {
  readonly line: number
  /** Counted from the line's first row. */
  readonly row: number
}

export interface ShownRow extends RowPosition {
  readonly text: string
  /** Not the first row of its line. */
  readonly continues: boolean
}

export class RowMap {
  readonly #document: Document
  readonly #columns: (line: string) => number
  #wrapped: (readonly Row[] | undefined)[] = []

  /** `columns`: how wide a row of a line may be, at least 1. */
  constructor(document: Document, columns: (line: string) => number) {
    this.#document = document
    this.#columns = columns
  }

  /** What `columns` says has changed. */
  forget(): void {
    this.#wrapped = []
  }

  /** `before` lines from `line` on became `after` lines. */
  changed(line: number, before: number, after: number): void {
    if (before === after) this.#wrapped.fill(undefined, line, line + before)
    else this.#wrapped.length = Math.min(this.#wrapped.length, line)
  }

  of(line: number): readonly Row[] {
    const known = this.#wrapped[line]
    if (known !== undefined) return known
    const text = this.#document.line(line)
    const rows = softWrap(text, this.#columns(text))
    this.#wrapped[line] = rows
    return rows
  }

  at(position: Position): RowPosition {
    return { line: position.line, row: rowOf(this.of(position.line), position.offset) }
  }

  /** 0 to the width, in cells; blanks that hang over the edge do not push the cursor out of sight. */
  columnOf(position: Position): number {
    const row = this.#row(this.at(position))
    const line = this.#document.line(position.line)
    return Math.min(textWidth(line.slice(row.start, position.offset)), this.#columns(line))
  }

  /** The offset nearest to `column` in a row. */
  position(at: RowPosition, column: number): Position {
    const text = this.#document.line(at.line)
    const { start } = this.#row(at)
    const { end } = this.#edges(at)
    let offset = start
    let reached = 0
    while (offset < end) {
      const next = nextBoundary(text, offset)
      reached += textWidth(text.slice(offset, next))
      if (reached > column) break
      offset = next
    }
    return { line: at.line, offset }
  }

  /** Where Home and End go within the row of `position`. */
  edges(position: Position): Row {
    return this.#edges(this.at(position))
  }

  // The offset where two rows meet is the later row's, so the end of all but the last row is one step before it.
  #edges(at: RowPosition): Row {
    const row = this.#row(at)
    if (at.row === this.of(at.line).length - 1) return row
    return { start: row.start, end: previousBoundary(this.#document.line(at.line), row.end) }
  }

  compare(a: RowPosition, b: RowPosition): number {
    return a.line - b.line || a.row - b.row
  }

  /** `distance` rows down (up when negative), stopping at the first and last. */
  walk(from: RowPosition, distance: number): RowPosition {
    let { line, row } = from
    let left = Math.abs(distance)
    for (; left > 0; left -= 1) {
      if (distance > 0 && row < this.of(line).length - 1) row += 1
      else if (distance > 0 && line < this.#document.lineCount - 1) [line, row] = [line + 1, 0]
      else if (distance < 0 && row > 0) row -= 1
      else if (distance < 0 && line > 0) [line, row] = [line - 1, this.of(line - 1).length - 1]
      else break
    }
    return { line, row }
  }

  /** The nearest row that exists. */
  clamp(at: RowPosition): RowPosition {
    const line = Math.max(0, Math.min(at.line, this.#document.lineCount - 1))
    return { line, row: Math.max(0, Math.min(at.row, this.of(line).length - 1)) }
  }

  /** At most `count` rows from `first` on. */
  from(first: RowPosition, count: number): readonly ShownRow[] {
    const rows: ShownRow[] = []
    for (let { line, row } = first; rows.length < count && line < this.#document.lineCount; line += 1, row = 0) {
      for (const each of this.of(line).slice(row, row + count - rows.length)) {
        const text = this.#document.line(line).slice(each.start, each.end)
        rows.push({ text, line, row, continues: row > 0 })
        row += 1
      }
    }
    return rows
  }

  #row(at: RowPosition): Row {
    return this.of(at.line)[at.row] ?? { start: 0, end: 0 }
  }
}
