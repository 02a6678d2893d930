import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, keyOctets, withControl } from './keys.ts'

test('arrows follow the mode of the cursor keys', () => {
  expect(keyOctets('↑', false)).toBe('\u001b[A')
  expect(keyOctets('←', true)).toBe('\u001bOD')
})

test('Ctrl turns the next letter into its control character, in either case', () => {
  expect(withControl('c')).toBe('\u0003')
  expect(withControl('C')).toBe('\u0003')
  expect(withControl('[')).toBe('\u001b')
  expect(withControl(' ')).toBe('\0')
})

test('Ctrl leaves what has no control character alone', () => {
  expect(withControl('ø')).toBe('ø')
  expect(withControl('7')).toBe('7')
  expect(withControl('hello')).toBe('hello')
})

test('a paste arrives whole, in parts that fit, with no character cut in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 20 }), (text, units) => {
      const parts = cut(text, units)
      expect(parts.join('')).toBe(text)
      expect(parts.every((part) => part.length <= units && !/[\ud800-\udbff]$/.test(part))).toBe(true)
    }),
  )
})
