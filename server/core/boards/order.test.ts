// Order on boards, over a real store: who comes in, what waits for a moderator, what moderators do to threads.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'
import type { Outcome } from './submission.ts'

const BOARD = 'test.open'
const QUIET = 'test.quiet'

let core: TestCore
let anna: SessionId
let ole: SessionId
let eva: SessionId

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false', BOARDS_HOLD_FIRST: '2' })
  for (const board of [BOARD, QUIET]) core.boards.add({ session: core.console, board, description: '' })
  anna = await core.enter('anna')
  ole = await core.enter('ole')
  eva = await core.enter('eva')
  for (const session of [anna, ole, eva]) core.boards.list({ session })
  core.order.set({ session: core.console, board: QUIET, change: { isModerated: true } })
  core.order.addModerator({ session: core.console, board: QUIET, account: 'eva' })
  core.events.length = 0
})
afterEach(() => core.close())

const post = (session: SessionId, board = BOARD, more: object = {}): Outcome => {
  core.pass(60_000)
  return core.boards.post({ session, boards: [board], subject: 'Hello', text: 'Good evening.\n', ...more })
}

const proto = (board: string, ...fields: readonly string[]): Uint8Array =>
  Buffer.from(
    ['From: Ole <ole@x.example>', 'Subject: Tea', `Newsgroups: ${board}`, ...fields, '', 'Hot.', ''].join('\r\n'),
  )

const acts = (): readonly string[] =>
  core.moderation.log({ session: core.console, limit: 50 }).map(({ act, actor, target }) => `${actor} ${act} ${target}`)

describe('a group of accounts', () => {
  const open = (group: string): void => {
    core.groups.add({ session: core.console, group })
    core.order.set({
      ...{ session: core.console, board: BOARD },
      change: { readers: `group:${group}`, writers: `group:${group}` },
    })
  }

  test('opens a board to its members and the staff, at once, and to nobody else', async () => {
    const { messageId } = post(anna)
    open('teachers')
    const names = (session: SessionId) => core.boards.list({ session }).map(({ name }) => name)
    expect(names(anna)).not.toContain(BOARD)
    expect(await refusalOf(() => core.boards.read({ session: anna, article: messageId }))).toBe('no-such-article')
    expect(await refusalOf(() => core.news.group({ session: anna, group: BOARD }))).toBe('no-such-board')
    expect(await refusalOf(() => post(anna))).toBe('no-such-board')
    core.groups.addMember({ session: core.console, group: 'teachers', account: 'anna' })
    expect(names(anna)).toContain(BOARD)
    expect(post(anna).held).toBeNull()
    core.accounts.setRole({ session: core.console, name: 'ole', role: 'moderator' })
    expect(names(ole)).toContain(BOARD)
    core.groups.removeMember({ session: core.console, group: 'teachers', account: 'anna' })
    expect(names(anna)).not.toContain(BOARD)
  })

  test('is kept over a new login, and cannot go while it opens a board', async () => {
    open('teachers')
    core.groups.addMember({ session: core.console, group: 'teachers', account: 'anna' })
    core.sessions.close({ session: anna, reason: '' })
    const again = await core.enter('anna')
    expect(core.boards.get({ session: again, board: BOARD }).canPost).toBe(true)
    expect(core.groups.list({ session: core.console })).toEqual([{ name: 'teachers', members: ['anna'] }])
    expect(await refusalOf(() => core.groups.remove({ session: core.console, group: 'teachers' }))).toBe('in-use')
    core.order.set({ session: core.console, board: BOARD, change: { readers: 'guest', writers: 'member' } })
    core.groups.remove({ session: core.console, group: 'teachers' })
    expect(core.accounts.me({ session: again }).groups).toEqual([])
  })

  test('is the business of the sysop alone', async () => {
    expect(await refusalOf(() => core.groups.list({ session: anna }))).toBe('not-permitted')
    const change = { readers: 'group:nobody' } as const
    expect(await refusalOf(() => core.order.set({ session: core.console, board: BOARD, change }))).toBe('no-such-thing')
    expect(await refusalOf(() => core.order.set({ session: eva, board: QUIET, change: {} }))).toBe('not-permitted')
  })
})

describe('a moderated board', () => {
  test('keeps what is written until a moderator lets it in, and then tells the author', async () => {
    const outcome = post(anna, QUIET)
    expect(outcome).toMatchObject({ held: 'moderated', placements: [] })
    expect(core.boards.get({ session: ole, board: QUIET }).count).toBe(0)
    expect(await refusalOf(() => core.boards.read({ session: anna, article: outcome.messageId }))).toBe(
      'no-such-article',
    )
    expect(core.boards.get({ session: eva, board: QUIET })).toMatchObject({ canModerate: true, held: 1 })
    expect(core.boards.get({ session: ole, board: QUIET })).toMatchObject({ canModerate: false, held: 0 })
    const [held] = core.order.held({ session: eva, limit: 10 })
    expect(held).toMatchObject({ account: 'anna', subject: 'Hello', boards: [QUIET], why: 'moderated' })
    const shown = await core.order.heldArticle({ session: eva, held: held?.id ?? 0 })
    expect(shown).toMatchObject({ text: 'Good evening.\n', messageId: outcome.messageId })
    core.order.approve({ session: eva, held: held?.id ?? 0 })
    const { octets } = core.news.article({ session: ole, article: outcome.messageId })
    expect(Buffer.from(octets).toString()).toContain('\r\nApproved: eva@localhost\r\n')
    expect(core.order.verdicts({ session: anna })).toMatchObject([{ isApproved: true, subject: 'Hello', reason: '' }])
    expect(core.events.at(-1)).toMatchObject({ type: 'article.judged', account: 'anna', isApproved: true })
    expect(core.order.heldCount({ session: eva })).toBe(0)
    expect(acts()).toContain(`eva approve-article ${outcome.messageId}`)
  })

  test('drops what a moderator turns away, and says why', async () => {
    const { messageId } = post(anna, QUIET)
    const [held] = core.order.held({ session: eva, limit: 10 })
    core.order.reject({ session: eva, held: held?.id ?? 0, reason: 'Too loud.' })
    const [verdict] = core.order.verdicts({ session: anna })
    expect(verdict).toMatchObject({ isApproved: false, reason: 'Too loud.', boards: [QUIET] })
    core.order.takeNote({ session: anna, upTo: verdict?.id ?? 0 })
    expect(core.order.verdicts({ session: anna })).toEqual([])
    expect(await refusalOf(() => core.order.approve({ session: eva, held: held?.id ?? 0 }))).toBe('no-such-thing')
    expect(acts()).toContain(`eva reject-article ${messageId}`)
  })

  test('shows its queue to its moderators and the staff alone', async () => {
    post(anna, QUIET)
    expect(core.order.held({ session: ole, limit: 10 })).toEqual([])
    expect(core.order.heldCount({ session: core.console })).toBe(1)
    const [held] = core.order.held({ session: eva, limit: 10 })
    expect(await refusalOf(() => core.order.approve({ session: ole, held: held?.id ?? 0 }))).toBe('no-such-thing')
  })

  test('takes the same from a newsreader, and an Approved from moderators alone', async () => {
    const queued = core.news.inject({ session: ole, octets: proto(QUIET, 'Message-ID: <tea@x>') })
    expect(queued).toMatchObject({ held: 'moderated', placements: [], messageId: '<tea@x>' })
    const again = () => core.news.inject({ session: ole, octets: proto(QUIET, 'Message-ID: <tea@x>') })
    expect(await refusalOf(again)).toBe('duplicate')
    const forged = () => core.news.inject({ session: ole, octets: proto(QUIET, 'Approved: ole@x.example') })
    expect(await refusalOf(forged)).toBe('not-permitted')
    const approved = core.news.inject({ session: eva, octets: proto(QUIET, 'Approved: eva@x.example') })
    expect(approved).toMatchObject({ held: null, placements: [{ board: QUIET, number: 1 }] })
    expect(core.news.group({ session: ole, group: QUIET }).posting).toBe('m')
  })

  test("files a moderator's own articles at once, with Approved", () => {
    const { messageId } = filed(post(eva, QUIET))
    const { octets } = core.news.article({ session: ole, article: messageId })
    expect(Buffer.from(octets).toString()).toContain('Approved: eva@localhost\r\n')
  })

  test('lets one account wait with so many articles and no more', async () => {
    for (let count = 0; count < 20; count += 1) post(anna, QUIET)
    expect(await refusalOf(() => post(anna, QUIET))).toBe('too-many')
  })
})

test('the first articles of an account wait when there are links in them, and later ones do not', () => {
  const text = 'Look at https://x.example/\n'
  expect(post(anna, BOARD, { text }).held).toBe('new-account')
  expect(post(anna).held).toBeNull()
  expect(post(anna).held).toBeNull()
  expect(post(anna, BOARD, { text }).held).toBeNull()
})

describe('a closed thread', () => {
  test('takes no answers from any face but from moderators, until it is opened again', async () => {
    const { messageId, thread } = filed(post(anna))
    core.order.lock({ session: core.console, board: BOARD, thread, isLocked: true, reason: 'enough' })
    expect(core.boards.threads({ session: ole, board: BOARD, limit: 5 })).toMatchObject([{ isLocked: true }])
    expect((await core.boards.read({ session: ole, article: messageId })).isLocked).toBe(true)
    expect(await refusalOf(() => post(ole, BOARD, { inReplyTo: messageId }))).toBe('thread-locked')
    const followup = () => core.news.inject({ session: ole, octets: proto(BOARD, `References: ${messageId}`) })
    expect(await refusalOf(followup)).toBe('thread-locked')
    core.accounts.setRole({ session: core.console, name: 'eva', role: 'moderator' })
    expect(post(eva, BOARD, { inReplyTo: messageId }).held).toBeNull()
    core.order.lock({ session: core.console, board: BOARD, thread, isLocked: false, reason: '' })
    expect(followup()).toMatchObject({ held: null })
    expect(await refusalOf(() => core.order.pin({ session: ole, board: BOARD, thread, isPinned: true }))).toBe(
      'not-permitted',
    )
  })
})

test('a pinned thread stands first, whatever comes after it, and once', () => {
  const { thread } = filed(post(anna))
  for (let count = 0; count < 5; count += 1) post(ole)
  core.order.pin({ session: core.console, board: BOARD, thread, isPinned: true })
  const [first, second, ...rest] = core.boards.threads({ session: anna, board: BOARD, limit: 2 })
  expect(first).toMatchObject({ thread, isPinned: true, lastNumber: 1 })
  expect([second?.lastNumber, ...rest.map((each) => each.lastNumber)]).toEqual([6, 5])
  const below = core.boards.threads({ session: anna, board: BOARD, limit: 10, before: 5 })
  expect(below.map(({ lastNumber }) => lastNumber)).toEqual([4, 3, 2])
})

describe('a thread that is moved', () => {
  test('has new numbers there, leaves holes here, and what was read stays read', async () => {
    core.boards.add({ session: core.console, board: 'test.other', description: '' })
    core.boards.list({ session: ole })
    post(anna, 'test.other')
    const first = filed(post(anna))
    const second = filed(post(anna, BOARD, { inReplyTo: first.messageId }))
    core.boards.markRead({ session: ole, articles: [first.article] })
    expect(core.boards.get({ session: ole, board: BOARD }).unread).toBe(1)
    const of = { board: BOARD, thread: first.thread }
    expect(await refusalOf(() => core.order.move({ session: ole, ...of, to: 'test.other', reason: '' }))).toBe(
      'not-permitted',
    )
    expect(core.order.move({ session: core.console, ...of, to: 'test.other', reason: 'belongs there' })).toEqual({
      moved: 2,
    })
    expect(core.boards.get({ session: ole, board: BOARD })).toMatchObject({
      count: 0,
      low: 3,
      high: 2,
      threads: 0,
      unread: 0,
    })
    expect(core.boards.get({ session: ole, board: 'test.other' })).toMatchObject({
      count: 3,
      high: 3,
      threads: 2,
      unread: 2,
    })
    const shown = await core.boards.read({ session: ole, article: second.messageId })
    expect(shown.boards).toEqual([{ board: 'test.other', number: 3 }])
    const at = (group: string, number: number) => core.news.article({ session: ole, article: { group, number } })
    expect(await refusalOf(() => at(BOARD, 1))).toBe('no-such-article')
    expect(Buffer.from(at('test.other', 2).octets).toString()).toContain('Xref: localhost test.other:2\r\n')
  })
})

describe('taking away', () => {
  test('is for the author and for moderators, and the staff finds it in the log', async () => {
    const own = filed(post(anna))
    const other = filed(post(anna))
    expect(await refusalOf(() => core.order.cancel({ session: ole, article: own.messageId, reason: '' }))).toBe(
      'not-permitted',
    )
    core.order.cancel({ session: anna, article: own.messageId, reason: '' })
    core.order.cancel({ session: core.console, article: other.messageId, reason: 'spam' })
    expect(core.boards.get({ session: ole, board: BOARD })).toMatchObject({ count: 0, threads: 0 })
    expect(acts()).toContain(`console cancel-article ${other.messageId} ${BOARD}`)
    expect(acts().some((line) => line.includes(own.messageId))).toBe(false)
  })

  test('is open to a moderator of that board over NNTP', async () => {
    core.accounts.setRole({ session: core.console, name: 'ole', role: 'member' })
    const held = post(anna, QUIET)
    const [waiting] = core.order.held({ session: eva, limit: 1 })
    core.order.approve({ session: eva, held: waiting?.id ?? 0 })
    const cancel = (session: SessionId) =>
      core.news.inject({ session, octets: proto(QUIET, `Control: cancel ${held.messageId}`) })
    expect(await refusalOf(() => cancel(ole))).toBe('not-permitted')
    cancel(eva)
    expect(core.boards.get({ session: ole, board: QUIET }).count).toBe(0)
  })
})

describe('editing', () => {
  const tree = (thread: Parameters<typeof core.boards.thread>[0]['thread']) =>
    core.boards
      .thread({ session: ole, board: BOARD, thread })
      .map(({ depth, subject, number }) => `${'-'.repeat(depth)}${subject} ${number}`)

  test('puts another article in the same place, and the old id leads on to it', async () => {
    const root = filed(post(anna))
    const early = filed(post(ole, BOARD, { subject: 'early', inReplyTo: root.messageId }))
    post(anna, BOARD, { subject: 'below', inReplyTo: early.messageId })
    post(anna, BOARD, { subject: 'late', inReplyTo: root.messageId })
    const edit = core.boards.edit({
      session: ole,
      article: early.messageId,
      subject: 'early, mended',
      text: 'Better.\n',
    })
    expect(tree(root.thread)).toEqual(['Hello 1', '-early, mended 5', '--below 3', '-late 4'])
    const shown = await core.boards.read({ session: anna, article: early.messageId })
    expect(shown).toMatchObject({
      messageId: edit.messageId,
      isEdited: true,
      text: 'Better.\n',
      parent: root.messageId,
    })
    const raw = Buffer.from(core.boards.raw({ session: anna, messageId: edit.messageId })).toString()
    expect(raw).toMatch(new RegExp(`\\r\\nSupersedes: ${early.messageId}\\r\\n`))
    expect(raw).toMatch(/\r\nCancel-Key: sha256:\S+\r\n/)
    expect(await refusalOf(() => core.news.article({ session: anna, article: early.messageId }))).toBe(
      'no-such-article',
    )
    // Who has the old one on screen and answers it hangs below the new one.
    core.news.inject({ session: anna, octets: proto(BOARD, `References: ${root.messageId} ${early.messageId}`) })
    expect(tree(root.thread)).toEqual(['Hello 1', '-early, mended 5', '--below 3', '--Tea 6', '-late 4'])
  })

  test('of the first article names the thread anew, also the second time', () => {
    const root = filed(post(anna))
    post(ole, BOARD, { subject: 'Re: Hello', inReplyTo: root.messageId })
    const once = core.boards.edit({ session: anna, article: root.messageId, subject: 'Once', text: 'One.\n' })
    const twice = core.boards.edit({ session: anna, article: once.messageId, subject: 'Twice', text: 'Two.\n' })
    expect(core.boards.threads({ session: ole, board: BOARD, limit: 5 })).toMatchObject([
      { thread: root.thread, subject: 'Twice', messageId: twice.messageId, count: 2 },
    ])
    expect(tree(root.thread)).toEqual(['Twice 4', '-Re: Hello 2'])
  })

  test('is for the author alone, and waits where the board is moderated', async () => {
    const { messageId } = filed(post(anna))
    const edit = (session: SessionId, article = messageId) =>
      core.boards.edit({ session, article, subject: 'Mine', text: 'Now.\n' })
    expect(await refusalOf(() => edit(ole))).toBe('not-permitted')
    expect(await refusalOf(() => edit(core.guest('visitor')))).toBe('sign-in-required')
    core.order.set({ session: core.console, board: BOARD, change: { isModerated: true } })
    expect(edit(anna).held).toBe('moderated')
    expect((await core.boards.read({ session: ole, article: messageId })).subject).toBe('Hello')
    const [held] = core.order.held({ session: core.console, limit: 1 })
    core.order.approve({ session: core.console, held: held?.id ?? 0 })
    expect((await core.boards.read({ session: ole, article: messageId })).subject).toBe('Mine')
    expect(core.boards.get({ session: ole, board: BOARD }).count).toBe(1)
  })
})

test('a crosspost does not name the board that its reader may not see', () => {
  core.order.set({ session: core.console, board: QUIET, change: { readers: 'moderator', isModerated: false } })
  core.accounts.setRole({ session: core.console, name: 'eva', role: 'moderator' })
  const { messageId } = filed(post(eva, BOARD, { boards: [BOARD, QUIET] }))
  const seen = (session: SessionId): readonly string[] => {
    const range = { session, group: BOARD, from: 1, to: 9 }
    const article = (name: Parameters<typeof core.news.article>[0]['article']) =>
      /^Xref: (.*)\r$/m.exec(Buffer.from(core.news.article({ session, article: name }).octets).toString())?.[1] ?? ''
    return [
      /Xref: (.*)\r\n$/.exec(Buffer.from(core.news.overview(range).items).toString())?.[1] ?? '',
      /Xref: (.*)\r\n$/.exec(Buffer.from(core.news.overviewOf({ session, messageId })).toString())?.[1] ?? '',
      article(messageId),
      article({ group: BOARD, number: 1 }),
      core.news.header({ ...range, field: 'Xref' }).items[0]?.value ?? '',
      core.news.headerOf({ session, messageId, field: 'xref' }) ?? '',
    ]
  }
  expect(new Set(seen(eva))).toEqual(new Set([`localhost ${BOARD}:1 ${QUIET}:1`]))
  expect(new Set(seen(ole))).toEqual(new Set([`localhost ${BOARD}:1`]))
  core.order.set({ session: core.console, board: QUIET, change: { readers: 'guest' } })
  expect(new Set(seen(ole))).toEqual(new Set([`localhost ${BOARD}:1 ${QUIET}:1`]))
})
