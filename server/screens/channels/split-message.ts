// Cuts what was typed into lines that a channel takes: at most MESSAGE_OCTETS octets each, broken between words where
// that is possible and never inside a character. Pure.

import { MESSAGE_OCTETS } from '../../../shared/limits.ts'
import { nextBoundary } from '../editor/graphemes.ts'

/** Empty lines are left out; each line end starts a new message. */
export const splitMessage = (text: string, limit = MESSAGE_OCTETS): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) => splitLine(line, limit))
    .filter((line) => line.trim() !== '')

const splitLine = (line: string, limit: number): readonly string[] => {
  if (Buffer.byteLength(line) <= limit) return [line]
  const parts: string[] = []
  let start = 0
  let octets = 0
  let breakAt = 0
  for (let offset = 0; offset < line.length; ) {
    const next = nextBoundary(line, offset)
    const size = Buffer.byteLength(line.slice(offset, next))
    // Twice, when what follows the last blank and this character are too long together.
    while (octets + size > limit && offset > start) {
      const end = breakAt > start ? breakAt : offset
      parts.push(line.slice(start, end).trimEnd())
      start = end
      octets = Buffer.byteLength(line.slice(start, offset))
    }
    octets += size
    if (line[offset] === ' ') breakAt = next
    offset = next
  }
  parts.push(line.slice(start))
  return parts
}
