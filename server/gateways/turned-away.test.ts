import { expect, test } from 'vitest'
import { Refusal } from '../core/refusal.ts'
import { turnedAway } from './turned-away.ts'

test('a banned address is told why, as long as it fits a close reason', () => {
  expect(turnedAway(new Refusal('house-banned', 'spam'))).toBe('You are banned from this house: spam')
  expect(turnedAway(new Refusal('house-banned'))).toBe('You are banned from this house')
  expect(turnedAway(new Refusal('house-banned', 'x'.repeat(100)))).toBe('You are banned from this house')
})

test('other refusals and faults are not its business', () => {
  expect(turnedAway(new Refusal('throttled'))).toBeNull()
  expect(turnedAway(new Error('x'))).toBeNull()
})
