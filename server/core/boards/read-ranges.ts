// Which numbers of a board are read, as `.newsrc` writes it: `1-500,502,510-512`. The range that begins at 1 is the mark
// below which all is read; ranges that meet become one, so that reading in any order ends in a single range. Pure.

export interface ReadRange {
  /** Both ends are in it. */
  readonly first: number
  readonly last: number
}

/** In order, with at least one number between any two. */
export type ReadRanges = readonly ReadRange[]

/** What one account keeps of one board at most. Beyond it the oldest gaps are closed: what is in them counts as read. */
const MOST_RANGES = 1000

/** @throws never: what is no range is left out */
export const parseRanges = (text: string): ReadRanges => {
  const ranges: ReadRange[] = []
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,10})(?:-(\d{1,10}))?\s*$/.exec(part)
    if (match === null) continue
    const first = Math.max(1, Number(match[1]))
    const last = Number(match[2] ?? match[1])
    if (first <= last) ranges.push({ first, last })
  }
  return unite(ranges)
}

export const formatRanges = (ranges: ReadRanges): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')

export const addRanges = (ranges: ReadRanges, more: ReadRanges): ReadRanges => unite([...ranges, ...more])

export const isInRanges = (ranges: ReadRanges, number: number): boolean => {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined) return false
    if (number < range.first) high = middle - 1
    else if (number > range.last) low = middle + 1
    else return true
  }
  return false
}

/** The numbers from `low` to `high` that are not in the ranges, again as ranges. */
export const gapsIn = (ranges: ReadRanges, low: number, high: number): ReadRanges => {
  const gaps: ReadRange[] = []
  let next = low
  for (const { first, last } of ranges) {
    if (first > high) break
    if (first > next) gaps.push({ first: next, last: first - 1 })
    next = Math.max(next, last + 1)
  }
  if (next <= high) gaps.push({ first: next, last: high })
  return gaps
}

export const sizeOf = (ranges: ReadRanges): number => ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)

const unite = (ranges: ReadRange[]): ReadRanges => {
  ranges.sort((a, b) => a.first - b.first)
  const united: { first: number; last: number }[] = []
  for (const { first, last } of ranges) {
    const before = united.at(-1)
    if (before !== undefined && first <= before.last + 1) before.last = Math.max(before.last, last)
    else united.push({ first, last })
  }
  const extra = united.length - MOST_RANGES
  if (extra <= 0) return united
  const mark = { first: 1, last: united[extra]?.last ?? 1 }
  return [mark, ...united.slice(extra + 1)]
}
