import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caret } from './fault.ts'
import { LIMITS } from './limits.ts'
import { parseScript } from './parser.ts'
import { EFFECTS, EVENTS } from './syntax.ts'

const faultOf = (source: string) => {
  const parsed = parseScript(source)
  return 'fault' in parsed ? parsed.fault : null
}

const WORDS = [
  ...[...EVENTS, ...Object.keys(EFFECTS), 'on', 'if', 'else', 'end', 'for', 'each', 'in', 'let', 'set', 'stop', 'not'],
  ...['and', 'or', 'true', 'nothing', 'this', 'actor', '.', ',', '(', ')', '[', ']', '=', '==', '+', '-', '"a {b} c"'],
  ...['"', '{', '}', ';', ':', '\n', '5', '0.5', 'random', 'length', '# note', '\\', 'x', '%', 'å', '💡'],
]

describe('the parser', () => {
  test('never throws, and points into the text, whatever it is given', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 100 }),
      fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
      fc.array(fc.constantFrom(...WORDS), { maxLength: 80 }).map((words) => `on use\n${words.join(' ')}`),
    )
    fc.assert(
      fc.property(texts, (source) => {
        const fault = faultOf(source)
        if (fault === null) return
        expect(fault.line).toBeGreaterThanOrEqual(1)
        expect(fault.line).toBeLessThanOrEqual(source.split('\n').length)
        expect(fault.column).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 150 },
    )
  })

  test('reads a script the same on one line as on many, with its ends or without the last', () => {
    const shape = (source: string): unknown =>
      JSON.parse(JSON.stringify(parseScript(source), (key, value) => (key === 'line' || key === 'column' ? 0 : value)))
    const long =
      'on say "*hi*"\n  if actor\n    say "Hi {name(actor)}!"\n  else\n    stop\n  end\nend\non use\n  hide this\n'
    const short = 'on say "*hi*": if actor: say "Hi {name(actor)}!"; else; stop end; on use: hide this'
    expect(faultOf(long)).toBeNull()
    expect(shape(short)).toEqual(shape(long))
  })

  test.each([
    ['expected', 1, 1, 'say "x"'],
    ['unknown-event', 1, 4, 'on dance'],
    ['unknown-effect', 2, 3, 'on use\n  sing "x"'],
    ['open-string', 2, 7, 'on use\n  say "x'],
    ['expected', 2, 11, 'on use\n  say "a {b"'],
    ['no-end', 2, 14, 'on use\n  say "a {1 +} b"'],
    ['unknown-function', 2, 7, 'on use\n  say roar("x")'],
    ['arguments', 2, 7, 'on use\n  say length()'],
    ['arguments', 2, 3, 'on use\n  tell actor'],
    ['no-end', 3, 10, 'on use\n  if 1\n  say "x"'],
    ['unexpected', 2, 11, 'on use\n  say "x" "y"'],
    ['character', 2, 7, 'on use\n  say @'],
    ['seconds', 1, 10, 'on timer 4: stop'],
    ['seconds', 1, 9, 'on timer: stop'],
    ['expected', 1, 1, 'while true'],
    ['unknown-effect', 1, 9, 'on use: while true: stop'],
    ['empty', 1, 21, '# nothing but a note'],
    ['expected', 2, 7, 'on use\n  set count = 1'],
    ['too-long', 1, 8, `on say "${'x'.repeat(LIMITS.glob + 1)}": stop`],
    ['too-long', 1, 1, `on use: say "${'x'.repeat(LIMITS.source)}"`],
  ])('says that it is %s, on line %i in column %i', (code, line, column, source) => {
    expect(faultOf(source)).toMatchObject({ code, line, column })
  })

  test.each([
    ['parentheses', `on use: say ${'('.repeat(21)}1${')'.repeat(21)}`],
    ['a long sum', `on use: say 1${' + 1'.repeat(21)}`],
    ['blocks', `on use\n${'if 1\n'.repeat(21)}${'end\n'.repeat(21)}`],
    ['else if', `on use\nif 1\nstop\n${'else if 1\nstop\n'.repeat(21)}end`],
    ['not', `on use: say ${'not '.repeat(21)}1`],
    ['texts in texts', `on use: say ${'"{'.repeat(9)}1${'}"'.repeat(9)}`],
    ['thousands', `on use: say ${'('.repeat(5000)}`],
  ])('is not led deeper than twenty by %s', (_, source) => {
    expect(faultOf(source)?.code).toBe('too-deep')
  })

  test('a fault is shown with a mark under its place, in a window of a long line', () => {
    expect(caret('on use\n  sing "x"', { line: 2, column: 3 })).toBe('2|   sing "x"\n     ^')
    const shown = caret(`${'a'.repeat(200)}!`, { line: 1, column: 201 }).split('\n')
    expect(shown[0]?.[shown[1]?.indexOf('^') ?? 0]).toBe('!')
    expect(shown[0]?.length).toBeLessThan(80)
  })
})
