import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDate, parseDate } from './date.ts'

describe('the dates of forty years of news', () => {
  test.each([
    ['Thu, 05 Nov 1998 15:49:55 +0000', '1998-11-05T15:49:55Z'],
    ['Thu, 5 Nov 1998 17:45:57 -0600', '1998-11-05T23:45:57Z'],
    ['5 Nov 98 15:49:55 GMT', '1998-11-05T15:49:55Z'],
    ['Thu, 5-Nov-98 15:49:55 EST', '1998-11-05T20:49:55Z'],
    ['Thursday, 05-Nov-98 15:49 MET DST', '1998-11-05T14:49:00Z'],
    ['Thu Nov  5 15:49:55 1998', '1998-11-05T15:49:55Z'],
    ['Thu Nov  5 15:49:55 PST 1998', '1998-11-05T23:49:55Z'],
    ['Nov 5, 1998', '1998-11-05T00:00:00Z'],
    ['1998-11-05T15:49:55Z', '1998-11-05T15:49:55Z'],
    ['1998-11-05 15:49:55+01:00', '1998-11-05T14:49:55Z'],
    ['05 November 1998 3:49 PM', '1998-11-05T15:49:00Z'],
    ['Thu, 05 Nov 1998 15:49:55 -0700 (PDT)', '1998-11-05T22:49:55Z'],
    ['Thu, 05 Nov 1998 15:49:55 GMT+0100', '1998-11-05T14:49:55Z'],
    ['Thu, 05 Nov 1998 15:49:55', '1998-11-05T15:49:55Z'],
    ['Thu, 05 Nov 1998 15:49:55 K', '1998-11-05T15:49:55Z'],
    ['1 Jan 100 00:00:00 GMT', '2000-01-01T00:00:00Z'],
    ['Fri, 31 Dec 99 23:59:60 GMT', '2000-01-01T00:00:00Z'],
    ['Mon, 1 Jan 07 12:00:00 +0000', '2007-01-01T12:00:00Z'],
  ])('%s', (text, iso) => {
    expect(parseDate(text)).toBe(Date.parse(iso))
  })

  test.each([
    '',
    'yesterday',
    '31 Feb 1998 00:00:00 GMT',
    '5 Foo 1998',
    '99 Nov 1998',
    '5 Nov 1998 25:00:00',
    '5 Nov 1888',
  ])('%j is no date', (text) => {
    expect(parseDate(text)).toBeNull()
  })

  test('what we write, we read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }), (seconds) => {
        expect(parseDate(formatDate(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })

  test('no text makes it throw or take long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        const date = parseDate(text)
        expect(date === null || Number.isFinite(date)).toBe(true)
      }),
    )
  })
})
