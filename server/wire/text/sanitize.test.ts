import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeChat, sanitizeLine, sanitizeText, stripIrcFormatting } from './sanitize.ts'

const RUNS = { numRuns: 10_000 }

/** Strings made of what hurts: introducers, terminators, bidi, marks, joiners, halves of pairs, and words between. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x1bP',
        '\x1b\\',
        '\x07',
        '\x9b',
        '\x9c',
        '\x9d',
        '\x90',
        '\b',
        '\r',
        '\n',
      ),
      fc.constantFrom(
        '\t',
        '\x00',
        '\x7f',
        '\u0085',
        '\u2028',
        '\u202e',
        '\u2066',
        '\u2069',
        '\u200b',
        '\ufeff',
        '\u200c',
      ),
      fc.constantFrom('\u200d', '\ufe0f', '\u{1f3fd}', '👩', '🚀', '\u0301', '\u0489', '\ud83d', '\ude00', '\u{1f3f4}'),
      fc.constantFrom(
        '\u{e0067}',
        '\u{e007f}',
        '\u{e0001}',
        '31',
        ';',
        'm',
        'A',
        ' ',
        '漢',
        'é',
        '\x03',
        '\x02',
        '\x1f',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

const NEVER = /[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\p{Surrogate}]|\p{M}{9}/u

describe('any text whatever', () => {
  test('a line holds no control, no override and no flood of marks, and is not changed by a second pass', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = sanitizeLine(text)
        expect(line).not.toMatch(NEVER)
        expect(line).not.toMatch(/[\x00-\x1f]/)
        expect(sanitizeLine(line)).toBe(line)
      }),
      RUNS,
    )
  })

  test('a text holds LF and no other control, and is not changed by a second pass', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = sanitizeText(text)
        expect(clean).not.toMatch(NEVER)
        expect(clean).not.toMatch(/[\x00-\x09\x0b-\x1f]/)
        expect(sanitizeText(clean)).toBe(clean)
        const kept = sanitizeText(text, 'keep')
        expect(kept).not.toMatch(/[\x00-\x08\x0b-\x1f]/)
        expect(sanitizeText(kept, 'keep')).toBe(kept)
      }),
      RUNS,
    )
  })

  test('a chat line keeps the formatting codes and no other control', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = sanitizeChat(text)
        expect(line).not.toMatch(NEVER)
        expect(line).not.toMatch(/[\x00\x01\x05-\x0e\x10\x12-\x15\x17-\x1c]/)
        expect(sanitizeChat(line)).toBe(line)
      }),
      RUNS,
    )
  })
})

describe('terminal sequences go as a whole', () => {
  test.each([
    ['a colour', 'red \x1b[31;1malert\x1b[0m', 'red alert'],
    ['a colour with an 8-bit introducer', 'red \x9b31malert', 'red alert'],
    ['the clipboard', 'x\x1b]52;c;ZXZpbA==\x07y', 'xy'],
    ['a title ended by ST', 'x\x1b]0;root@host\x1b\\y', 'xy'],
    ['a title between 8-bit codes', 'x\x9d0;root\x9cy', 'xy'],
    ['a hyperlink', '\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\', 'here'],
    ['a status request', 'x\x1bP$qm\x1b\\y', 'xy'],
    ['a reset', 'x\x1bcy', 'xy'],
    ['a character set', 'x\x1b(0y', 'xy'],
    ['a lone escape at the end', 'x\x1b', 'x'],
  ])('%s', (_what, text, clean) => {
    expect(sanitizeLine(text)).toBe(clean)
    expect(sanitizeText(text)).toBe(clean)
  })

  test('a string that never ends does not swallow the words behind it', () => {
    expect(sanitizeText('one\x1b]two\nthree')).toBe('onetwo\nthree')
  })
})

describe('what people write stays', () => {
  test('languages, emoji sequences and flags pass unaltered', () => {
    for (const text of ['Ærlig talt', 'नमस्ते', 'می‌خواهم', '👩🏽‍🚀 and 👨‍👩‍👧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇳🇴', 'Việt', '日本語']) {
      expect(sanitizeLine(text)).toBe(text)
    }
  })

  test('a joiner outside an emoji goes', () => {
    expect(sanitizeLine('pay\u200dpal')).toBe('paypal')
  })

  test('eight marks stay on a base and the ninth goes', () => {
    expect(sanitizeLine(`Z${'\u0301'.repeat(40)}algo`)).toBe(`Z${'\u0301'.repeat(8)}algo`)
  })

  test('CRLF, CR and the Unicode line ends are LF in a text and a blank in a line', () => {
    expect(sanitizeText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
    expect(sanitizeLine('a\r\nb\rc\u2028d')).toBe('a b c d')
  })

  test('tabs lead to the next column of eight, counted by width', () => {
    expect(sanitizeText('a\tb\n漢字\tc')).toBe('a       b\n漢字    c')
    expect(sanitizeText('a\tb\n', 'keep')).toBe('a\tb\n')
  })

  test('the overstriking of old manual pages reads as plain words', () => {
    expect(sanitizeText('N\bNA\bAM\bME\bE _\bx')).toBe('NAME x')
  })
})

test('IRC formatting can be kept and stripped', () => {
  const line = 'plain \x02bold\x02 \x0304,12red on blue\x03 \x04ff8800orange\x0f 5 o’clock'
  expect(sanitizeChat(line)).toBe(line)
  expect(stripIrcFormatting(line)).toBe('plain bold red on blue orange 5 o’clock')
})
