import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutToOctets, splitByOctets } from './octets.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', ' ', 'å', '€', '😀', 'word', '  '), { maxLength: 60 })
  .map((parts) => parts.join(''))

test('text is cut between characters', () => {
  expect(cutToOctets('åäö', 4)).toBe('åä')
  expect(cutToOctets('åäö', 5)).toBe('åä')
  expect(cutToOctets('😀😀', 7)).toBe('😀')
  expect(cutToOctets('abc', 0)).toBe('')
  expect(cutToOctets('abc', 3)).toBe('abc')
})

test('a cut is the longest beginning that fits', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 80 }), (whole, limit) => {
      const cut = cutToOctets(whole, limit)
      expect(whole.startsWith(cut)).toBe(true)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit)
      const [next] = [...whole.slice(cut.length)]
      if (next !== undefined) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(limit)
    }),
  )
})

test('long text is split at a blank where there is one near the end of a piece', () => {
  expect(splitByOctets('one two three four', 10)).toEqual(['one two', 'three four'])
  expect(splitByOctets('onetwothreefour', 10)).toEqual(['onetwothre', 'efour'])
  expect(splitByOctets('short', 10)).toEqual(['short'])
})

test('pieces keep every character but the blanks they were cut at, and each fits', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 20 }), (whole, limit) => {
      const pieces = splitByOctets(whole, limit)
      for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit)
      expect(pieces.join('').replaceAll(' ', '')).toBe(whole.replaceAll(' ', ''))
    }),
  )
})
