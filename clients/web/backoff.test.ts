import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

test('the first try comes within half a second, later ones ever slower, none after more than 15 s', () => {
  expect(backoff(0, 0.99)).toBeLessThanOrEqual(400)
  expect(backoff(3, 0)).toBe(1600)
  expect(backoff(1_000_000, 0.999)).toBeLessThanOrEqual(15_000)
})

test('browsers that were cut off together do not come back together', () => {
  expect(backoff(5, 0.1)).not.toBe(backoff(5, 0.9))
})
