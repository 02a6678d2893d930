import { describe, expect, test } from 'vitest'
import { isRefusal } from '../refusal.ts'
import {
  leastRankFor,
  mayKick,
  rankOfModes,
  readModeLock,
  requireKey,
  requireLimit,
  requireModeLock,
  withFlag,
  withLevel,
} from './modes.ts'

const codeOf = (act: () => unknown): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return isRefusal(error) ? error.code : 'fault'
  }
}

test('flags and prefixes keep their order whatever the order of changes', () => {
  expect(withFlag(withFlag('nt', 'C', true), 'm', true)).toBe('Cmnt')
  expect(withFlag('Cmnt', 'n', false)).toBe('Cmt')
  expect(withLevel(withLevel('v', 'q', true), 'o', true)).toBe('qov')
  expect(withLevel('qov', 'o', false)).toBe('qv')
})

test('the highest prefix counts', () => {
  expect(['', 'v', 'hv', 'o', 'ov', 'a', 'qo'].map(rankOfModes)).toEqual([0, 1, 2, 3, 3, 4, 5])
})

test.each([
  ['q', 5],
  ['a', 5],
  ['o', 3],
  ['h', 3],
  ['v', 2],
  ['b', 2],
  ['i', 3],
  ['k', 3],
])('%s is for rank %i and up', (letter, rank) => expect(leastRankFor(letter)).toBe(rank))

test('half-operators and admins leave their own kind alone, operators and owners do not', () => {
  const rows = [0, 1, 2, 3, 4, 5, 6].map((mine) =>
    [0, 1, 2, 3, 4, 5].filter((theirs) => mayKick(mine, theirs)).join(''),
  )
  expect(rows).toEqual(['', '', '01', '0123', '0123', '012345', '012345'])
})

describe('values', () => {
  test.each(['sesame', 'åpne', 'a:b', 'x'.repeat(23)])('%j is a key', (key) => expect(requireKey(key)).toBe(key))
  test.each(['', 'two words', 'a,b', ':x', 'x'.repeat(24), 'a\u0007'])('%j is none', (key) => {
    expect(codeOf(() => requireKey(key))).toBe('malformed')
  })
  test.each(['1', '25', '1000000'])('%j is a limit', (text) => expect(requireLimit(text)).toBe(Number(text)))
  test.each(['0', '-1', '1.5', 'x', '', '1000001', '1e3'])('%j is none', (text) => {
    expect(codeOf(() => requireLimit(text))).toBe('malformed')
  })
})

test('a mode lock is written one way, and cannot lock on what needs a value', () => {
  expect(requireModeLock('+tn -ki')).toBe('+nt-ik')
  expect(requireModeLock('nt')).toBe('+nt')
  expect(requireModeLock('-s')).toBe('-s')
  expect(requireModeLock('+s-s')).toBe('-s')
  expect(codeOf(() => requireModeLock('+k'))).toBe('malformed')
  expect(codeOf(() => requireModeLock('+o'))).toBe('malformed')
  expect(readModeLock('+nt-k').map(({ sign, letter }) => sign + letter)).toEqual(['+n', '+t', '-k'])
})
