import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINE_OCTETS, parseMessage, serialiseMessage, tagsLength } from './message.ts'

const parts = (line: string) => {
  const message = parseMessage(line)
  return message && { ...message, tags: Object.fromEntries(message.tags) }
}

describe('parsing', () => {
  test('tags, source, command and parameters are told apart', () => {
    expect(parts('@time=2026;+draft/x :anna!u@h PRIVMSG #lobby :hello: you')).toEqual({
      tags: { time: '2026', '+draft/x': '' },
      source: 'anna!u@h',
      command: 'PRIVMSG',
      params: ['#lobby', 'hello: you'],
    })
  })

  test.each([
    ['foo bar baz', ['bar', 'baz']],
    ['foo bar baz :asdf quux', ['bar', 'baz', 'asdf quux']],
    ['foo bar baz :', ['bar', 'baz', '']],
    ['foo bar baz ::asdf', ['bar', 'baz', ':asdf']],
    ['foo   bar    baz  ', ['bar', 'baz']],
    ['foo bar baz :  asdf quux ', ['bar', 'baz', '  asdf quux ']],
    ['foo a:b c', ['a:b', 'c']],
    ['foo', []],
  ])('%j has the parameters %j', (line, params) => {
    expect(parts(line)).toMatchObject({ command: 'FOO', params, source: null, tags: {} })
  })

  test('a command is a word of letters or three digits; anything else is no message', () => {
    expect(parts('001 anna :hi')?.command).toBe('001')
    for (const line of ['', ' ', ':', ':anna', '@a=b', '@a=b ', '01 x', '0011 x', 'FOO1', 'fo-o', 'å x', ':a  ']) {
      expect(parts(line), line).toBeNull()
    }
  })

  test('a line that holds CR, LF or NUL is no message', () => {
    for (const char of ['\r', '\n', '\0']) expect(parseMessage(`PRIVMSG #a :b${char}c`)).toBeNull()
  })

  test('no text makes the parser throw, and what it gives back has a command in upper case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (line) => {
        const message = parseMessage(line)
        if (message !== null) expect(message.command).toMatch(/^([A-Z]+|\d{3})$/)
      }),
    )
  })

  test('a line of a thousand blanks or colons takes no noticeable time', () => {
    const started = performance.now()
    for (const char of [' ', ':', '@', ';', '\\']) {
      parseMessage(`@${char.repeat(8000)} FOO ${char.repeat(8000)}`)
      parseMessage(char.repeat(8000))
    }
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('serialising', () => {
  test('writes one line with CRLF, the text always with its colon', () => {
    expect(serialiseMessage({ source: 'anna!u@h', command: 'PRIVMSG', params: ['#lobby'], text: 'hi' })).toBe(
      ':anna!u@h PRIVMSG #lobby :hi\r\n',
    )
    expect(serialiseMessage({ command: 'PING', params: ['x'] })).toBe('PING x\r\n')
    expect(serialiseMessage({ tags: new Map([['a', 'b c']]), command: 'PING', text: '' })).toBe('@a=b\\sc PING :\r\n')
  })

  test.each(['\r', '\n', '\0'])('throws on %j wherever it stands', (char) => {
    const bad = `a${char}b`
    expect(() => serialiseMessage({ command: 'PRIVMSG', text: bad })).toThrow(RangeError)
    expect(() => serialiseMessage({ command: 'PRIVMSG', params: [bad] })).toThrow(RangeError)
    expect(() => serialiseMessage({ command: bad })).toThrow(RangeError)
    expect(() => serialiseMessage({ source: bad, command: 'PING' })).toThrow(RangeError)
  })

  test.each(['', 'a b', ':a'])('throws on the middle parameter %j', (param) => {
    expect(() => serialiseMessage({ command: 'JOIN', params: [param] })).toThrow(RangeError)
  })

  test.each(['', 'a b'])('throws on the source %j', (source) => {
    expect(() => serialiseMessage({ source, command: 'PING' })).toThrow(RangeError)
  })

  test('cuts the text so that the line fits 512 octets, and never inside a character', () => {
    const line = serialiseMessage({ source: 'anna!u@h', command: 'PRIVMSG', params: ['#a'], text: 'å€😀'.repeat(200) })
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_OCTETS)
    expect(Buffer.byteLength(line)).toBeGreaterThan(LINE_OCTETS - 4)
    expect(line).not.toContain('\ufffd')
    expect(line.endsWith('\r\n')).toBe(true)
  })

  test('throws when the middle parameters alone are too long', () => {
    expect(() => serialiseMessage({ command: 'JOIN', params: ['x'.repeat(600)] })).toThrow(RangeError)
  })

  const word = fc.stringMatching(/^[a-z#&+@!~.åß😀*][a-z:;=,.#åß😀]{0,8}$/u)
  const key = fc.stringMatching(/^\+?([a-z.]{1,5}\/)?[a-zA-Z0-9-]{1,6}$/)
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replace(/[\r\n\0]/g, ''))
  const message = fc.record({
    tags: fc.array(
      fc.tuple(
        key,
        fc.string({ maxLength: 12 }).map((value) => value.replace(/\0/g, '')),
      ),
    ),
    source: word,
    command: fc.stringMatching(/^([A-Z]{1,8}|\d{3})$/),
    params: fc.array(word, { maxLength: 5 }),
    text,
  })

  test('what is written is read back as it was', () => {
    fc.assert(
      fc.property(message, ({ tags, ...rest }) => {
        const line = serialiseMessage({ ...rest, tags: new Map(tags) })
        expect(parts(line.slice(0, -2))).toEqual({
          tags: Object.fromEntries(tags),
          source: rest.source,
          command: rest.command,
          params: [...rest.params, rest.text],
        })
      }),
    )
  })

  test('no value, however wild, makes a second line or a line past 512 octets', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 700 })
    fc.assert(
      fc.property(wild, fc.array(wild, { maxLength: 3 }), (value, params) => {
        let line: string
        try {
          line = serialiseMessage({ source: 'a', command: 'PRIVMSG', params, text: value })
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
          return
        }
        expect(line.slice(0, -2)).not.toMatch(/[\r\n\0]/)
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_OCTETS)
      }),
    )
  })
})

test('the tags of a line are measured with their @ and the blank after them', () => {
  expect(tagsLength(Buffer.from('@a=b PING'))).toBe(5)
  expect(tagsLength(Buffer.from('PING @a'))).toBe(0)
  expect(tagsLength(Buffer.from('@abc'))).toBe(4)
})
