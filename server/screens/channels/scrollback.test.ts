import { expect, test } from 'vitest'
import type { Msgid } from '../../core/ids.ts'
import { lineText } from '../widgets/lines.ts'
import type { ChatFormat, ChatLine, SpokenLine } from './chat-line.ts'
import { Scrollback } from './scrollback.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const format = (columns: number): ChatFormat => ({
  columns,
  time: (at) => new Date(at).toISOString().slice(11, 16),
  day: (at) => new Date(at).toISOString().slice(0, 10),
})

const said = (seq: number, text: string, more: Partial<SpokenLine> = {}): SpokenLine => ({
  kind: 'message',
  at: 9 * HOUR + seq * 60_000,
  msgid: `m${seq}` as Msgid,
  seq,
  nick: 'ann',
  text,
  mention: false,
  own: false,
  ...more,
})

const open = (columns = 80, lines: readonly ChatLine[] = []): Scrollback => {
  const scrollback = new Scrollback(format(columns), { unread: 'new', earlier: 'an earlier line' })
  for (const line of lines) scrollback.append(line)
  return scrollback
}

const rows = (scrollback: Scrollback, height: number): string[] => scrollback.view(height).rows.map(lineText)
const many = (count: number, from = 1): ChatLine[] =>
  Array.from({ length: count }, (_, index) => said(from + index, `line ${from + index}`))

test('nicks stand in a column of their own, and a long text goes on under itself', () => {
  const text = 'We should meet at the harbour when the ferry comes in, about nine.'
  expect(rows(open(80, [said(1, text), said(2, 'Yes.', { nick: 'bartholomew-the-elder' })]), 4)).toEqual([
    `${'─'.repeat(34)} 1970-01-01 ${'─'.repeat(34)}`,
    '09:01            ann │ We should meet at the harbour when the ferry comes in,',
    '                     │ about nine.',
    '09:02 bartholomew-t… │ Yes.',
  ])
})

test('on a narrow terminal the nick is part of the line', () => {
  const lines = [said(1, 'We should meet at the harbour.'), said(2, 'waves', { kind: 'action' })]
  expect(rows(open(30, lines), 4).slice(1)).toEqual([
    '09:01 ann: We should meet at',
    '      the harbour.',
    '09:02 * ann waves',
  ])
})

test('actions, notices and what the house says have marks of their own', () => {
  const lines: ChatLine[] = [
    said(1, 'waves', { kind: 'action' }),
    said(2, 'psst', { kind: 'notice' }),
    { kind: 'coming', at: 9 * HOUR, text: 'bob came in' },
    { kind: 'error', at: 9 * HOUR, text: 'no such nick' },
  ]
  expect(rows(open(80, lines), 4)).toEqual([
    '09:01              * │ ann waves',
    '09:02          -ann- │ psst',
    '09:00            --> │ bob came in',
    '09:00            !!! │ no such nick',
  ])
})

test('formatting codes and terminal sequences never reach a row', () => {
  const text = '\u0002bold\u000f \u000304,12red\u0003 \u001b[31mred\u001b]0;title\u0007 end'
  expect(rows(open(80, [said(1, text)]), 1)).toEqual(['09:01            ann │ bold red red end'])
})

test('each day begins with its date', () => {
  const lines = [said(1, 'late'), said(2, 'early', { at: DAY + HOUR }), said(3, 'later', { at: DAY + 2 * HOUR })]
  const shown = rows(open(40, lines), 10)
  expect(shown.filter((row) => row.includes('──'))).toEqual([
    '────────────── 1970-01-01 ──────────────',
    '────────────── 1970-01-02 ──────────────',
  ])
  expect(shown.findIndex((row) => row.includes('01-02'))).toBe(2)
})

test('new lines are followed until somebody scrolls up; then what they read stays where it is', () => {
  const scrollback = open(80, many(50))
  expect(rows(scrollback, 5).at(-1)).toContain('line 50')
  scrollback.scroll(-10)
  const before = rows(scrollback, 5)
  expect(before.at(-1)).toContain('line 40')
  for (const line of many(3, 51)) scrollback.append(line)
  expect(rows(scrollback, 5)).toEqual(before)
  expect(scrollback.view(5)).toMatchObject({ below: 3, following: false })
  scrollback.toBottom()
  expect(rows(scrollback, 5).at(-1)).toContain('line 53')
  expect(scrollback.view(5)).toMatchObject({ below: 0, following: true })
})

test('scrolling down to the end follows again', () => {
  const scrollback = open(80, many(50))
  scrollback.scroll(-10)
  scrollback.scroll(7)
  expect(scrollback.view(5).following).toBe(false)
  scrollback.scroll(7)
  expect(scrollback.view(5).following).toBe(true)
})

test('scrolling up stops when the first line is at the top', () => {
  const scrollback = open(80, many(20))
  scrollback.view(5)
  scrollback.scroll(-100)
  const view = scrollback.view(5)
  expect(view.atTop).toBe(true)
  expect(view.rows.map(lineText)[1]).toContain('line 1')
  expect(view.rows.length).toBe(5)
})

test('older lines from history go in above without moving what is read, and none twice', () => {
  const scrollback = open(80, many(20, 21))
  scrollback.view(5)
  scrollback.toTop()
  const before = rows(scrollback, 5)
  expect(scrollback.oldestSeq).toBe(21)
  scrollback.prepend(many(22, 1))
  expect(rows(scrollback, 5).slice(1)).toEqual(before.slice(1))
  expect(scrollback.lines.length).toBe(40)
  expect(scrollback.oldestSeq).toBe(1)
})

test('a wide row that is folded anew when the width changes keeps its place', () => {
  const scrollback = open(80, [...many(30), said(31, 'word '.repeat(40)), ...many(30, 32)])
  scrollback.view(6)
  scrollback.scroll(-20)
  scrollback.setColumns(40)
  expect(rows(scrollback, 6).at(-1)).toContain('line 41')
})

test('what came while nobody looked stands below a separator, until they look away again', () => {
  const scrollback = open(40, many(3))
  scrollback.markRead()
  expect(rows(scrollback, 20).join()).not.toContain('new')
  for (const line of many(2, 4)) scrollback.append(line)
  const shown = rows(scrollback, 20)
  expect(shown[4]).toBe('───────────────── new ──────────────────')
  expect(shown[5]).toContain('line 4')
  scrollback.markRead()
  expect(rows(scrollback, 20).join()).not.toContain('new')
})

test('ten thousand lines are bounded, and drawing the end of them takes a moment', () => {
  const scrollback = open(80, many(10_000))
  const started = performance.now()
  expect(rows(scrollback, 24).at(-1)).toContain('line 10000')
  expect(performance.now() - started).toBeLessThan(100)
  expect(scrollback.lines.length).toBe(3_000)
})

test('a line that was taken back keeps its place and shows other words; one of several lines keeps them', () => {
  const scrollback = open(80, [said(1, 'first\nsecond'), said(2, 'third')])
  expect(rows(scrollback, 10).slice(1)).toEqual([
    '09:01            ann │ first',
    '                     │ second',
    '09:02            ann │ third',
  ])
  expect(scrollback.reword('m1' as Msgid, '[taken back]')).toBe(true)
  expect(scrollback.reword('m9' as Msgid, 'x')).toBe(false)
  expect(rows(scrollback, 10).slice(1)).toEqual(['09:01            ann │ [taken back]', '09:02            ann │ third'])
})
