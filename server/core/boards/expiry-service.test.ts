// Old articles go, over a real store.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'
import type { BoardSettings } from './order-calls.ts'

const BOARD = 'test.open'
const DAY = 86_400_000

let core: TestCore
let anna: SessionId

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false', BOARDS_KEEP_CANCELLED_DAYS: '3' })
  core.boards.add({ session: core.console, board: BOARD, description: '' })
  core.boards.add({ session: core.console, board: 'test.other', description: '' })
  anna = await core.enter('anna')
  core.boards.list({ session: anna })
})
afterEach(() => core.close())

const post = (subject: string, more: object = {}) => {
  core.pass(1000)
  return filed(core.boards.post({ session: anna, boards: [BOARD], subject, text: 'Words.\n', ...more }))
}

const set = (change: Partial<BoardSettings>): void =>
  void core.order.set({ session: core.console, board: BOARD, change })

const expire = (board?: string) =>
  core.order.expire({ session: core.console, ...(board === undefined ? {} : { board }) })

const board = () => core.boards.get({ session: anna, board: BOARD })
const numbers = () => core.news.numbers({ session: anna, group: BOARD, from: 1, to: 99_999 }).items

const fill = (count: number): void => {
  for (let first = 1; first <= count; first += 250) {
    const articles = Array.from({ length: Math.min(250, count - first + 1) }, (_, each) =>
      Buffer.from(`From: a@b\r\nSubject: ${first + each}\r\nMessage-ID: <${first + each}@x>\r\n\r\nx\r\n`),
    )
    core.boards.import({ session: core.console, board: BOARD, articles })
  }
}

describe('expiry', () => {
  test('by age lets the old go and moves the low water mark; unread counts stay right', () => {
    core.boards.markBoardRead({ session: anna, board: BOARD })

    fill(3)
    core.pass(10 * DAY)
    post('young')
    set({ expireDays: 7 })
    expect(board()).toMatchObject({ count: 4, low: 1, high: 4, unread: 3 })
    expect(expire()).toEqual({ expired: 3, isThrough: true })
    expect(board()).toMatchObject({ count: 1, low: 4, high: 4, threads: 1, unread: 0 })
    expect(numbers()).toEqual([4])
    expect(core.news.group({ session: anna, group: BOARD })).toMatchObject({ low: 4, high: 4, count: 1 })
    expect(expire()).toEqual({ expired: 0, isThrough: true })
  })

  test('by number and by size keeps the newest', () => {
    fill(10)
    set({ maxArticles: 4 })
    expire(BOARD)
    expect(numbers()).toEqual([7, 8, 9, 10])
    const octets = Buffer.from(core.boards.raw({ session: anna, messageId: '<10@x>' as never })).length
    set({ maxArticles: null, maxOctets: octets * 2 })
    expire(BOARD)
    expect(numbers()).toEqual([9, 10])
  })

  test('leaves pinned threads, and an empty board is as new readers expect it', () => {
    const kept = post('kept')
    post('gone')
    core.order.pin({ session: core.console, board: BOARD, thread: kept.thread, isPinned: true })
    core.pass(30 * DAY)
    set({ expireDays: 7, maxArticles: 1 })
    expire()
    expect(numbers()).toEqual([1])
    core.order.pin({ session: core.console, board: BOARD, thread: kept.thread, isPinned: false })
    expire()
    expect(core.news.group({ session: anna, group: BOARD })).toMatchObject({ low: 3, high: 2, count: 0 })
  })

  test('by Expires comes earlier than the board says, never later', () => {
    const day = (days: number): string => new Date(Date.UTC(2026, 0, 1) + days * DAY).toUTCString()
    const articles = [
      `From: a@b\r\nSubject: soon\r\nMessage-ID: <soon@x>\r\nExpires: ${day(2)}\r\n\r\nx\r\n`,
      `From: a@b\r\nSubject: late\r\nMessage-ID: <late@x>\r\nExpires: ${day(900)}\r\n\r\nx\r\n`,
    ]
    core.boards.import({ session: core.console, board: BOARD, articles: articles.map((each) => Buffer.from(each)) })
    core.pass(3 * DAY)
    expire()
    expect(numbers()).toEqual([2])
    set({ expireDays: 5 })
    core.pass(3 * DAY)
    expire()
    expect(numbers()).toEqual([])
  })

  test('takes a thousand at a time and says that there is more', () => {
    fill(1500)
    core.pass(10 * DAY)
    set({ expireDays: 7 })
    expect(expire()).toEqual({ expired: 1000, isThrough: false })
    expect(expire()).toEqual({ expired: 500, isThrough: true })
    expect(board()).toMatchObject({ count: 0, threads: 0, low: 1501, high: 1500 })
  })

  test('of one board leaves a crosspost in the other, whose Xref no longer names the first', () => {
    const { messageId } = post('both', { boards: [BOARD, 'test.other'] })
    core.pass(10 * DAY)
    set({ expireDays: 7 })
    expire()
    expect(core.news.stat({ session: anna, article: messageId })).toMatchObject({ messageId })
    const { items } = core.news.overview({ session: anna, group: 'test.other', from: 1, to: 9 })
    expect(Buffer.from(items).toString()).toMatch(/\tXref: localhost test\.other:1\r\n$/)
  })

  test('is not undone by the same article coming again, also after its row has gone', async () => {
    fill(1)
    core.pass(10 * DAY)
    set({ expireDays: 7 })
    expire()
    core.pass(5 * DAY)
    expire()
    const octets = Buffer.from(
      `From: a@b\r\nSubject: again\r\nMessage-ID: <1@x>\r\nNewsgroups: ${BOARD}\r\n\r\nback again\r\n`,
    )
    expect(await refusalOf(() => core.news.inject({ session: anna, octets }))).toBe('duplicate')
  })

  test('drops the octets of what was taken back only after the days that the staff has', () => {
    const { article, messageId } = post('mine')
    core.order.cancel({ session: anna, article: messageId, reason: '' })
    const octets = () =>
      core.house.store.reader<{ raw: Uint8Array | null }>('SELECT raw FROM article WHERE id = ?').get(article)?.raw
    expire()
    expect(octets()).toBeInstanceOf(Uint8Array)
    core.pass(4 * DAY)
    expire()
    expect(octets() ?? null).toBeNull()
  })

  test('is the business of the sysop', async () => {
    expect(await refusalOf(() => core.order.expire({ session: anna }))).toBe('not-permitted')
    expect(await refusalOf(() => expire('no.such'))).toBe('no-such-board')
  })
})
