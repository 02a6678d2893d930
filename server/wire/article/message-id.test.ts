import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainOf, mendMessageId, trimReferences } from './message-id.ts'

describe('a Message-ID', () => {
  test.each([
    ['<a@b>', '<a@b>'],
    ['  <a@b>`', '<a@b>'],
    ['<a@\r\n b>', '<a@b>'],
    ['a@b', '<a@b>'],
    ['<a@b', '<a@b>'],
    ['<1234.old>', '<1234.old>'],
    ['(comment) <a@b> <c@d>', '<a@b>'],
    ['', null],
    ['<>', null],
    ['no id at all', null],
    [`<${'x'.repeat(300)}@b>`, null],
    ['<å@b>', null],
  ])('%j is mended to %j', (text, id) => {
    expect(mendMessageId(text)).toBe(id)
  })
})

describe('the chain of references', () => {
  test('leaves out what is broken, the article itself, and earlier places of an id', () => {
    expect(chainOf('<a@x> junk <b@x <c@x> <a@x> <me@x>', '', '<me@x>')).toEqual(['<c@x>', '<a@x>'])
  })

  test('falls back to the last id of In-Reply-To, which may begin with an address', () => {
    expect(chainOf('', 'Your message of Monday from <joe> "<real@x>"', '<me@x>')).toEqual(['<real@x>'])
    expect(chainOf('<a@x>', '<b@x>', '<me@x>')).toEqual(['<a@x>'])
  })

  test('trimmed for a field, it keeps the first and at least the last three, and fits 998 octets', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 }), (lengths) => {
        const ids = lengths.map((length, index) => `<${'x'.repeat(length)}${index}@y>`)
        const trimmed = trimReferences(ids)
        expect(trimmed[0]).toBe(ids[0])
        expect(trimmed.slice(-3)).toEqual(ids.slice(-3))
        expect(trimmed.length <= 4 || `References: ${trimmed.join(' ')}`.length <= 998).toBe(true)
      }),
    )
  })
})
