import { expect, test } from 'vitest'
import { dataPath } from '../root.ts'
import { artFrom, loadArt } from './art.ts'
import { lineText } from './widgets/lines.ts'

test('style names in braces colour what follows, also on the next lines', () => {
  const art = artFrom('{logo1}ab{dim}c\nd\n')
  expect(art.lines).toEqual([
    [
      { text: 'ab', style: 'logo1' },
      { text: 'c', style: 'dim' },
    ],
    [{ text: 'd', style: 'dim' }],
  ])
  expect(art.columns).toBe(3)
})

test('braces that name no style stay as they are', () => {
  expect(artFrom('{hello} {0}').lines.map(lineText)).toEqual(['{hello} {0}'])
})

test.each([
  ['welcome', 76],
  ['welcome-small', 38],
])('the shipped %s art fits %i columns', (name, columns) => {
  const art = loadArt([dataPath()], name)
  expect(art.columns).toBeLessThanOrEqual(columns)
  expect(art.lines.length).toBeGreaterThan(2)
})
