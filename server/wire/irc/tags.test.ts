import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeTagValue, parseTags, serialiseTags, unescapeTagValue } from './tags.ts'

test('the five escapes of the specification are written and read', () => {
  expect(escapeTagValue('; \\\r\n')).toBe('\\:\\s\\\\\\r\\n')
  expect(unescapeTagValue('\\:\\s\\\\\\r\\n')).toBe('; \\\r\n')
})

test('a backslash that escapes nothing is dropped, also at the end', () => {
  expect(unescapeTagValue('a\\bc\\')).toBe('abc')
  expect(unescapeTagValue('\\\\')).toBe('\\')
})

test('a tag without value has an empty one, and of two with one key the last counts', () => {
  expect([...parseTags('a;b=;c=1;c=2')]).toEqual([
    ['a', ''],
    ['b', ''],
    ['c', '2'],
  ])
})

test('tags with an impossible key are left out', () => {
  expect([...parseTags(';=x;a b=1;ok=1;+=2;å=3')]).toEqual([['ok', '1']])
})

test('a value may hold an equals sign', () => {
  expect(parseTags('a=b=c').get('a')).toBe('b=c')
})

test('a key that would be read as something else is never written', () => {
  for (const key of ['', 'a b', 'a;b', 'a=b']) expect(() => serialiseTags(new Map([[key, '1']]))).toThrow(RangeError)
  expect(() => serialiseTags(new Map([['a', '\0']]))).toThrow(RangeError)
})

test('every value survives being escaped and read again, and its escaped form holds nothing special', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const escaped = escapeTagValue(value)
      expect(escaped).not.toMatch(/[; \r\n]/)
      expect(unescapeTagValue(escaped)).toBe(value)
    }),
  )
})
