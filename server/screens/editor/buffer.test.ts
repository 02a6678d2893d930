import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditorBuffer } from './buffer.ts'
import type { Movement } from './movement.ts'

const open = (text = '', columns = 20, limit = 10_000): EditorBuffer =>
  new EditorBuffer({ text, columns: { typed: columns, kept: columns + 6 }, limit })
const type = (buffer: EditorBuffer, text: string): void => {
  for (const character of text) buffer.insert(character)
}
const shown = (buffer: EditorBuffer, height: number): string[] => buffer.window(height).rows.map((row) => row.text)

test('typing goes in at the cursor, Enter splits a line and Backspace joins it again', () => {
  const buffer = open()
  type(buffer, 'helloworld')
  for (let step = 0; step < 5; step += 1) buffer.move('left')
  buffer.insert('\n')
  expect(buffer.text()).toBe('hello\nworld')
  expect(buffer.cursor).toEqual({ line: 1, offset: 0 })
  buffer.deleteBack()
  expect(buffer.text()).toBe('helloworld')
  expect(buffer.cursor).toEqual({ line: 0, offset: 5 })
})

test('the cursor steps over and deletes whole characters as people see them', () => {
  const buffer = open('a👩‍👩‍👧e\u0301b')
  buffer.move('bottom')
  buffer.move('left')
  buffer.move('left')
  buffer.deleteBack()
  expect(buffer.text()).toBe('ae\u0301b')
  buffer.deleteForward()
  expect(buffer.text()).toBe('ab')
})

test('a pasted text of many lines goes in as one step, its tabs as blanks and its controls gone', () => {
  const buffer = open('<>')
  buffer.move('right')
  buffer.insert('one\r\n\ttwo\u001b[31m\rthree')
  expect(buffer.text()).toBe('<one\n        two\nthree>')
  expect(buffer.cursor).toEqual({ line: 2, offset: 5 })
  buffer.undo()
  expect(buffer.text()).toBe('<>')
})

test('the Tab key goes to the next stop of four', () => {
  const buffer = open()
  type(buffer, 'ab\tc')
  expect(buffer.text()).toBe('ab  c')
})

test('a text that would pass the limit is refused whole and nothing is lost', () => {
  const buffer = open('12345', 20, 10)
  expect(buffer.insert('67890x')).toBe(false)
  expect(buffer.insert('67890')).toBe(true)
  expect(buffer.insert('x')).toBe(false)
  expect(buffer.text()).toBe('6789012345')
})

test('long lines wrap softly on the screen and not in the text', () => {
  const buffer = open('the quick brown fox jumps', 10)
  expect(shown(buffer, 5)).toEqual(['the quick ', 'brown fox ', 'jumps'])
  expect(buffer.text()).toBe('the quick brown fox jumps')
})

test('quoted lines have the whole width, as they are posted as they are', () => {
  const buffer = open('> the quick brown\nthe quick brown', 12)
  expect(shown(buffer, 5)).toEqual(['> the quick brown', 'the quick ', 'brown'])
})

test('up and down go by rows and keep the column where the rows allow it', () => {
  const buffer = open('a long first line\nab\nanother long line', 40)
  for (let step = 0; step < 9; step += 1) buffer.move('right')
  buffer.move('down')
  expect(buffer.cursor).toEqual({ line: 1, offset: 2 })
  buffer.move('down')
  expect(buffer.cursor).toEqual({ line: 2, offset: 9 })
  buffer.move('up')
  buffer.move('up')
  expect(buffer.cursor).toEqual({ line: 0, offset: 9 })
})

test('up on the first row goes to the start, down on the last one to the end', () => {
  const buffer = open('one\ntwo')
  buffer.move('right')
  buffer.move('up')
  expect(buffer.cursor).toEqual({ line: 0, offset: 0 })
  buffer.move('down')
  buffer.move('down')
  expect(buffer.cursor).toEqual({ line: 1, offset: 3 })
})

test('Home and End go to the ends of the row first, then of the line', () => {
  const buffer = open('the quick brown fox jumps', 10)
  buffer.move('down')
  buffer.move('right')
  buffer.move('row-end')
  expect(buffer.cursor.offset).toBe(19)
  buffer.move('row-start')
  expect(buffer.cursor.offset).toBe(10)
  buffer.move('row-start')
  expect(buffer.cursor.offset).toBe(0)
  buffer.move('row-end')
  buffer.move('row-end')
  expect(buffer.cursor.offset).toBe(25)
})

test('words are stepped over with what stands between them, and over line ends', () => {
  const buffer = open("don't stop, now\nplease")
  buffer.move('word-right')
  expect(buffer.cursor.offset).toBe(6)
  buffer.move('word-right')
  expect(buffer.cursor.offset).toBe(12)
  buffer.move('word-left')
  expect(buffer.cursor.offset).toBe(6)
  buffer.move('row-end')
  buffer.move('word-right')
  expect(buffer.cursor).toEqual({ line: 1, offset: 0 })
})

test('Ctrl-W takes the word before the cursor, Ctrl-K the rest of the line, Ctrl-Y the row', () => {
  const buffer = open('one two three\nfour\nfive', 40)
  for (let step = 0; step < 8; step += 1) buffer.move('right')
  buffer.deleteWordBack()
  expect(buffer.text()).toBe('one three\nfour\nfive')
  buffer.deleteToLineEnd()
  expect(buffer.text()).toBe('one \nfour\nfive')
  buffer.deleteRow()
  expect(buffer.text()).toBe('four\nfive')
  buffer.move('bottom')
  buffer.deleteRow()
  expect(buffer.text()).toBe('four\n')
})

test('Ctrl-Y in a wrapped paragraph takes only the row that is seen', () => {
  const buffer = open('the quick brown fox jumps', 10)
  buffer.move('down')
  buffer.deleteRow()
  expect(buffer.text()).toBe('the quick jumps')
})

test('undo takes back about a word at a time and redo puts it there again', () => {
  const buffer = open()
  type(buffer, 'hello big world')
  buffer.undo()
  expect(buffer.text()).toBe('hello big ')
  buffer.undo()
  expect(buffer.text()).toBe('hello ')
  buffer.redo()
  buffer.redo()
  expect(buffer.text()).toBe('hello big world')
  expect(buffer.redo()).toBe(false)
})

test('what was erased comes back with one undo, at the place where the cursor stood', () => {
  const buffer = open('keep this')
  buffer.move('bottom')
  for (let step = 0; step < 4; step += 1) buffer.deleteBack()
  expect(buffer.text()).toBe('keep ')
  buffer.undo()
  expect(buffer.text()).toBe('keep this')
  expect(buffer.cursor).toEqual({ line: 0, offset: 9 })
})

test('the window scrolls no more than the cursor needs and pages keep a row in sight', () => {
  const buffer = open(Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n'))
  expect(shown(buffer, 10)[0]).toBe('line 0')
  buffer.movePage(1, 10)
  expect(shown(buffer, 10)[0]).toBe('line 9')
  expect(buffer.window(10).cursor).toEqual({ row: 0, column: 0 })
  buffer.move('up')
  expect(shown(buffer, 10)[0]).toBe('line 8')
  buffer.move('bottom')
  expect(shown(buffer, 10).at(-1)).toBe('line 29')
  expect(buffer.window(10).cursor).toEqual({ row: 9, column: 7 })
})

test('a paste of 50,000 lines is taken and drawn in a moment', () => {
  const buffer = open('', 72, 1_000_000)
  const started = performance.now()
  expect(buffer.insert('a line of text\n'.repeat(50_000))).toBe(true)
  buffer.insert('end')
  expect(shown(buffer, 20).at(-1)).toBe('end')
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('undoing everything gives the first text back, redoing everything the last', () => {
  const movement = fc.constantFrom<Movement>('left', 'right', 'up', 'down', 'word-left', 'row-end', 'row-start', 'top')
  const step = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', ' ', '\n', '日', 'e\u0301'), minLength: 1, maxLength: 6 }).map((text) => {
      return (buffer: EditorBuffer) => void buffer.insert(text)
    }),
    movement.map((way) => (buffer: EditorBuffer) => buffer.move(way)),
    fc.constantFrom(
      (buffer: EditorBuffer) => buffer.deleteBack(),
      (buffer: EditorBuffer) => buffer.deleteForward(),
      (buffer: EditorBuffer) => buffer.deleteWordBack(),
      (buffer: EditorBuffer) => buffer.deleteRow(),
      (buffer: EditorBuffer) => buffer.deleteToLineEnd(),
    ),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const first = 'one two\n\n三 four five six seven'
      const buffer = open(first, 8)
      for (const each of steps) {
        each(buffer)
        const { rows, cursor } = buffer.window(4)
        expect(cursor.row).toBeLessThan(rows.length)
        expect(cursor.column).toBeLessThanOrEqual(14)
        expect(buffer.octets).toBe(Buffer.byteLength(buffer.text()))
      }
      const last = buffer.text()
      while (buffer.undo());
      expect(buffer.text()).toBe(first)
      while (buffer.redo());
      expect(buffer.text()).toBe(last)
    }),
  )
})
