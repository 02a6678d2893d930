import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArticleDecoder, doubleDots } from './article-data.ts'
import { isMessageId, parseCommand, textAfter } from './command.ts'
import { formatDateTime, parseDateTime } from './date.ts'
import { parseRange } from './range.ts'
import { formatLines, formatStatus } from './response.ts'
import { compileFeedWildmat, compilePattern, compileWildmat } from './wildmat.ts'

/** Octets that are full of line ends and dots. */
const dotty = fc
  .array(fc.constantFrom('.', '..', '\r\n', '\r', '\n', '\r\n.', 'x', '\xe5', ' ', '\0'), { maxLength: 40 })
  .map((parts) => Buffer.from(parts.join(''), 'latin1'))

const decode = (wire: Buffer, limit = 1_000_000) => {
  const decoder = new ArticleDecoder(limit)
  return decoder.push(wire)
}

describe('an article on the wire', () => {
  test('comes out as it went in, whatever it holds, and with what stands behind it', () => {
    fc.assert(
      fc.property(dotty, dotty, (body, behind) => {
        const octets =
          body.length === 0 || body.toString('latin1').endsWith('\r\n')
            ? body
            : Buffer.concat([body, Buffer.from('\r\n')])
        const data = decode(Buffer.concat([doubleDots(octets), Buffer.from('.\r\n'), behind]))
        expect(data?.octets?.toString('latin1')).toBe(octets.toString('latin1'))
        expect(data?.rest.toString('latin1')).toBe(behind.toString('latin1'))
      }),
    )
  })

  test('is the same wherever its chunks are cut', () => {
    const wire = Buffer.from('a\r\n..b\r\n.\n.\nc\r\n\r\n...\r\n\n.\n\r\n.\r\nQUIT\r\n', 'latin1')
    const whole = decode(wire)
    expect(whole?.octets?.toString('latin1')).toBe('a\r\n.b\r\n\n.\nc\r\n\r\n..\r\n\n.\n\r\n')
    for (let cut = 1; cut < wire.length; cut += 1) {
      const decoder = new ArticleDecoder(1000)
      const first = decoder.push(wire.subarray(0, cut))
      const data = first ?? decoder.push(wire.subarray(cut))
      expect(data?.octets).toEqual(whole?.octets)
      const behind = first === null ? data?.rest : Buffer.concat([first.rest, wire.subarray(cut)])
      expect(behind?.toString()).toBe('QUIT\r\n')
    }
    const decoder = new ArticleDecoder(1000)
    const byOctet = [...wire].map((octet) => decoder.push(Buffer.from([octet]))).find((data) => data !== null)
    expect(byOctet?.octets).toEqual(whole?.octets)
  })

  test('ends at CRLF . CRLF and at nothing less', () => {
    for (const notAnEnd of ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r\n.\r', '\r\n. \r\n', '\r\n..\r\n']) {
      expect(decode(Buffer.from(`text${notAnEnd}`))).toBeNull()
    }
    expect(decode(Buffer.from('.\r\n'))?.octets).toEqual(Buffer.alloc(0))
  })

  test('past the limit its end is still found, and nothing is kept', () => {
    const wire = (length: number) => Buffer.from(`${'x'.repeat(length - 2)}\r\n.\r\nDATE\r\n`)
    expect(decode(wire(100), 100)?.octets).toHaveLength(100)
    expect(decode(wire(101), 100)).toEqual({ octets: null, rest: Buffer.from('DATE\r\n') })
    const decoder = new ArticleDecoder(100)
    for (let chunk = 0; chunk < 50; chunk += 1) expect(decoder.push(Buffer.alloc(1000, 'y'))).toBeNull()
    expect(decoder.push(Buffer.from('\r\n.\r\n'))).toEqual({ octets: null, rest: Buffer.alloc(0) })
  })
})

describe('a command line', () => {
  test('is a keyword in any case and arguments between blanks', () => {
    expect(parseCommand(Buffer.from('aUtHinfo \t user  anna '))).toMatchObject({
      keyword: 'AUTHINFO',
      args: ['user', 'anna'],
    })
    expect(parseCommand(Buffer.from(' \t '))).toBe('empty')
    expect(parseCommand(Buffer.from('GROUP a\0b'))).toBe('nul')
    expect(parseCommand(Buffer.from(`GROUP ${'x'.repeat(497)}`))).toMatchObject({ keyword: 'GROUP' })
    expect(parseCommand(Buffer.from(`GROUP ${'x'.repeat(498)}`))).toBe('long-argument')
  })

  test('of a password keeps the blanks, and its letters', () => {
    const command = parseCommand(Buffer.from('authinfo pass  my  lång one '))
    expect(typeof command === 'string' ? command : textAfter(command, 2)).toBe('my  lång one ')
  })

  test('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (octets) => {
        const command = parseCommand(Buffer.from(octets))
        if (typeof command === 'string') return
        expect(command.keyword).toMatch(/^[^ \t]+$/)
        expect(command.args.every((word) => /^[^ \t\0]+$/.test(word))).toBe(true)
      }),
    )
  })

  test.each([
    ['<a@b>', true],
    ['<a>', true],
    ['<>', false],
    ['<a b>', false],
    ['<a>b>', false],
    ['a@b', false],
    [`<${'x'.repeat(248)}>`, true],
    [`<${'x'.repeat(249)}>`, false],
  ])('%s is a message-id: %s', (word, expected) => expect(isMessageId(word)).toBe(expected))
})

test.each([
  ['1', { from: 1, to: 1 }],
  ['0000000000000007', { from: 7, to: 7 }],
  ['5-', { from: 5, to: 2_147_483_647 }],
  ['5-9', { from: 5, to: 9 }],
  ['9-5', { from: 9, to: 5 }],
  ['', null],
  ['-5', null],
  ['1-2-3', null],
  ['00000000000000001', null],
  ['+1', null],
  ['1e3', null],
])('the range %s is %o', (word, expected) => expect(parseRange(word)).toEqual(expected))

describe('dates', () => {
  const now = Date.UTC(2026, 5, 1)

  test.each([
    ['20000101', '123456', Date.UTC(2000, 0, 1, 12, 34, 56)],
    ['260101', '000000', Date.UTC(2026, 0, 1)],
    ['270101', '000000', Date.UTC(1927, 0, 1)],
    ['990630', '235960', Date.UTC(1999, 6, 1)],
    ['19990230', '000000', null],
    ['19991301', '000000', null],
    ['9912', '000000', null],
    ['19990101', '0000', null],
    ['19990101', '006000', null],
  ])('%s %s GMT', (date, time, expected) => expect(parseDateTime(date, time, true, now)).toBe(expected))

  test('without GMT they are in the zone of the server', () => {
    expect(parseDateTime('20260701', '120000', false, now)).toBe(new Date(2026, 6, 1, 12).getTime())
  })

  test('DATE is written in UTC', () => {
    expect(formatDateTime(Date.UTC(2026, 10, 3, 4, 5, 6, 789))).toBe('20261103040506')
  })
})

describe('wildmats', () => {
  // The examples of RFC 3977 §4.4.
  test.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a?c', 'a\u00e9c', true],
    ['*,!a*', 'banana', true],
    ['a*,!*b,*c*', 'abc', true],
    ['a*,!*b,*c*', 'ab', false],
    ['a*,c*,!*b', 'caaab', false],
    ['a*,!*b', 'xyz', false],
    ['*.misc', 'comp.misc', true],
    ['*', '', true],
    ['?', '', false],
  ])('%s and %s: %s', (wildmat, text, expected) => expect(compileWildmat(wildmat)?.(text)).toBe(expected))

  test('brackets and backslashes mean nothing in them, and nothing is no pattern', () => {
    for (const wildmat of ['', 'a,', '!', '[a]', 'a\\b']) expect(compileWildmat(wildmat)).toBeNull()
  })

  test('a pattern of XPAT also has sets and quoted characters', () => {
    expect(compilePattern('*[Hh]ello*')('say hello')).toBe(true)
    expect(compilePattern('[^a-c]x')('bx')).toBe(false)
    expect(compilePattern('[^a-c]x')('dx')).toBe(true)
    expect(compilePattern('[]a]')(']')).toBe(true)
    expect(compilePattern('100\\*')('100*')).toBe(true)
    expect(compilePattern('100\\*')('1000')).toBe(false)
    expect(compilePattern('a[b')('a[b')).toBe(true)
  })

  test('many stars against a long text take no time', () => {
    const started = performance.now()
    expect(compileWildmat('*a'.repeat(200))?.('a'.repeat(199) + 'b'.repeat(20_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('a pattern of letters and question marks fits what has those letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 20 }), fc.nat(20), (text, at) => {
        const pattern = `${text.slice(0, at)}*${text.slice(at)}`
        expect(compileWildmat(pattern)?.(text)).toBe(true)
      }),
    )
  })
})

describe('answers', () => {
  test('double the dots that begin a line', () => {
    expect(formatLines(['.', '..x', 'a.', '']).toString()).toBe('..\r\n...x\r\na.\r\n\r\n')
  })

  test('never let a value end a line', () => {
    for (const end of ['\r', '\n', '\0']) {
      expect(() => formatStatus(200, `a${end}b`)).toThrow()
      expect(() => formatLines([`a${end}b`])).toThrow()
    }
  })
})

test('in a feed, @ keeps an article out altogether, and the last pattern that matches decides', () => {
  const judge = compileFeedWildmat('misc.*, !misc.test,@alt.binaries.*,alt.binaries.ascii')
  const names = ['misc.a', 'misc.test', 'comp.lang', 'alt.binaries.x', 'alt.binaries.ascii']
  expect(names.map((name) => judge?.(name))).toEqual(['yes', 'no', 'no', 'poison', 'yes'])
  for (const wrong of ['', 'a,', '!', '@', '!@a', 'a[b']) expect(compileFeedWildmat(wrong)).toBeNull()
})
