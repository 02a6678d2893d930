// `.newsrc`, the file in which newsreaders keep what was read: a line a group, `:` when subscribed and `!` when not,
// and the ranges of numbers that are read. Pure.

import { isBoardName } from '../../../shared/names.ts'
import { Refusal } from '../refusal.ts'
import { parseRanges, type ReadRanges } from './read-ranges.ts'

export interface NewsrcLine {
  readonly group: string
  readonly isSubscribed: boolean
  readonly ranges: ReadRanges
}

/** A reader of 20 years with every group of a large server has about this much. */
const NEWSRC_OCTETS = 1_048_576
const NEWSRC_LINES = 20_000

/** Lines of another form (options, comments) are passed over. @throws Refusal too-long */
export const parseNewsrc = (text: string): readonly NewsrcLine[] => {
  if (Buffer.byteLength(text) > NEWSRC_OCTETS) throw new Refusal('too-long', `a .newsrc of ${NEWSRC_OCTETS} octets`)
  const lines = text.split(/\r?\n/, NEWSRC_LINES + 1)
  if (lines.length > NEWSRC_LINES) throw new Refusal('too-long', `a .newsrc of ${NEWSRC_LINES} lines`)
  return lines.flatMap((line) => {
    const end = line.search(/[:!]/)
    const group = end === -1 ? '' : line.slice(0, end).trim()
    if (!isBoardName(group)) return []
    return [{ group, isSubscribed: line[end] === ':', ranges: parseRanges(line.slice(end + 1)) }]
  })
}
