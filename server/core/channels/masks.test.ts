import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../refusal.ts'
import { canonicalMask, isMute, means } from './masks.ts'

test.each([
  ['gus', 'gus!*@*'],
  ['gus!x', 'gus!x@*'],
  ['*@guest/*', '*!*@guest/*'],
  ['a!b@c', 'a!b@c'],
  ['!@', '*!*@*'],
  ['@', '*!*@*'],
  ['$a:anna', '~account:anna'],
  ['~a:anna', '~account:anna'],
  ['~account:an*', '~account:an*'],
  ['m:gus', '~m:gus!*@*'],
  ['~m:$a:anna', '~m:~account:anna'],
  ['~mute:x!*@*', '~m:x!*@*'],
])('%j is written %j', (text, mask) => expect(canonicalMask(text)).toBe(mask))

test.each(['', 'two words', 'a,b', '~z:x', '$x', ':a', '~account:', '~m:m:gus', 'x'.repeat(121), 'a\u0000'])(
  '%j is no mask',
  (text) => expect(() => canonicalMask(text)).toThrow(),
)

test('a canonical mask is its own canonical form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      try {
        const mask = canonicalMask(text)
        expect(canonicalMask(mask)).toBe(mask)
      } catch (error) {
        if (!isRefusal(error)) throw error
      }
    }),
  )
})

test('masks mean people by nick and host, accounts by name, whatever the letters case', () => {
  const guest = { nick: 'Gus', host: 'guest/12ab', account: null }
  const anna = { nick: 'anna', host: 'user/anna', account: 'anna' }
  expect(means('gus!*@*', guest)).toBe(true)
  expect(means('*!~u@GUEST/12*', guest)).toBe(true)
  expect(means('~account:*', guest)).toBe(false)
  expect(means('~account:ANNA', anna)).toBe(true)
  expect(means('~m:~account:an*', anna)).toBe(true)
  expect(means('bert!*@*', anna)).toBe(false)
  expect(isMute('~m:x!*@*')).toBe(true)
})
