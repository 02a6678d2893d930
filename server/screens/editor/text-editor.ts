// The text area of the editor: paints an EditorBuffer and gives it keys. Quoted lines have the colours they will have
// for readers.

import { readQuote } from '../boards/quoting.ts'
import type { Key } from '../widgets/keys.ts'
import type { Style } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'
import type { EditorBuffer } from './buffer.ts'
import type { Movement } from './movement.ts'
import { POSTED_COLUMNS } from './posting.ts'

const MARGIN = 1
const QUOTE_STYLES = ['quote1', 'quote2', 'quote3'] as const satisfies readonly Style[]

export const quoteStyle = (depth: number): Style => QUOTE_STYLES[(depth - 1) % QUOTE_STYLES.length] ?? 'quote1'

const MOVEMENTS: Readonly<Record<string, Movement>> = {
  ...{ left: 'left', right: 'right', up: 'up', down: 'down', home: 'row-start', end: 'row-end' },
  ...{ 'C-a': 'row-start', 'C-e': 'row-end', 'C-b': 'left', 'C-f': 'right', 'C-home': 'top', 'C-end': 'bottom' },
  ...{ 'C-left': 'word-left', 'C-right': 'word-right', 'M-b': 'word-left', 'M-f': 'word-right' },
  ...{ 'M-left': 'word-left', 'M-right': 'word-right', 'M-<': 'top', 'M->': 'bottom' },
}

const EDITS: Readonly<Record<string, (buffer: EditorBuffer) => void>> = {
  backspace: (buffer) => buffer.deleteBack(),
  delete: (buffer) => buffer.deleteForward(),
  'C-d': (buffer) => buffer.deleteForward(),
  'C-w': (buffer) => buffer.deleteWordBack(),
  'M-backspace': (buffer) => buffer.deleteWordBack(),
  'C-y': (buffer) => buffer.deleteRow(),
  'C-k': (buffer) => buffer.deleteToLineEnd(),
  'C-z': (buffer) => void buffer.undo(),
  'C-_': (buffer) => void buffer.undo(),
  'C-r': (buffer) => void buffer.redo(),
}

export interface TextEditorOptions {
  readonly buffer: EditorBuffer
  /** A text would have passed the limit, and was not taken. */
  readonly onFull: () => void
  /** Up on the first row, or Shift-Tab: to what stands above. */
  readonly onAbove: () => void
}

export class TextEditor implements Widget {
  readonly #options: TextEditorOptions
  #height = 1

  constructor(options: TextEditorOptions) {
    this.#options = options
  }

  onKey(key: Key): boolean {
    const { buffer } = this.#options
    if (key.name === 'S-tab') {
      this.#options.onAbove()
      return true
    }
    if (key.name === 'pageup' || key.name === 'pagedown') {
      buffer.movePage(key.name === 'pageup' ? -1 : 1, this.#height)
      return true
    }
    const movement = MOVEMENTS[key.name]
    if (movement !== undefined) {
      this.#move(movement)
      return true
    }
    const edit = EDITS[key.name]
    if (edit !== undefined) {
      edit(buffer)
      return true
    }
    const text = key.name === 'enter' ? '\n' : key.name === 'tab' ? '\t' : key.text
    if (text === '') return false
    if (!buffer.insert(text)) this.#options.onFull()
    return true
  }

  paint(surface: Surface, focused: boolean): void {
    const { buffer } = this.#options
    this.#height = surface.height
    // One cell is kept for the cursor behind a full row.
    const columns = surface.width - MARGIN - 1
    buffer.resize({ typed: Math.min(POSTED_COLUMNS, columns), kept: columns })
    const { rows, cursor } = buffer.window(surface.height)
    rows.forEach((row, y) => {
      const { depth } = readQuote(buffer.line(row.line))
      surface.text(MARGIN, y, row.text, depth > 0 ? quoteStyle(depth) : 'text')
    })
    if (focused) surface.cursor(MARGIN + cursor.column, cursor.row)
  }

  #move(movement: Movement): void {
    const { buffer } = this.#options
    const { line, offset } = buffer.cursor
    buffer.move(movement)
    const stayed = buffer.cursor.line === line && buffer.cursor.offset === offset
    if (movement === 'up' && stayed) this.#options.onAbove()
  }
}
