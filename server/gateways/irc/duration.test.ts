import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

const HOUR = 3_600_000

test.each([
  ['30', HOUR / 2],
  ['30m', HOUR / 2],
  ['1d12h', 36 * HOUR],
  ['2W', 336 * HOUR],
  ['0', 0],
])('%s is a duration', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds))

test.each(['', 'h', '1x', '-1', '1 h', '1.5h', 'anna'])('%j is none', (text) => expect(parseDuration(text)).toBeNull())

test('a duration is said in its two largest parts', () => {
  expect(formatDuration(36 * HOUR + 60_000)).toBe('for 1d 12h')
  expect(formatDuration(1)).toBe('for 1m')
  expect(formatDuration(null)).toBe('for good')
})
