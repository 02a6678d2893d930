import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitMessage } from './split-message.ts'

test('a short text is one message, each line of a paste is its own, empty ones are left out', () => {
  expect(splitMessage('hello there')).toEqual(['hello there'])
  expect(splitMessage('one\n\n  \ntwo')).toEqual(['one', 'two'])
})

test('a long text is cut between words', () => {
  expect(splitMessage('the quick brown fox jumps', 10)).toEqual(['the quick', 'brown fox', 'jumps'])
})

test('a word that is too long is cut between characters, never inside one', () => {
  expect(splitMessage('ååååå', 4)).toEqual(['åå', 'åå', 'å'])
  expect(splitMessage('e\u0301e\u0301e\u0301', 7)).toEqual(['e\u0301e\u0301', 'e\u0301'])
})

test('every piece fits and no word is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', 'bcd', 'å', '日', '👍'), maxLength: 80 })
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (line, limit) => {
      const pieces = splitMessage(line, limit)
      for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit)
      expect(pieces.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''))
    }),
  )
})
