import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addRanges, formatRanges, gapsIn, isInRanges, parseRanges, sizeOf } from './read-ranges.ts'

const number = fc.integer({ min: 1, max: 60 })
const numbers = fc.array(number, { maxLength: 60 })
const rangesOf = (all: readonly number[]) =>
  addRanges(
    [],
    all.map((each) => ({ first: each, last: each })),
  )

test('what a .newsrc says is understood, put in order and written back shorter', () => {
  expect(formatRanges(parseRanges('5, 1-3,4,9-11,10-12'))).toBe('1-5,9-12')
  expect(parseRanges(' x,7-3,-,99999999999')).toEqual([])
  expect(parseRanges('0-2')).toEqual([{ first: 1, last: 2 }])
})

test('numbers read in any order end in one range when none is missing', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 9 }), (order) => {
      const read = order.reduce((ranges, each) => addRanges(ranges, [{ first: each, last: each }]), parseRanges(''))
      expect(formatRanges(read)).toBe('1-9')
    }),
  )
})

test('ranges and gaps divide the numbers of a board between them, as a set would', () => {
  fc.assert(
    fc.property(numbers, number, number, (all, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      const ranges = rangesOf(all)
      const gaps = gapsIn(ranges, low, high)
      const set = new Set(all)
      expect(sizeOf(ranges)).toBe(set.size)
      for (let each = low; each <= high; each += 1) {
        expect([isInRanges(ranges, each), isInRanges(gaps, each)]).toEqual([set.has(each), !set.has(each)])
      }
      expect(parseRanges(formatRanges(ranges))).toEqual(ranges)
    }),
  )
})

test('past a thousand ranges the oldest gaps are closed, and what was read stays read', () => {
  const ranges = rangesOf(Array.from({ length: 1200 }, (_, index) => 2 * index + 2))
  expect(ranges).toHaveLength(1000)
  expect(ranges[0]).toEqual({ first: 1, last: 402 })
  expect(isInRanges(ranges, 2400)).toBe(true)
  expect(isInRanges(ranges, 2399)).toBe(false)
})
