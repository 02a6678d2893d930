import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clampSize, INPUT_UNITS, parseBrowserFrame, parseDaemonFrame } from './frames.ts'

test('a hello carries the size and, after a dropped line, the resume token', () => {
  expect(parseBrowserFrame('{"type":"hello","columns":80,"rows":24}')).toEqual({ type: 'hello', columns: 80, rows: 24 })
  const resume = 'abcdefghijklmnop0123456789_-'
  expect(parseBrowserFrame(JSON.stringify({ type: 'hello', columns: 132, rows: 43, resume }))).toEqual({
    type: 'hello',
    columns: 132,
    rows: 43,
    resume,
  })
})

test.each([
  ['no JSON', 'hello'],
  ['an array', '[]'],
  ['null', 'null'],
  ['an unknown type', '{"type":"shell"}'],
  ['a size of nothing', '{"type":"hello","columns":0,"rows":0}'],
  ['a size in words', '{"type":"resize","columns":"80","rows":"24"}'],
  ['half a column', '{"type":"resize","columns":80.5,"rows":24}'],
  ['a giant', '{"type":"resize","columns":100000,"rows":24}'],
  ['a token with a line end', '{"type":"hello","columns":80,"rows":24,"resume":"aaaaaaaaaaaaaaaaaaaaaaaa\\n"}'],
  ['a reader that is perhaps', '{"type":"reader","on":"perhaps"}'],
  ['input that is no text', '{"type":"input","text":7}'],
  ['input past the limit', JSON.stringify({ type: 'input', text: 'x'.repeat(INPUT_UNITS + 1) })],
])('a frame with %s is refused', (_, text) => {
  expect(parseBrowserFrame(text)).toBeNull()
})

test('a screen reader is said in the hello, or later', () => {
  const hello = { type: 'hello', columns: 80, rows: 24, reader: true }
  expect(parseBrowserFrame(JSON.stringify(hello))).toEqual(hello)
  expect(parseBrowserFrame('{"type":"reader","on":false}')).toEqual({ type: 'reader', on: false })
  expect(parseDaemonFrame('{"type":"shown","inLines":true}')).toEqual({ type: 'shown', inLines: true })
})

test('the daemon says welcome, bye and beat, and no rubbish', () => {
  const welcome = { type: 'welcome', resumeToken: 'abcdefghijklmnop', resumed: false }
  expect(parseDaemonFrame(JSON.stringify(welcome))).toEqual(welcome)
  expect(parseDaemonFrame('{"type":"bye","reason":"Good night."}')).toEqual({ type: 'bye', reason: 'Good night.' })
  expect(parseDaemonFrame('{"type":"beat"}')).toEqual({ type: 'beat' })
  expect(parseDaemonFrame('{"type":"welcome","resumeToken":"<script>","resumed":true}')).toBeNull()
})

test('typed text survives the frame, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(parseBrowserFrame(JSON.stringify({ type: 'input', text }))).toEqual({ type: 'input', text })
    }),
  )
})

test('no text makes a parser throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      parseBrowserFrame(text)
      parseDaemonFrame(text)
    }),
  )
})

test('a claimed size is brought into bounds', () => {
  expect(clampSize({ columns: 3, rows: 9999 })).toEqual({ columns: 20, rows: 300 })
  expect(clampSize({ columns: Number.NaN, rows: Number.POSITIVE_INFINITY })).toEqual({ columns: 20, rows: 6 })
})
