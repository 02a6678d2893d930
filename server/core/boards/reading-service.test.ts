// What accounts have read, over a real store.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { ArticleId, SessionId } from '../ids.ts'

const BOARD = 'test.open'
const DAY = 86_400_000

let core: TestCore
let anna: SessionId
let ole: SessionId

beforeEach(async () => {
  core = openCore()
  core.boards.add({ session: core.console, board: BOARD, description: '' })
  core.boards.add({ session: core.console, board: 'test.other', description: '' })
  const closed = { readRole: 'moderator', writeRole: 'moderator' } as const
  core.boards.add({ session: core.console, board: 'test.closed', description: '', ...closed })
  ole = await core.enter('ole')
  anna = await core.enter('anna')
  // Both have looked at everything, so that what is written from now on is new.
  core.boards.list({ session: anna })
  core.boards.list({ session: ole })
  for (const { name } of core.boards.list({ session: anna })) core.boards.markBoardRead({ session: anna, board: name })
  core.events.length = 0
})
afterEach(() => core.close())

const post = (boards: readonly string[] = [BOARD], more: object = {}) => {
  core.pass(60_000)
  return filed(core.boards.post({ session: ole, boards, subject: 'Hello', text: 'Good evening.\n', ...more }))
}

const several = (count: number): readonly ArticleId[] => Array.from({ length: count }, () => post().article)

const unread = (session: SessionId, board = BOARD) => core.boards.get({ session, board }).unread

const old = (count: number, date: number, from = 0): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, index) =>
    Buffer.from(
      [
        'From: a@b',
        `Subject: ${from + index}`,
        `Date: ${new Date(date).toUTCString()}`,
        `Message-ID: <${from + index}@x>`,
        '',
        'text',
        '',
      ].join('\r\n'),
    ),
  )

describe('counting', () => {
  test('new articles are counted in the list, in the thread and in its tree until they are marked', () => {
    const first = post()
    const second = post([BOARD], { inReplyTo: first.messageId })
    const thread = () => core.boards.threads({ session: anna, board: BOARD, limit: 5 })[0]?.unread
    const tree = () =>
      core.boards.thread({ session: anna, board: BOARD, thread: first.thread }).map(({ isRead }) => isRead)
    expect([unread(anna), thread(), tree()]).toEqual([2, 2, [false, false]])
    core.boards.markRead({ session: anna, articles: [second.article] })
    expect([unread(anna), thread(), tree()]).toEqual([1, 1, [false, true]])
    core.boards.markRead({ session: anna, articles: [first.article] })
    expect([unread(anna), thread(), tree()]).toEqual([0, 0, [true, true]])
  })

  test('reading and fetching an article mark nothing by themselves', async () => {
    const { article, messageId } = post()
    await core.boards.read({ session: anna, article })
    core.news.article({ session: anna, article: messageId })
    expect(unread(anna)).toBe(1)
  })

  test('articles read out of order leave one range behind', () => {
    const [a, b, c, d] = several(4) as [ArticleId, ArticleId, ArticleId, ArticleId]
    for (const [article, left] of [
      [c, 3],
      [a, 2],
      [d, 1],
      [b, 0],
    ] as const) {
      core.boards.markRead({ session: anna, articles: [article] })
      expect(unread(anna)).toBe(left)
    }
    const rows = core.house.store.reader<{ ranges: string }>(
      `SELECT r.ranges FROM reading r JOIN board b ON b.id = r.board_id JOIN account a ON a.id = r.account_id
       WHERE b.name = ? AND a.name = ?`,
    )
    expect(rows.all(BOARD, 'anna')).toEqual([{ ranges: '1-4' }])
  })

  test('a crosspost read once is read in all its boards', () => {
    const { article } = post([BOARD, 'test.other'])
    post(['test.other'])
    expect([unread(anna), unread(anna, 'test.other')]).toEqual([1, 2])
    core.boards.markRead({ session: anna, articles: [article] })
    expect([unread(anna), unread(anna, 'test.other')]).toEqual([0, 1])
    expect(core.events.at(-1)).toEqual({ type: 'reading.changed', account: 'anna', boards: [BOARD, 'test.other'] })
  })

  test('an article that gets a place in one more board after it was read, is read there', async () => {
    const [read, unknown] = old(2, Date.UTC(2026, 0, 1)) as [Uint8Array, Uint8Array]
    const archive = (board: string) => core.boards.import({ session: core.console, board, articles: [read, unknown] })
    archive(BOARD)
    const [, first] = core.boards.threads({ session: anna, board: BOARD, limit: 5 })
    core.boards.markRead({ session: anna, articles: [first?.thread as ArticleId] })
    archive('test.other')
    expect([unread(anna), unread(anna, 'test.other')]).toEqual([1, 1])
    expect(core.boards.nextUnread({ session: anna, board: 'test.other' })?.number).toBe(2)
    // Whoever looks at the second board for the first time has read it there too.
    core.boards.add({ session: core.console, board: 'test.third', description: '' })
    archive('test.third')
    expect(unread(anna, 'test.third')).toBe(1)
    expect(unread(await core.enter('eva'), 'test.third')).toBe(2)
  })

  test('an article that is taken back is not counted any more, and its number is not in the way', () => {
    const [a, b, c] = [post(), post(), post()]
    const cancel = `From: ole@x\r\nNewsgroups: ${BOARD}\r\nSubject: cmsg\r\nControl: cancel ${b.messageId}\r\n\r\nx\r\n`
    core.news.inject({ session: ole, octets: Buffer.from(cancel) })
    expect(unread(anna)).toBe(2)
    core.boards.markRead({ session: anna, articles: [a.article] })
    expect(core.boards.nextUnread({ session: anna, board: BOARD })?.number).toBe(3)
    core.boards.markRead({ session: anna, articles: [c.article] })
    expect([unread(anna), unread(ole)]).toEqual([0, 0])
  })

  test("one's own articles are read, and each account has a record of its own", async () => {
    post()
    expect([unread(anna), unread(ole)]).toEqual([1, 0])
    const again = await core.enter('anna', 'web')
    core.boards.markBoardRead({ session: again, board: BOARD })
    expect(unread(anna)).toBe(0)
  })

  test('marking again changes nothing and tells nobody', () => {
    const { article } = post()
    core.boards.markRead({ session: anna, articles: [article] })
    core.events.length = 0
    core.boards.markRead({ session: anna, articles: [article, 999_999 as ArticleId] })
    expect(core.events).toEqual([])
    expect(() => core.boards.markRead({ session: anna, articles: Array(1001).fill(article) })).toThrow('too-many')
  })

  test('guests have no record', async () => {
    const guest = core.guest('visitor')
    const { article, thread } = post()
    core.boards.markRead({ session: guest, articles: [article] })
    expect(unread(guest)).toBeNull()
    expect(core.boards.threads({ session: guest, board: BOARD, limit: 1 })[0]?.unread).toBeNull()
    expect(core.boards.thread({ session: guest, board: BOARD, thread })[0]?.isRead).toBe(true)
    expect(core.boards.nextUnread({ session: guest })).toBeNull()
    for (const act of ['markBoardRead', 'subscribe', 'unsubscribe'] as const) {
      expect(await refusalOf(() => core.boards[act]({ session: guest, board: BOARD }))).toBe('sign-in-required')
    }
    expect(await refusalOf(() => core.boards.importNewsrc({ session: guest, text: '' }))).toBe('sign-in-required')
  })
})

describe('the first look', () => {
  const now = Date.UTC(2026, 0, 1)
  const take = (articles: readonly Uint8Array[]) =>
    core.boards.import({ session: core.console, board: 'test.other', articles })

  test('at an old board shows nothing as new', async () => {
    take(old(200, now - 31 * DAY))
    expect(unread(await core.enter('newcomer'), 'test.other')).toBe(0)
  })

  test('at a lively board shows the newest twenty', async () => {
    take(old(200, now - DAY))
    const newcomer = await core.enter('newcomer')
    expect(unread(newcomer, 'test.other')).toBe(20)
    expect(core.boards.nextUnread({ session: newcomer, board: 'test.other' })?.number).toBe(181)
  })

  test('at a quiet board shows those of the last thirty days, and is taken once', async () => {
    take([...old(10, now - 40 * DAY), ...old(3, now - 29 * DAY, 10)])
    const newcomer = await core.enter('newcomer')
    expect(unread(newcomer, 'test.other')).toBe(3)
    core.pass(60 * DAY)
    take(old(30, now - 50 * DAY, 100))
    expect(unread(newcomer, 'test.other')).toBe(33)
  })
})

describe('catching up', () => {
  test('marks the whole board, and with it its crossposts elsewhere', () => {
    several(3)
    post([BOARD, 'test.other'])
    core.boards.markBoardRead({ session: anna, board: BOARD })
    expect([unread(anna), unread(anna, 'test.other')]).toEqual([0, 0])
  })

  test('keeps and tells nothing of boards that one may not see', async () => {
    const staff = await core.enter('mod')
    core.accounts.setRole({ session: core.console, name: 'mod', role: 'moderator' })
    core.boards.post({ session: staff, boards: [BOARD, 'test.closed'], subject: 'Both', text: 'x' })
    core.boards.markBoardRead({ session: anna, board: BOARD })
    expect(core.events.at(-1)).toEqual({ type: 'reading.changed', account: 'anna', boards: [BOARD] })
  })

  test('is refused for boards that one may not see', async () => {
    const act = () => core.boards.markBoardRead({ session: anna, board: 'test.closed' })
    expect(await refusalOf(act)).toBe('no-such-board')
  })
})

describe('the next new article', () => {
  const walk = (after?: { board: string; number: number }): string[] => {
    const seen: string[] = []
    for (let steps = 0; steps < 20; steps += 1) {
      const next = core.boards.nextUnread({ session: anna, ...(after === undefined ? {} : { after }) })
      if (next === null) break
      seen.push(`${next.board}:${next.number}`)
      core.boards.markRead({ session: anna, articles: [next.article] })
    }
    return seen
  }

  test('is found board after board until nothing is new', () => {
    several(2)
    post(['test.other'])
    expect(walk()).toEqual([`${BOARD}:1`, `${BOARD}:2`, 'test.other:1'])
  })

  test('is looked for behind where one is, and then from the beginning', () => {
    several(2)
    post(['test.other'])
    expect(walk({ board: BOARD, number: 1 })).toEqual([`${BOARD}:2`, 'test.other:1', `${BOARD}:1`])
  })

  test('is not looked for in boards that one does not follow or may not see', async () => {
    several(1)
    const staff = await core.enter('mod')
    core.accounts.setRole({ session: core.console, name: 'mod', role: 'moderator' })
    core.boards.post({ session: staff, boards: ['test.closed'], subject: 'Secret', text: 'x' })
    core.boards.unsubscribe({ session: anna, board: BOARD })
    expect(core.boards.get({ session: anna, board: BOARD })).toMatchObject({ unread: 1, isSubscribed: false })
    expect(core.boards.nextUnread({ session: anna })).toBeNull()
    expect(core.boards.nextUnread({ session: anna, board: BOARD })).toMatchObject({ number: 1 })
    core.boards.subscribe({ session: anna, board: BOARD })
    expect(core.boards.nextUnread({ session: anna })).toMatchObject({ board: BOARD, number: 1 })
  })
})

describe('a .newsrc', () => {
  const take = (session: SessionId, text: string) => core.boards.importNewsrc({ session, text })

  test('is added to what was read here, with what it follows', () => {
    several(6)
    const text = `options -x\n${BOARD}: 1-3,5\r\ntest.other! 1-9\nno.such.group: 1-99\ntest.closed: 1\n`
    expect(take(anna, text)).toEqual({ boards: 2, ignored: 2 })
    expect(unread(anna)).toBe(2)
    expect(core.boards.get({ session: anna, board: 'test.other' }).isSubscribed).toBe(false)
    expect(core.events.at(-1)).toEqual({ type: 'reading.changed', account: 'anna', boards: [BOARD, 'test.other'] })
  })

  test('reads nothing that is not written yet', () => {
    take(anna, `${BOARD}: 1-1000000`)
    several(1)
    expect(unread(anna)).toBe(1)
  })

  test('marks crossposts in their other boards', () => {
    post([BOARD, 'test.other'])
    take(anna, `${BOARD}: 1`)
    expect(unread(anna, 'test.other')).toBe(0)
  })

  test.each([
    ['of more than a megabyte', 'x'.repeat(1_048_577)],
    ['of more than twenty thousand lines', '\n'.repeat(20_001)],
  ])('%s is refused', async (_what, text) => {
    expect(await refusalOf(() => take(anna, text))).toBe('too-long')
  })
})
