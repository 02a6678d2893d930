// What leaves the editor: the text as it will be posted. Long lines are wrapped as they were seen; quoted lines,
// indented ones (code, tables) and addresses that are wider than a line stay whole.

import { softWrap } from './soft-wrap.ts'

/** Leaves room for a few levels of `> ` within 80 columns. The editor wraps softly at the same width. */
export const POSTED_COLUMNS = 72

/** A broken address is a dead one; but a line may not have more than 998 octets (RFC 5322 §2.1.1). */
const LONGEST_WORD = 240

/** The signature separator keeps its trailing blank (RFC 3676 §4.3). */
const SEPARATOR = '-- '

/** Lines ended by LF; no empty lines at either end, no trailing blanks. */
export const postedText = (text: string): string => {
  const lines = text.split('\n').flatMap(postedLines)
  const first = lines.findIndex((line) => line !== '')
  const last = lines.findLastIndex((line) => line !== '')
  return first === -1 ? '' : lines.slice(first, last + 1).join('\n')
}

/** Quoted and indented lines are left as they are. */
export const keepsLength = (line: string): boolean => /^[\s>]/.test(line)

const postedLines = (line: string): readonly string[] => {
  if (line === SEPARATOR) return [line]
  if (keepsLength(line)) return [line.trimEnd()]
  return softWrap(line, POSTED_COLUMNS, LONGEST_WORD).map(({ start, end }) => line.slice(start, end).trimEnd())
}
