import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../refusal.ts'
import { type Key, opens, parseLock } from './lock.ts'

const key: Key = {
  ...{ isOwner: false, role: 'player', name: 'Ada', score: 120 },
  has: (thing) => thing === 'brass lantern',
  isIn: (group) => group === 'class of 1979',
}

test.each([
  ['any', true],
  ['none', false],
  ['owner', false],
  ['role:player', true],
  ['role:builder', false],
  ['has:brass lantern', true],
  ['name:ADA', true],
  ['group:class of 1979', true],
  ['score:120', true],
  ['score:121', false],
  ['!owner', true],
  ['owner | has:brass lantern', true],
  ['owner | has:key & name:ada', false],
  ['(owner | has:brass lantern) & !name:bob', true],
  ['any & none | any', true],
])('the lock %j opens: %j', (source, expected) => {
  expect(opens(parseLock(source), key)).toBe(expected)
})

test.each([
  ['', 'something is missing at the end'],
  ['owner &', 'something is missing at the end'],
  ['(owner', 'a ")" is missing'],
  ['owner )', '")" stands where nothing more was expected'],
  ['role:king', '"king" is no role'],
  ['score:many', 'a score is a number'],
  ['friend', '"friend" is not one of any, none, owner'],
])('the lock %j is refused with words: %s', (source, words) => {
  expect(() => parseLock(source)).toThrow(words)
})

test('whatever is written, a lock is read or refused, and never takes the daemon down', () => {
  const piece = fc.constantFrom('(', ')', '&', '|', '!', 'any', 'none', 'role:player', 'x', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      try {
        opens(parseLock(pieces.join('')), key)
      } catch (error) {
        expect(isRefusal(error)).toBe(true)
      }
    }),
  )
})
