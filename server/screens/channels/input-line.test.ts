import { expect, test } from 'vitest'
import { InputLine } from './input-line.ts'

const typed = (text: string): InputLine => {
  const line = new InputLine()
  line.insert(text)
  return line
}

const people = { nicks: ['bob', 'Bonnie', 'ann'], channels: ['#lobby', '#lounge'], commands: ['me', 'msg', 'topic'] }

test('the line is edited by characters and by words', () => {
  const line = typed('one two three')
  line.deleteWordBack()
  line.move('word-left')
  line.insert('and ')
  expect(line.text).toBe('one and two ')
  line.move('start')
  line.deleteForward()
  line.move('end')
  line.deleteBack()
  expect(line.text).toBe('ne and two')
  line.move('word-left')
  line.deleteToEnd()
  expect(line.text).toBe('ne and ')
  line.deleteToStart()
  expect(line.isEmpty).toBe(true)
})

test('what is pasted loses its controls and keeps its line ends, shown as a mark', () => {
  const line = typed('one\r\ntwo\u001b[2J\tthree')
  expect(line.text).toBe('one\ntwo three')
  expect(line.view(40).text).toBe('one↵two three')
})

test('a paste that is too long is refused and what was typed stays', () => {
  const line = typed('keep')
  expect(line.insert('x'.repeat(10_000))).toBe(false)
  expect(line.text).toBe('keep')
})

test('the arrows bring back what was sent, and the line that was being written waits', () => {
  const line = typed('first')
  expect(line.take()).toBe('first')
  line.insert('second')
  line.take()
  line.insert('unfinished')
  line.recall(-1)
  expect(line.text).toBe('second')
  line.recall(-1)
  line.recall(-1)
  expect(line.text).toBe('first')
  line.recall(1)
  line.recall(1)
  expect(line.text).toBe('unfinished')
})

test('Tab finishes a nick, with a colon when it opens the line, and goes round', () => {
  const line = typed('bo')
  expect(line.complete(people)).toBe(true)
  expect(line.text).toBe('bob: ')
  line.complete(people)
  expect(line.text).toBe('Bonnie: ')
  line.complete(people)
  expect(line.text).toBe('bob: ')
  line.insert('see AN')
  line.complete(people)
  expect(line.text).toBe('bob: see ann ')
})

test('Tab finishes channels and commands, and leaves what nothing fits', () => {
  const line = typed('/t')
  line.complete(people)
  expect(line.text).toBe('/topic ')
  line.insert('see #lou')
  line.complete(people)
  expect(line.text).toBe('/topic see #lounge ')
  line.insert('zz')
  expect(line.complete(people)).toBe(false)
  expect(line.text).toBe('/topic see #lounge zz')
})

test('a nick in the middle of a line does not get a second blank', () => {
  const line = typed('ask an please')
  for (let step = 0; step < 7; step += 1) line.move('left')
  line.complete(people)
  expect(line.text).toBe('ask ann please')
})

test('a line longer than its field scrolls with the cursor and uses freed room again', () => {
  const line = typed('0123456789abcdef')
  expect(line.view(8)).toEqual({ text: '9abcdef', cursor: 7 })
  line.move('start')
  expect(line.view(8)).toEqual({ text: '01234567', cursor: 0 })
  line.move('end')
  line.view(8)
  for (let step = 0; step < 10; step += 1) line.deleteBack()
  expect(line.view(8)).toEqual({ text: '012345', cursor: 6 })
})
