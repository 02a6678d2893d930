import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostMaskOf, isMask, matchesMask } from './mask.ts'

test('everybody has the same user part', () => {
  expect(hostMaskOf({ nick: 'anna', host: 'user/anna' })).toBe('anna!~u@user/anna')
})

test.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['a*a', 'anna', true],
  ['A?NA', 'anna', true],
  ['a*b', 'anna', false],
  ['anna', 'annas', false],
  ['?', '', false],
  ['*!*@guest/*', 'bo!u@guest/12', true],
  ['*a*b*', 'xxaxxbxx', true],
  ['*ab', 'aab', true],
  ['?', '😀', true],
])('mask %j against %j is %j', (mask, subject, matches) => {
  expect(matchesMask(mask, subject)).toBe(matches)
})

test('masks agree with the same pattern as a regular expression', () => {
  const letters = fc.stringMatching(/^[ab*?]{0,8}$/)
  fc.assert(
    fc.property(letters, fc.stringMatching(/^[ab]{0,10}$/), (mask, subject) => {
      const pattern = new RegExp(`^${mask.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      expect(matchesMask(mask, subject)).toBe(pattern.test(subject))
    }),
  )
})

test('a mask full of stars takes no noticeable time', () => {
  const started = performance.now()
  expect(matchesMask(`${'*a'.repeat(100)}b`, 'a'.repeat(400))).toBe(false)
  expect(performance.now() - started).toBeLessThan(50)
})

test('a mask is told from a name by its wildcards', () => {
  expect(isMask('an*')).toBe(true)
  expect(isMask('ann?')).toBe(true)
  expect(isMask('anna')).toBe(false)
})
