import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VirtualTerminal } from '../../testing/virtual-terminal.ts'
import { Cells, Painter } from './cells.ts'
import { type Style, styleIndex } from './styles.ts'
import { Surface } from './surface.ts'

const COLUMNS = 24
const ROWS = 4

const studio = (kind: { colors?: number; charset?: 'utf-8' | 'ascii' } = {}) => {
  const terminal = new VirtualTerminal({ columns: COLUMNS, rows: ROWS }, kind)
  const painter = new Painter(terminal.kind)
  const cells = new Cells(COLUMNS, ROWS)
  const surface = new Surface(cells, { left: 0, top: 0, width: COLUMNS, height: ROWS }, () => {})
  const show = () => {
    const frame = painter.frame(cells)
    terminal.write(frame)
    return frame
  }
  return { terminal, painter, cells, surface, show }
}

const picture = (cells: Cells): string =>
  Array.from({ length: cells.rows }, (_, y) =>
    cells.clusters
      .slice(y * cells.columns, (y + 1) * cells.columns)
      .join('')
      .trimEnd(),
  ).join('\n')

describe('painting', () => {
  test('what is drawn is what the terminal shows', () => {
    const { terminal, surface, show } = studio()
    surface.text(2, 1, 'hello', 'strong')
    show()
    expect(terminal.row(1)).toBe('  hello')
    expect(terminal.styleOf('hello')).toBe('1')
  })

  test('a frame without changes sends nothing', () => {
    const { surface, show } = studio()
    surface.text(0, 0, 'the same')
    show()
    expect(show()).toBe('')
  })

  test('one changed cell costs a few octets', () => {
    const { surface, show } = studio()
    surface.text(0, 0, 'abcdefghij')
    show()
    surface.text(4, 0, 'X')
    expect(show().length).toBeLessThan(12)
  })

  test('after forgetting, everything is written again', () => {
    const { terminal, painter, surface, show } = studio()
    surface.text(0, 0, 'still here')
    show()
    terminal.write('\u001b[2J')
    painter.forget()
    show()
    expect(terminal.row(0)).toBe('still here')
  })

  test.each([
    ['the first half of a wide character', 2],
    ['the second half of a wide character', 3],
  ])('a letter over %s leaves no half behind', (_which, x) => {
    const { terminal, surface, show } = studio()
    surface.text(0, 0, 'ab日本cd')
    show()
    surface.text(x, 0, 'X')
    show()
    expect(terminal.row(0)).toBe(x === 2 ? 'abX 本cd' : 'ab X本cd')
  })

  test('a wide character that does not fit is not drawn half', () => {
    const { terminal, surface, show } = studio()
    surface.text(COLUMNS - 1, 0, '日')
    surface.text(0, 1, 'x')
    show()
    expect(terminal.row(0)).toBe('')
    expect(terminal.strange).toEqual([])
  })

  test('what stands behind an emoji is addressed anew, since terminals disagree on its width', () => {
    const { surface, show } = studio()
    surface.text(0, 0, '👍|')
    expect(show()).toContain('\u001b[1;3H|')
  })

  test('a joined emoji is drawn as its parts, which is as wide everywhere', () => {
    const { terminal, surface, show } = studio()
    surface.text(0, 0, '👩‍👩‍👧|')
    show()
    expect(terminal.row(0)).toBe('👩👩👧|')
  })

  test('terminals without UTF-8 get ASCII of the same width', () => {
    const { terminal, surface, show } = studio({ charset: 'ascii' })
    surface.text(0, 0, '┌─ Blåbær 日本 … ─┐')
    show()
    expect(terminal.row(0)).toBe('+- Blabar ? ?  ~ -+')
  })

  test('terminals without colour get bold, underline and reverse at most', () => {
    const { terminal, surface, show } = studio({ colors: 1 })
    surface.text(0, 0, 'danger', 'danger')
    surface.text(0, 1, 'good', 'good')
    surface.text(0, 2, 'chosen', 'selected')
    show()
    expect([terminal.styleOf('danger'), terminal.styleOf('good'), terminal.styleOf('chosen')]).toEqual(['1', '', '7'])
  })

  test('whatever is drawn over whatever, the terminal shows the cells', () => {
    const text = fc.stringMatching(/^(?:[a-z ]|日|本|한|👍|é|é|│){0,12}$/u)
    const stroke = fc.record({
      x: fc.integer({ min: -3, max: COLUMNS }),
      y: fc.integer({ min: 0, max: ROWS - 1 }),
      text,
      style: fc.constantFrom<Style>('text', 'selected', 'bar', 'dim'),
      show: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 25 }), (strokes) => {
        const { terminal, cells, surface, show } = studio()
        for (const { x, y, text: drawn, style, show: now } of strokes) {
          surface.text(x, y, drawn, style)
          if (now) show()
        }
        show()
        expect(terminal.screen).toBe(picture(cells))
        expect(terminal.strange).toEqual([])
      }),
    )
  })

  test('styles reach exactly the cells they were given to', () => {
    const { terminal, surface, show } = studio()
    surface.row(0, 'selected')
    surface.text(3, 0, 'on', 'selected')
    surface.text(0, 1, 'plain')
    show()
    surface.row(0, 'text')
    show()
    expect(terminal.styleOf('plain')).toBe('')
    expect(terminal.row(0)).toBe('')
    expect(styleIndex('text')).toBe(0)
  })
})

describe('hostile text', () => {
  test.each([
    ['a colour sequence', 'x\u001b[31mred', 'xred'],
    ['a title change', '\u001b]0;owned\u0007after', 'after'],
    ['a C1 introducer', 'x\u009b31mred', 'xred'],
    ['a bell and a backspace', 'a\u0007b\bc', 'abc'],
    ['tags of other programs', '{red-fg}tag{/}', '{red-fg}tag{/}'],
    ['a bidi override', 'a\u202ebc', 'abc'],
    ['a line end', 'one\r\ntwo', 'one two'],
  ])('%s does nothing', (_what, text, expected) => {
    const { terminal, surface, show } = studio()
    surface.text(0, 0, text)
    show()
    expect(terminal.row(0)).toBe(expected)
    expect(terminal.strange).toEqual([])
    expect(terminal.bells).toBe(0)
  })
})
