import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyDecoder } from './keys.ts'

const names = (text: string): string[] => {
  const decoder = new KeyDecoder()
  return [...decoder.push(text), ...decoder.flush()].map((key) => key.name)
}

describe('what a terminal sends becomes keys', () => {
  test.each([
    ['abc', ['a', 'b', 'c']],
    [' ', ['space']],
    ['å日👩‍👩‍👧', ['å', '日', '👩‍👩‍👧']],
    ['\r', ['enter']],
    ['\n', ['enter']],
    ['\r\n', ['enter']],
    ['\t\u001b[Z', ['tab', 'S-tab']],
    ['\u007f\b', ['backspace', 'backspace']],
    ['\u0001\u0003\u001a', ['C-a', 'C-c', 'C-z']],
    ['\u0000\u001f', ['C-space', 'C-_']],
    ['\u001b[A\u001b[B\u001b[C\u001b[D', ['up', 'down', 'right', 'left']],
    ['\u001bOA\u001bOH\u001bOP', ['up', 'home', 'f1']],
    ['\u001b[1~\u001b[4~\u001b[H\u001b[F', ['home', 'end', 'home', 'end']],
    ['\u001b[5~\u001b[6~\u001b[3~', ['pageup', 'pagedown', 'delete']],
    ['\u001b[15~\u001b[24~', ['f5', 'f12']],
    ['\u001b[1;5C\u001b[1;3D\u001b[1;2A\u001b[3;5~', ['C-right', 'M-left', 'S-up', 'C-delete']],
    ['\u001b', ['escape']],
    ['\u001b\u001b', ['escape', 'escape']],
    ['\u001bb\u001b\u007f', ['M-b', 'M-backspace']],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  test.each([
    ['the answer of a terminal', '\u001b[?62;22c\u001b[24;80R'],
    ['an old mouse report', '\u001b[M !!'],
    ['a mouse button let go', '\u001b[<0;10;20m\u001b[<2;1;1M\u001b[<0;0;0M'],
    ['a title report and a colour report', '\u001b]lsh\u001b\\\u001b]11;rgb:0000/0000/0000\u0007'],
    ['a C1 control in the text', '\u0085\u009b'],
  ])('%s is no key', (_what, text) => {
    expect(names(text)).toEqual([])
  })

  test('a sequence may come in pieces', () => {
    const decoder = new KeyDecoder()
    expect(decoder.push('a\u001b')).toEqual([{ name: 'a', text: 'a' }])
    expect(decoder.isWaiting).toBe(true)
    expect(decoder.push('[')).toEqual([])
    expect(decoder.push('1;5')).toEqual([])
    expect(decoder.push('Db')).toEqual([
      { name: 'C-left', text: '' },
      { name: 'b', text: 'b' },
    ])
    expect(decoder.isWaiting).toBe(false)
  })

  test('an Esc that nothing follows is the Esc key', () => {
    const decoder = new KeyDecoder()
    expect(decoder.push('\u001b')).toEqual([])
    expect(decoder.flush()).toEqual([{ name: 'escape', text: '' }])
    expect(decoder.isWaiting).toBe(false)
  })

  test('a bracketed paste is one key with its text, whatever sequences the text holds', () => {
    const decoder = new KeyDecoder()
    expect(decoder.push('\u001b[200~one\r\ntwo\u001b[A')).toEqual([])
    expect(decoder.push('\u001b[201~x')).toEqual([
      { name: 'paste', text: 'one\ntwo\u001b[A' },
      { name: 'x', text: 'x' },
    ])
  })

  test('a paste without end is handed over in pieces and does not grow without bound', () => {
    const decoder = new KeyDecoder()
    const [piece] = decoder.push(`\u001b[200~${'x'.repeat(70_000)}`)
    expect(piece?.text.length).toBeGreaterThan(60_000)
    expect(decoder.flush()[0]?.text.length).toBeLessThan(65_536)
    expect(decoder.isWaiting).toBe(false)
  })

  test('text that is typed comes out whole, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^(?:[ -~]|æ|å|日|e\u0301){0,6}$/u)), (pieces) => {
        const decoder = new KeyDecoder()
        const keys = pieces.flatMap((piece) => decoder.push(piece))
        expect(keys.map((key) => key.text).join('')).toBe(pieces.join(''))
      }),
    )
  })

  test('no octets make the decoder wait for ever or throw', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 6 }), (pieces) => {
        const decoder = new KeyDecoder()
        for (const piece of pieces) decoder.push(`\u001b${piece}`)
        decoder.flush()
        expect(decoder.push('z').map((key) => key.name)).toEqual(['z'])
      }),
    )
  })
})
