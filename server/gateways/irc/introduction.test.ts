import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packWords } from './introduction.ts'

test('words are packed into as few lines as fit', () => {
  expect(packWords(['anna', 'bo', '@eva', 'x'], 9)).toEqual(['anna bo', '@eva x'])
  expect(packWords([], 9)).toEqual([])
})

test('no word is lost or cut, the order stays, and no line passes the limit', () => {
  const word = fc.stringMatching(/^[a-zå@]{1,6}$/)
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 12, max: 40 }), (words, octets) => {
      const lines = packWords(words, octets)
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(octets)
      expect(lines.flatMap((line) => line.split(' '))).toEqual(words)
    }),
  )
})
