import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, LineReader } from './lines.ts'

const LIMIT = 12

const shown = (lines: readonly Line[]): string[] =>
  lines.map((line) => (typeof line === 'string' ? `<${line}>` : line.toString('latin1')))

const readAll = (octets: Buffer, limit = LIMIT): string[] => shown(new LineReader(limit).read(octets))

// Short lines, line ends of both kinds and every trouble-maker, so that few octets already hold many cases.
const octets = fc
  .array(fc.oneof(fc.constantFrom(0x0a, 0x0d, 0x00, 0xc3, 0xa5, 0x20), fc.integer({ min: 0, max: 255 })), {
    maxLength: 80,
  })
  .map((list) => Buffer.from(list))

describe('reading lines', () => {
  test('a line ends with CRLF or with LF alone, and the end is not part of it', () => {
    expect(readAll(Buffer.from('one\r\ntwo\nthree\r\n'))).toEqual(['one', 'two', 'three'])
  })

  test('an unfinished line waits for its end', () => {
    const reader = new LineReader(LIMIT)
    expect(reader.read(Buffer.from('PING'))).toEqual([])
    expect(shown(reader.read(Buffer.from(' x\r')))).toEqual([])
    expect(shown(reader.read(Buffer.from('\nPI')))).toEqual(['PING x'])
  })

  test('a character that arrives in two halves comes out whole', () => {
    const reader = new LineReader(LIMIT)
    reader.read(Buffer.from([0xc3]))
    const [line] = reader.read(Buffer.from([0xa5, 0x0a]))
    expect(String(line)).toBe('å')
  })

  test('a line of exactly the limit passes, with either line end', () => {
    expect(readAll(Buffer.from('123456789012\r\n123456789012\n'))).toEqual(['123456789012', '123456789012'])
  })

  test('a line past the limit is reported once, in its place, and the next one is read as usual', () => {
    expect(readAll(Buffer.from('a\r\n1234567890123\r\nb\r\n'))).toEqual(['a', '<over-long>', 'b'])
    expect(readAll(Buffer.from(`a\n${'x'.repeat(100_000)}\nb\n`))).toEqual(['a', '<over-long>', 'b'])
  })

  test('a line with a NUL is reported instead of handed on', () => {
    expect(readAll(Buffer.from('a\nb\0c\nd\n'))).toEqual(['a', '<nul>', 'd'])
  })

  test('a carriage return inside a line stays, for the parser to judge', () => {
    expect(readAll(Buffer.from('a\rb\r\r\n'))).toEqual(['a\rb\r'])
  })

  test('memory handed in as a chunk may be overwritten once the next chunk comes', () => {
    const reader = new LineReader(LIMIT)
    const chunk = Buffer.from('PIN')
    reader.read(chunk)
    chunk.fill(0x21)
    expect(shown(reader.read(Buffer.from('G\n')))).toEqual(['PING'])
  })

  test('cutting the octets at any one place gives the same lines', () => {
    fc.assert(
      fc.property(octets, (whole) => {
        const expected = readAll(whole)
        for (let at = 0; at <= whole.length; at += 1) {
          const reader = new LineReader(LIMIT)
          const lines = [...reader.read(whole.subarray(0, at)), ...reader.read(whole.subarray(at))]
          expect(shown(lines)).toEqual(expected)
        }
      }),
    )
  })

  test('octets that come one at a time give the same lines', () => {
    fc.assert(
      fc.property(octets, (whole) => {
        const reader = new LineReader(LIMIT)
        const lines = [...whole].flatMap((octet) => reader.read(Buffer.from([octet])))
        expect(shown(lines)).toEqual(readAll(whole))
      }),
    )
  })

  test('every line end gives exactly one line or fault, and no line passes the limit', () => {
    fc.assert(
      fc.property(octets, (whole) => {
        const lines = new LineReader(LIMIT).read(whole)
        expect(lines).toHaveLength([...whole].filter((octet) => octet === 0x0a).length)
        for (const line of lines) if (typeof line !== 'string') expect(line.length).toBeLessThanOrEqual(LIMIT)
      }),
    )
  })
})
