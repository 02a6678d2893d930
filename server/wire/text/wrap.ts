// Wrapping of text for a column of given width: at blanks, between ideographs, and inside a word only when the word
// alone is too long. Lines that fit are left exactly as they are.

import { chunksOfWidth, textWidth } from './width.ts'

/** One piece that is not broken by choice, with the blanks before it. */
const PIECES =
  /\s*(?:[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]\p{M}*|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]+)/gu
const QUOTE_PREFIX = /^(?:[>|:] ?)+/

/**
 * The lines of `text` (ended by LF) for `columns` columns, at least 1. A continuation of a quoted line starts with
 * the same quote marks, so that a reader sees whose words they are.
 */
export const wrapText = (text: string, columns: number): string[] => {
  const width = Math.max(1, Math.floor(columns))
  return text.split('\n').flatMap((line) => (textWidth(line) <= width ? [line] : wrapLine(line, width)))
}

const wrapLine = (line: string, columns: number): string[] => {
  const quote = QUOTE_PREFIX.exec(line)?.[0] ?? ''
  // A prefix that leaves no room to speak of is text like any other.
  const prefix = textWidth(quote) <= columns / 2 ? quote : ''
  const room = columns - textWidth(prefix)
  const lines: string[] = []
  let current = ''
  for (const [piece] of line.slice(prefix.length).matchAll(PIECES)) {
    if (textWidth(current) + textWidth(piece) <= room) {
      current += piece
      continue
    }
    if (current.trim() !== '') lines.push(prefix + current)
    const isFirst = lines.length === 0 && current === ''
    const chunks = chunksOfWidth(isFirst ? piece : piece.trimStart(), room)
    current = chunks.pop() ?? ''
    for (const chunk of chunks) lines.push(prefix + chunk)
  }
  lines.push(prefix + current)
  return lines
}
