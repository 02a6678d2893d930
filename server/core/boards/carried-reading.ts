// An article that was read under one number is read under every number it gets later: when its thread is moved, and
// when an archive places it into one more board.

import type { BoardId } from '../ids.ts'
import { addRanges, isInRanges } from './read-ranges.ts'
import type { ReadingRepository } from './reading-repository.ts'

/** The number of an article in one board, and the one it has got in another. */
export type NumberPair = readonly [before: number, after: number]

/**
 * For all accounts that have looked at both boards; a first look at a board asks about crossposts itself. Runs inside
 * a command.
 */
export const carryReading = (
  readings: Pick<ReadingRepository, 'readers' | 'reading' | 'setReading'>,
  { from, to, pairs }: { readonly from: BoardId; readonly to: BoardId; readonly pairs: readonly NumberPair[] },
): void => {
  for (const { account, reading } of readings.readers(from)) {
    const read = pairs.filter(([before]) => isInRanges(reading.ranges, before))
    const there = readings.reading(account, to)
    if (read.length === 0 || there === undefined) continue
    const numbers = read.map(([, after]) => ({ first: after, last: after }))
    readings.setReading(account, to, { ...there, ranges: addRanges(there.ranges, numbers) })
  }
}
