import { expect, test } from 'vitest'
import { lineText, lineWidth } from '../widgets/lines.ts'
import { barLines, sparkline } from './charts.ts'

test('a sparkline rises with its values, and nothing is a blank', () => {
  expect(sparkline([0, 1, 4, 8], 'blocks')).toBe(' ▂▅█')
  expect(sparkline([0, 1, 4, 8], 'ascii')).toBe(' :+@')
  expect(sparkline([0, 0], 'blocks')).toBe('  ')
})

test('bars stand one under the other and fit their room', () => {
  const bars = [
    { label: '09', value: 1, shown: '1' },
    { label: '10', value: 1000, shown: '1,000' },
    { label: '11', value: 0, shown: '0' },
  ]
  const lines = barLines(bars, 30)
  expect(new Set(lines.map(lineWidth))).toEqual(new Set([30]))
  expect(lineText(lines[0] ?? [])).toMatch(/^09 █·+ +1$/)
  expect(lineText(lines[1] ?? [])).toMatch(/^10 █+ 1,000$/)
  expect(lineText(lines[2] ?? [])).toMatch(/^11 ·+ +0$/)
})
