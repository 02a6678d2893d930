// Where one logical line breaks into the rows of a screen, without changing the text: the editor draws by it, and what
// is posted is wrapped by it too, so a writer sees the lines that readers will get. Pure.

import { textWidth } from '../../wire/text/width.ts'
import { nextBoundary } from './graphemes.ts'

/** Half-open: `start` to `end` as offsets. The blanks a row breaks at belong to it and hang over its right edge. */
export interface Row {
  readonly start: number
  readonly end: number
}

const PLAIN = /^[ -~]*$/

/**
 * At least one row, together the whole text. A word that is wider than a row is broken between characters, or let
 * stand out as long as it has at most `longestWord` cells.
 */
export const softWrap = (text: string, columns: number, longestWord = columns): readonly Row[] => {
  const plain = PLAIN.test(text)
  if (plain && text.length <= columns) return [{ start: 0, end: text.length }]
  const rows: Row[] = []
  let start = 0
  let column = 0
  let breakAt = 0
  let inked = false
  for (let offset = 0; offset < text.length; ) {
    const next = plain ? offset + 1 : nextBoundary(text, offset)
    const blank = text[offset] === ' '
    const width = plain ? 1 : textWidth(text.slice(offset, next))
    // Twice, when what follows the last blank and this character are too wide together.
    while (!blank && offset > start && column + width > (breakAt > start ? columns : longestWord)) {
      const end = breakAt > start ? breakAt : offset
      rows.push({ start, end })
      start = end
      column = plain ? offset - end : textWidth(text.slice(end, offset))
      inked = column > 0
    }
    column += width
    // A break is worth having after a blank (unless it only indents the row) and after a wide character.
    if (blank ? inked : width > 1) breakAt = next
    inked ||= !blank
    offset = next
  }
  rows.push({ start, end: text.length })
  return rows
}

/** Which row holds the cursor: an offset where two rows meet belongs to the later one. */
export const rowOf = (rows: readonly Row[], offset: number): number => {
  const after = rows.findIndex((row) => row.start > offset)
  return after === -1 ? rows.length - 1 : after - 1
}
