// Where the cursor goes: by characters, words, rows and to the ends. Going up and down needs to remember a column, so
// that is the buffer's own.

import type { Document, Position } from './document.ts'
import { nextBoundary, nextWord, previousBoundary, previousWord } from './graphemes.ts'
import type { RowMap } from './row-map.ts'

/** How far a movement goes. `row` is one row up or down, `edge` the row's own start or end (then the line's). */
export type Movement = Step | 'up' | 'down'

export type Step = 'left' | 'right' | 'word-left' | 'word-right' | 'row-start' | 'row-end' | 'top' | 'bottom'

/** The position that a step leads to; over line ends, and no further than the text's own ends. */
export const step = (document: Document, rows: RowMap, from: Position, movement: Step): Position => {
  const { line, offset } = from
  const text = document.line(line)
  switch (movement) {
    case 'left':
      return offset > 0 ? { line, offset: previousBoundary(text, offset) } : endAbove(document, line)
    case 'right':
      return offset < text.length ? { line, offset: nextBoundary(text, offset) } : startBelow(document, line)
    case 'word-left':
      return offset > 0 ? { line, offset: previousWord(text, offset) } : endAbove(document, line)
    case 'word-right':
      return offset < text.length ? { line, offset: nextWord(text, offset) } : startBelow(document, line)
    case 'row-start': {
      const start = rows.edges(from).start
      return { line, offset: offset === start ? 0 : start }
    }
    case 'row-end': {
      const end = rows.edges(from).end
      return { line, offset: offset === end ? text.length : end }
    }
    case 'top':
      return { line: 0, offset: 0 }
    case 'bottom':
      return document.end
    default:
      return movement satisfies never
  }
}

const endAbove = (document: Document, line: number): Position =>
  line === 0 ? { line, offset: 0 } : { line: line - 1, offset: document.line(line - 1).length }

const startBelow = (document: Document, line: number): Position =>
  line === document.lineCount - 1 ? document.end : { line: line + 1, offset: 0 }
