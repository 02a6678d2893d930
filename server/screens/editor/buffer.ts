// A full-screen editor's model: text, cursor, undo, and the window of wrapped rows that a screen shows. It wraps softly
// at its width; the text itself keeps the writer's own line ends. It draws nothing and knows no keys.

import { sanitizeText } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import { comparePositions, Document, endOf, type Position } from './document.ts'
import { nextBoundary, previousBlankWord } from './graphemes.ts'
import { type Edit, EditHistory, type EditKind } from './history.ts'
import { type Movement, type Step, step } from './movement.ts'
import { keepsLength } from './posting.ts'
import { RowMap, type RowPosition } from './row-map.ts'

const TAB_STOPS = 4

/** Cells to a row: of what the writer types, and of lines that keep their own length (quotes, indented ones). */
export interface BufferColumns {
  readonly typed: number
  readonly kept: number
}

export interface BufferOptions {
  readonly text?: string
  readonly columns: BufferColumns
  /** The most octets of UTF-8 the text may have. */
  readonly limit: number
}

export interface BufferWindow {
  /** At most as many as were asked for. */
  readonly rows: readonly { readonly text: string; readonly line: number; readonly continues: boolean }[]
  /** Within the window, in cells. */
  readonly cursor: { readonly row: number; readonly column: number }
}

export class EditorBuffer {
  readonly #document: Document
  readonly #rows: RowMap
  readonly #limit: number
  readonly #history = new EditHistory()
  #cursor: Position = { line: 0, offset: 0 }
  /** The column that moving up and down tries to keep. */
  #goal: number | null = null
  #columns: BufferColumns
  #top: RowPosition = { line: 0, row: 0 }
  #changed = false

  constructor(options: BufferOptions) {
    this.#document = new Document(clean(options.text ?? ''))
    this.#columns = options.columns
    this.#rows = new RowMap(this.#document, (line) => this.#columnsOf(line))
    this.#limit = options.limit
  }

  get cursor(): Position {
    return this.#cursor
  }

  get octets(): number {
    return this.#document.octets
  }

  /** Whether anything was typed since the start or the last `markSaved`. */
  get changed(): boolean {
    return this.#changed
  }

  get lineCount(): number {
    return this.#document.lineCount
  }

  text(): string {
    return this.#document.text()
  }

  line(index: number): string {
    return this.#document.line(index)
  }

  markSaved(): void {
    this.#changed = false
  }

  resize(columns: BufferColumns): void {
    if (columns.typed === this.#columns.typed && columns.kept === this.#columns.kept) return
    this.#columns = columns
    this.#rows.forget()
    this.#top = { line: this.#top.line, row: 0 }
  }

  /** Typed or pasted; tabs become blanks, controls go. False when the text would pass the limit: nothing happens then. */
  insert(raw: string): boolean {
    const column = textWidth(this.#document.line(this.#cursor.line).slice(0, this.#cursor.offset))
    const text = raw === '\t' ? ' '.repeat(TAB_STOPS - (column % TAB_STOPS)) : clean(raw)
    if (this.#document.octets + Buffer.byteLength(text) > this.#limit) return false
    const typed = text.length <= 2 || (raw !== '\t' && nextBoundary(text, 0) === text.length)
    if (text !== '') this.#edit(typed ? 'type' : 'other', this.#cursor, this.#cursor, text)
    return true
  }

  /** Another text in the place of all of it, the cursor at its end; can be undone. */
  replaceAll(text: string): void {
    this.#edit('other', { line: 0, offset: 0 }, this.#document.end, clean(text))
  }

  deleteBack(): void {
    const from = this.#step(this.#cursor, 'left')
    this.#edit('erase', from, this.#cursor, '')
  }

  deleteForward(): void {
    this.#edit('erase', this.#cursor, this.#step(this.#cursor, 'right'), '')
  }

  /** Ctrl-W: back to the blank before the word; at a line's start, joins it with the one above. */
  deleteWordBack(): void {
    const { line, offset } = this.#cursor
    const start = previousBlankWord(this.#document.line(line), offset)
    const from = offset === 0 ? this.#step(this.#cursor, 'left') : { line, offset: start }
    this.#edit('other', from, this.#cursor, '')
  }

  /** Ctrl-Y: the row the cursor is in, as it is seen; with its line end when the row is the whole line. */
  deleteRow(): void {
    const { line } = this.#cursor
    const rows = this.#rows.of(line)
    const row = rows[this.#rows.at(this.#cursor).row]
    if (row === undefined) return
    const last = line === this.#document.lineCount - 1
    if (rows.length > 1) this.#edit('other', { line, offset: row.start }, { line, offset: row.end }, '')
    else if (!last) this.#edit('other', { line, offset: 0 }, { line: line + 1, offset: 0 }, '')
    else this.#edit('other', { line, offset: 0 }, this.#document.end, '')
  }

  /** Ctrl-K: to the end of the line, or the line end itself. */
  deleteToLineEnd(): void {
    const { line, offset } = this.#cursor
    const length = this.#document.line(line).length
    const to = offset === length ? this.#step(this.#cursor, 'right') : { line, offset: length }
    this.#edit('other', this.#cursor, to, '')
  }

  undo(): boolean {
    const edit = this.#history.undo()
    if (edit === null) return false
    this.#apply(edit.at, endOf(edit.at, edit.inserted), edit.removed)
    this.#cursor = edit.before
    return true
  }

  redo(): boolean {
    const edit = this.#history.redo()
    if (edit === null) return false
    this.#apply(edit.at, endOf(edit.at, edit.removed), edit.inserted)
    return true
  }

  move(movement: Movement): void {
    this.#history.seal()
    if (movement === 'up' || movement === 'down') {
      this.#moveRows(movement === 'up' ? -1 : 1)
      return
    }
    this.#goal = null
    this.#cursor = this.#step(this.#cursor, movement)
  }

  /** A page of `rows` rows, keeping one in sight. */
  movePage(direction: -1 | 1, rows: number): void {
    this.#history.seal()
    const distance = Math.max(1, rows - 1)
    this.#top = this.#rows.walk(this.#top, direction * distance)
    this.#moveRows(direction * distance)
  }

  /** Puts the cursor at a line's start, as where a reply is to be begun. */
  moveTo(position: Position): void {
    this.#history.seal()
    this.#goal = null
    const line = Math.max(0, Math.min(position.line, this.#document.lineCount - 1))
    this.#cursor = { line, offset: Math.min(position.offset, this.#document.line(line).length) }
  }

  /** What a window of `height` rows shows, scrolled no more than the cursor needs. */
  window(height: number): BufferWindow {
    const at = this.#rows.at(this.#cursor)
    this.#top = this.#rows.clamp(this.#top)
    if (this.#rows.compare(at, this.#top) < 0) this.#top = at
    const lowest = this.#rows.walk(this.#top, height - 1)
    if (this.#rows.compare(at, lowest) > 0) this.#top = this.#rows.walk(at, 1 - height)
    const rows = this.#rows.from(this.#top, height)
    const row = rows.findIndex((each) => each.line === at.line && each.row === at.row)
    return { rows, cursor: { row: Math.max(0, row), column: this.#rows.columnOf(this.#cursor) } }
  }

  /** Where the cursor is, counted from 1 as people do. */
  get place(): { readonly line: number; readonly column: number } {
    const { line, offset } = this.#cursor
    return { line: line + 1, column: textWidth(this.#document.line(line).slice(0, offset)) + 1 }
  }

  #edit(kind: EditKind, from: Position, to: Position, text: string): void {
    if (text === '' && comparePositions(from, to) === 0) return
    const before = this.#cursor
    const removed = this.#apply(from, to, text)
    const edit: Edit = { kind, at: from, removed, inserted: text, before }
    this.#history.push(edit)
  }

  #apply(from: Position, to: Position, text: string): string {
    const removed = this.#document.replace(from, to, text)
    this.#rows.changed(from.line, to.line - from.line + 1, text.split('\n').length)
    this.#cursor = endOf(from, text)
    this.#goal = null
    this.#changed = true
    return removed
  }

  #moveRows(distance: number): void {
    this.#goal ??= this.#rows.columnOf(this.#cursor)
    const from = this.#rows.at(this.#cursor)
    const to = this.#rows.walk(from, distance)
    const stuck = this.#rows.compare(from, to) === 0
    if (!stuck) this.#cursor = this.#rows.position(to, this.#goal)
    else this.#cursor = distance < 0 ? { line: 0, offset: 0 } : this.#document.end
  }

  #step(from: Position, movement: Step): Position {
    return step(this.#document, this.#rows, from, movement)
  }

  #columnsOf(line: string): number {
    return Math.max(1, keepsLength(line) ? this.#columns.kept : this.#columns.typed)
  }
}

const clean = (text: string): string => sanitizeText(text, 'expand')
