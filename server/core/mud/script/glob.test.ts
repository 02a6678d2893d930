import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesGlob } from './glob.ts'

test.each([
  ['*hello*', 'Oh, HELLO there', true],
  ['hello', 'hello there', false],
  ['*', '', true],
  ['', '', true],
  ['h?llo', 'hallo', true],
  ['h?llo', 'hllo', false],
  ['*a*b*c', 'xxaxxbxxc', true],
  ['*a*b*c', 'xxaxxcxxb', false],
  ['*blå*', 'Den BLÅ døra', true],
  ['a.c', 'abc', false],
])('the pattern %j answers to %j: %s', (pattern, said, expected) => {
  expect(matchesGlob(pattern, said)).toBe(expected)
})

test('a pattern answers as the regular expression it stands for', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 12 }).map((each) => each.join(''))
  const texts = fc.array(fc.constantFrom('a', 'b'), { maxLength: 20 }).map((each) => each.join(''))
  fc.assert(
    fc.property(letters, texts, (pattern, text) => {
      const same = new RegExp(`^${pattern.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`)
      expect(matchesGlob(pattern, text)).toBe(same.test(text))
    }),
  )
})

test('a pattern made to be slow takes no time', () => {
  const from = performance.now()
  expect(matchesGlob(`${'a*'.repeat(49)}b`, 'a'.repeat(4096))).toBe(false)
  expect(performance.now() - from).toBeLessThan(100)
})
