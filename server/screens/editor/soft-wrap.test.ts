import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textWidth } from '../../wire/text/width.ts'
import { rowOf, softWrap } from './soft-wrap.ts'

const rowsOf = (text: string, columns: number, longestWord?: number): string[] =>
  softWrap(text, columns, longestWord).map(({ start, end }) => text.slice(start, end))

test('a line breaks after the last blank that fits, and the blank hangs over the edge', () => {
  expect(rowsOf('the quick brown fox', 9)).toEqual(['the quick ', 'brown fox'])
})

test('a word wider than a row is broken, unless it may stand out', () => {
  expect(rowsOf('see abcdefghijkl now', 8)).toEqual(['see ', 'abcdefgh', 'ijkl now'])
  expect(rowsOf('see abcdefghijkl now', 8, 20)).toEqual(['see ', 'abcdefghijkl ', 'now'])
})

test('an indented word that does not fit is not left alone with its indentation on a row', () => {
  expect(rowsOf('    abcdefgh', 8)).toEqual(['    abcd', 'efgh'])
})

test('wide characters count two cells and may be broken between', () => {
  expect(rowsOf('日本語のテスト', 6)).toEqual(['日本語', 'のテス', 'ト'])
})

test('a cluster of several code points is never cut', () => {
  expect(rowsOf('e\u0301'.repeat(5), 3)).toEqual(['e\u0301'.repeat(3), 'e\u0301'.repeat(2)])
})

test('the offset where two rows meet belongs to the later row', () => {
  const rows = softWrap('the quick brown fox', 9)
  expect(rowOf(rows, 9)).toBe(0)
  expect(rowOf(rows, 10)).toBe(1)
  expect(rowOf(rows, 19)).toBe(1)
})

test('rows are the whole text, none but its hanging blanks wider than asked for', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', 'bc', '日', 'e\u0301', '-', '👩‍👧'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 12 }), (line, columns) => {
      const rows = rowsOf(line, columns)
      expect(rows.join('')).toBe(line)
      for (const row of rows) expect(textWidth(row.trimEnd())).toBeLessThanOrEqual(columns)
    }),
  )
})
