import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINE_OCTETS, LineSplitter } from './line-splitter.ts'

const split = (...pieces: readonly string[]): (string | null)[] => {
  const splitter = new LineSplitter()
  return pieces.flatMap((piece) =>
    splitter.push(Buffer.from(piece, 'latin1')).map((line) => line?.toString('latin1') ?? null),
  )
}

describe('lines of telnet', () => {
  test('end in CR LF, CR NUL, LF or CR', () => {
    expect(split('a\r\nb\r\0c\nd\re\r\n')).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('an end that was cut in two is one end', () => {
    expect(split('a\r', '\nb\r', '\0\r\n')).toEqual(['a', 'b', ''])
  })

  test('empty lines are lines', () => {
    expect(split('\r\n\n\r\n')).toEqual(['', '', ''])
  })

  test('what has no end waits', () => {
    expect(split('half a li', 'ne\n')).toEqual(['half a line'])
  })

  test('a line that is too long is told as null, and the next one is whole', () => {
    expect(split('x'.repeat(LINE_OCTETS), '\n', 'x'.repeat(LINE_OCTETS + 1), '\r\nnext\r\n')).toEqual([
      'x'.repeat(LINE_OCTETS),
      null,
      'next',
    ])
  })

  test('are the same for every way of cutting the stream', () => {
    const character = fc.constantFrom('\r', '\n', '\0', 'a', 'b')
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), fc.nat(40), (characters, at) => {
        const stream = characters.join('')
        expect(split(stream.slice(0, at), stream.slice(at))).toEqual(split(stream))
      }),
    )
  })
})
