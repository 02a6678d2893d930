import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('waits twice as long after each failure, up to the longest, with some chance in it', () => {
  const most = [1, 2, 3, 10, 1000].map((failures) => backoffMs(failures, 2000, 600_000, 0.999_999))
  expect(most).toEqual([2000, 4000, 8000, 600_000, 600_000])
  expect(backoffMs(3, 2000, 600_000, 0)).toBe(4000)
})
