import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { MessageId, SessionId } from '../ids.ts'

let core: TestCore
let anna: SessionId
let guest: SessionId
let mod: SessionId

beforeEach(async () => {
  core = openCore()
  anna = await core.enter('anna')
  mod = await core.enter('mod')
  core.accounts.setRole({ session: core.console, name: 'mod', role: 'moderator' })
  guest = core.guest('visitor')
  core.boards.add({ session: core.console, board: 'test.open', description: 'Open to all' })
  core.boards.add({ session: core.console, board: 'test.other', description: '' })
  const closed = { readRole: 'moderator', writeRole: 'moderator' } as const
  core.boards.add({ session: core.console, board: 'test.closed', description: '', ...closed })
  core.events.length = 0
})
afterEach(() => core.close())

const post = (session: SessionId, words: Partial<Parameters<TestCore['boards']['post']>[0]> = {}) =>
  filed(core.boards.post({ session, boards: ['test.open'], subject: 'Hello', text: 'Good evening.\n', ...words }))

const article = (id: string, ...fields: readonly string[]): Uint8Array =>
  Buffer.from(['From: a@b', `Subject: ${id}`, `Message-ID: <${id}@x>`, ...fields, '', 'text', ''].join('\r\n'))

const importInto = (board: string, ...articles: readonly Uint8Array[]) =>
  core.boards.import({ session: core.console, board, articles })

describe('posting', () => {
  test('an article is numbered, told, listed and can be read', async () => {
    const { messageId, article: id, thread, placements } = post(anna)
    expect(placements).toEqual([{ board: 'test.open', number: 1 }])
    expect(core.events).toEqual([
      {
        ...{ type: 'article.posted', article: id, messageId, placements, thread, startsThread: true },
        ...{ subject: 'Hello', author: 'anna', at: Date.UTC(2026, 0, 1) },
      },
    ])
    const [listed] = core.boards.threads({ session: guest, board: 'test.open', limit: 10 })
    expect(listed).toMatchObject({ thread, messageId, subject: 'Hello', author: 'anna', count: 1 })
    expect(listed).toMatchObject({ firstNumber: 1, lastNumber: 1 })
    const shown = await core.boards.read({ session: guest, article: messageId })
    expect(shown).toMatchObject({
      ...{ id, messageId, thread, parent: null, subject: 'Hello', author: 'anna', text: 'Good evening.\n' },
      ...{ boards: placements, attachments: [], date: Date.UTC(2026, 0, 1) },
    })
    expect(core.boards.get({ session: anna, board: 'test.open' })).toEqual({
      ...{ name: 'test.open', description: 'Open to all', low: 1, high: 1, count: 1, threads: 1, canPost: true },
      ...{ latest: Date.UTC(2026, 0, 1), unread: 0, isSubscribed: true },
      ...{ isModerated: false, canModerate: false, held: 0 },
    })
  })

  test('an answer stands below in the same thread, with References that lead back', () => {
    const first = post(anna)
    const second = post(mod, { subject: 'Re: Hello', inReplyTo: first.messageId })
    const third = post(anna, { subject: 'Re: Hello', inReplyTo: second.messageId })
    expect([second.thread, third.thread]).toEqual([first.thread, first.thread])
    const tree = core.boards.thread({ session: guest, board: 'test.open', thread: first.thread })
    expect(tree.map(({ depth, number, author }) => [depth, number, author])).toEqual([
      [0, 1, 'anna'],
      [1, 2, 'mod'],
      [2, 3, 'anna'],
    ])
    const raw = Buffer.from(core.boards.raw({ session: guest, messageId: third.messageId })).toString()
    expect(raw.replace(/\r\n /g, ' ')).toContain(`References: ${first.messageId} ${second.messageId}\r\n`)
  })

  test('to two boards it is one article with two numbers, read once', async () => {
    post(anna)
    const { placements, article: id } = post(anna, { boards: ['test.other', 'test.open', 'test.open'] })
    expect(placements).toEqual([
      { board: 'test.other', number: 1 },
      { board: 'test.open', number: 2 },
    ])
    const byNumber = await core.boards.read({ session: guest, article: { board: 'test.open', number: 2 } })
    expect(byNumber.id).toBe(id)
    expect(byNumber.boards).toHaveLength(2)
  })

  test('escape sequences and overrides are gone from subject and text', async () => {
    const { messageId } = post(anna, { subject: 'a\u001b[31mb\u202e', text: 'x\u001b]52;c;eA==\u0007y\r\nz' })
    const shown = await core.boards.read({ session: guest, article: messageId })
    expect([shown.subject, shown.text]).toEqual(['ab', 'xy\nz\n'])
  })

  test.each([
    ['no board', { boards: [] }, 'empty'],
    ['an unknown board', { boards: ['test.open', 'no.such'] }, 'no-such-board'],
    ['a board one may not see', { boards: ['test.closed'] }, 'no-such-board'],
    ['eleven boards', { boards: Array.from({ length: 11 }, (_, index) => `b${index}`) }, 'too-many'],
    ['no subject', { subject: ' \u200b ' }, 'empty'],
    ['a subject of two hundred and one octets', { subject: 'x'.repeat(201) }, 'too-long'],
    ['no text', { text: ' \n\u0007 ' }, 'empty'],
    ['more than a megabyte', { text: 'x'.repeat(1_100_000) }, 'too-long'],
    ['a megabyte of line ends', { text: 'x\n'.repeat(520_000) }, 'too-long'],
    ['an answer to nothing', { inReplyTo: '<gone@x>' as MessageId }, 'no-such-article'],
  ])('%s is refused', async (_what, words, code) => {
    expect(await refusalOf(() => post(anna, words))).toBe(code)
    expect(core.events).toEqual([])
    expect(core.boards.get({ session: anna, board: 'test.open' }).high).toBe(0)
  })

  test('a guest is asked to sign in, a member without the right is refused', async () => {
    expect(await refusalOf(() => post(guest))).toBe('sign-in-required')
    expect(await refusalOf(() => post(anna, { boards: ['samband.announce'] }))).toBe('not-permitted')
    expect(core.boards.get({ session: guest, board: 'test.open' }).canPost).toBe(false)
  })

  test('five at once are borne, then one every ten seconds', async () => {
    for (let index = 0; index < 5; index += 1) post(anna)
    expect(await refusalOf(() => post(anna))).toBe('throttled')
    post(mod)
    core.pass(10_000)
    post(anna)
    expect(await refusalOf(() => post(anna))).toBe('throttled')
  })
})

describe('a board that one may not see', () => {
  test('does not exist in any question', async () => {
    const { messageId, article: id, thread } = post(mod, { boards: ['test.closed'] })
    expect(core.boards.list({ session: anna }).map(({ name }) => name)).not.toContain('test.closed')
    expect(core.boards.list({ session: mod }).map(({ name }) => name)).toContain('test.closed')
    const board = 'test.closed'
    expect(await refusalOf(() => core.boards.get({ session: anna, board }))).toBe('no-such-board')
    expect(await refusalOf(() => core.boards.threads({ session: anna, board, limit: 1 }))).toBe('no-such-board')
    expect(await refusalOf(() => core.boards.thread({ session: anna, board, thread }))).toBe('no-such-board')
    expect(await refusalOf(() => core.boards.read({ session: anna, article: { board, number: 1 } }))).toBe(
      'no-such-board',
    )
    expect(await refusalOf(() => core.boards.read({ session: anna, article: messageId }))).toBe('no-such-article')
    expect(await refusalOf(() => core.boards.read({ session: anna, article: id }))).toBe('no-such-article')
    expect(await refusalOf(() => core.boards.raw({ session: anna, messageId }))).toBe('no-such-article')
    expect(await refusalOf(() => post(anna, { inReplyTo: messageId }))).toBe('no-such-article')
  })

  test('a crosspost is read by those who see one of its boards, and names only those', async () => {
    const { messageId } = post(mod, { boards: ['test.closed', 'test.open'] })
    const shown = await core.boards.read({ session: anna, article: messageId })
    expect(shown.boards).toEqual([{ board: 'test.open', number: 1 }])
  })

  test('an answer there is a blank place in the tree elsewhere', () => {
    const { messageId, thread } = post(mod)
    const hidden = post(mod, { boards: ['test.closed'], subject: 'secret', inReplyTo: messageId })
    for (const subject of ['one', 'two']) post(mod, { subject, inReplyTo: hidden.messageId })
    const seen = (session: SessionId) =>
      core.boards.thread({ session, board: 'test.open', thread }).map(({ subject, number }) => [subject, number])
    expect(seen(anna)).toEqual([
      ['Hello', 1],
      ['', null],
      ['one', 2],
      ['two', 3],
    ])
    expect(seen(mod)[1]).toEqual(['secret', null])
  })
})

describe('importing', () => {
  test('tells of each article what became of it, and of the batch once', () => {
    expect(importInto('test.open', article('a'), article('a'), Buffer.from('no article'))).toEqual([
      { kind: 'stored', messageId: '<a@x>' },
      { kind: 'duplicate', messageId: '<a@x>' },
      { kind: 'refused', why: 'no header' },
    ])
    expect(core.events).toEqual([{ type: 'board.imported', board: 'test.open', stored: 1 }])
    importInto('test.open', article('a'))
    expect(core.events).toHaveLength(1)
  })

  test('an article of another board is placed here too', async () => {
    importInto('test.open', article('a'))
    const [outcome] = importInto('test.other', article('z'), article('a')).slice(1)
    expect(outcome).toEqual({ kind: 'stored', messageId: '<a@x>' })
    const shown = await core.boards.read({ session: guest, article: '<a@x>' as MessageId })
    expect(shown.boards).toEqual([
      { board: 'test.open', number: 1 },
      { board: 'test.other', number: 2 },
    ])
    expect(importInto('test.other', article('a'))[0]?.kind).toBe('duplicate')
  })

  test('without a date it is as old as what it answers, else as what came before it', async () => {
    importInto(
      'test.open',
      article('a', 'Date: 1 Jan 1990 00:00:00 GMT'),
      article('b', 'Date: 1 Jan 1995 00:00:00 GMT'),
      article('c'),
      article('d', 'References: <a@x>'),
    )
    const dates = ['c', 'd'].map(async (id) => {
      const { date } = await core.boards.read({ session: guest, article: `<${id}@x>` as MessageId })
      return new Date(date).getUTCFullYear()
    })
    expect(await Promise.all(dates)).toEqual([1995, 1990])
  })

  test('is for the sysop, into a board there is, 256 at a time', async () => {
    const call = (session: SessionId, board: string, articles: readonly Uint8Array[]) => () =>
      core.boards.import({ session, board, articles })
    expect(await refusalOf(call(mod, 'test.open', [article('a')]))).toBe('not-permitted')
    expect(await refusalOf(call(core.console, 'no.such', [article('a')]))).toBe('no-such-board')
    expect(await refusalOf(call(core.console, 'test.open', Array(257).fill(article('a'))))).toBe('too-many')
  })
})

describe('making boards', () => {
  test.each([
    ['Upper.case', 'name-invalid'],
    ['two words', 'name-invalid'],
    ['../etc', 'name-invalid'],
    ['', 'name-invalid'],
    [`${'x'.repeat(67)}`, 'name-invalid'],
    ['test.open', 'already-exists'],
  ])('%j is refused as %s', async (board, code) => {
    expect(await refusalOf(() => core.boards.add({ session: core.console, board, description: '' }))).toBe(code)
  })

  test('is for the sysop, and everybody is told', async () => {
    expect(await refusalOf(() => core.boards.add({ session: mod, board: 'a.b', description: '' }))).toBe(
      'not-permitted',
    )
    const made = core.boards.add({ session: core.console, board: 'a.b', description: 'x\u001b[1my' })
    expect(made).toMatchObject({ name: 'a.b', description: 'xy', low: 1, high: 0, count: 0, latest: null })
    expect(core.events).toEqual([{ type: 'board.created', board: 'a.b' }])
  })
})

describe('lists of threads', () => {
  test('lead page by page to the oldest, newest activity first', () => {
    importInto('test.open', ...Array.from({ length: 25 }, (_, index) => article(`n${index}`)))
    importInto('test.open', article('late', 'References: <n3@x>'))
    const pages: string[][] = []
    for (let before: number | undefined; ; ) {
      const page = core.boards.threads({
        ...{ session: guest, board: 'test.open', limit: 10 },
        ...(before === undefined ? {} : { before }),
      })
      if (page.length === 0) break
      pages.push(page.map(({ subject }) => subject))
      before = page.at(-1)?.lastNumber
    }
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5])
    expect(pages.flat().slice(0, 3)).toEqual(['n3', 'n24', 'n23'])
    expect(new Set(pages.flat()).size).toBe(25)
  })

  test('a thread whose first article is elsewhere bears the name of the first that is here', () => {
    importInto('test.other', article('root'))
    importInto('test.open', article('answer', 'References: <root@x>'))
    const [thread] = core.boards.threads({ session: guest, board: 'test.open', limit: 5 })
    expect(thread).toMatchObject({ subject: 'answer', messageId: '<answer@x>', count: 1 })
  })
})
