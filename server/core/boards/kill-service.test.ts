// Kill files, over a real store and through all that shows articles.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

const BOARD = 'test.open'
const DAY = 86_400_000

let core: TestCore
let anna: SessionId
let ole: SessionId
let eva: SessionId

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  core.boards.add({ session: core.console, board: BOARD, description: '' })
  anna = await core.enter('anna')
  ole = await core.enter('ole')
  eva = await core.enter('eva')
  for (const session of [anna, ole, eva]) core.boards.list({ session })
})
afterEach(() => core.close())

const post = (session: SessionId, subject: string, more: object = {}) => {
  core.pass(1000)
  return filed(core.boards.post({ session, boards: [BOARD], subject, text: 'Words.\n', ...more }))
}

const subjects = (session = anna) =>
  core.boards.threads({ session, board: BOARD, limit: 10 }).map(({ subject }) => subject)
const unread = (session = anna) => core.boards.get({ session, board: BOARD }).unread
const listed = (session = anna) => core.news.numbers({ session, group: BOARD, from: 1, to: 99 }).items
const overview = (session = anna) =>
  Buffer.from(core.news.overview({ session, group: BOARD, from: 1, to: 99 }).items)
    .toString()
    .split('\r\n')
    .flatMap((line) => (line === '' ? [] : [Number(line.split('\t')[0])]))

describe('what is killed', () => {
  test('by its author is out of lists, counts and overviews for that account alone', async () => {
    post(ole, 'by ole')
    const { messageId } = post(ole, 'by ole again')
    post(eva, 'by eva')
    core.killFile.add({ session: anna, kind: 'author', pattern: 'OLE' })
    expect([subjects(), unread(), listed(), overview()]).toEqual([['by eva'], 1, [3], [3]])
    expect(core.killFile.hidden({ session: anna, board: BOARD })).toBe(2)
    expect([subjects(eva).length, listed(eva), core.killFile.hidden({ session: eva, board: BOARD })]).toEqual([
      3,
      [1, 2, 3],
      0,
    ])
    expect(core.news.header({ session: anna, group: BOARD, from: 1, to: 9, field: 'Subject' }).items.length).toBe(1)
    expect(core.news.article({ session: anna, article: messageId }).messageId).toBe(messageId)
    expect((await core.boards.read({ session: anna, article: messageId })).subject).toBe('by ole again')
    expect(core.boards.nextUnread({ session: anna, board: BOARD })).toMatchObject({ number: 3 })
  })

  test('is not found by search, not stood at by NEXT and LAST, and still fetched by whoever names it', async () => {
    for (const [session, subject] of [
      [ole, 'needle 1'],
      [eva, 'needle 2'],
      [ole, 'needle 3'],
      [eva, 'needle 4'],
    ] as const)
      post(session, subject)
    const found = async (session: SessionId, limit: number) => {
      const { items, next } = await core.search.articles({ session, query: 'needle', order: 'newest', limit })
      return [items.map(({ subject }) => subject), next !== null]
    }
    core.killFile.add({ session: anna, kind: 'author', pattern: 'ole' })
    expect(await found(anna, 5)).toEqual([['needle 4', 'needle 2'], false])
    expect(await found(anna, 1)).toEqual([['needle 4'], true])
    expect((await found(eva, 5))[0]).toHaveLength(4)
    const step = (number: number, direction: 'next' | 'last') =>
      core.news.neighbour({ session: anna, group: BOARD, number, direction }).number
    expect([step(2, 'next'), step(4, 'last')]).toEqual([4, 2])
    expect(await refusalOf(() => step(2, 'last'))).toBe('no-such-article')
    expect(await refusalOf(() => core.news.stat({ session: anna, article: { group: BOARD, number: 3 } }))).toBe(
      'no-such-article',
    )
    expect(core.news.article({ session: anna, article: { group: BOARD, number: 3 } }).number).toBe(3)
    core.killFile.remove({ session: anna, rule: core.killFile.rules({ session: anna })[0]?.id ?? 0 })
    core.killFile.add({ session: anna, kind: 'address', pattern: 'eva@*' })
    expect(await found(anna, 5)).toEqual([['needle 3', 'needle 1'], false])
  })

  test('keeps being killed as it comes, and is seen again when the rule goes', () => {
    const rule = core.killFile.add({ session: anna, kind: 'subject', pattern: 'spam' })
    post(ole, 'Fine SPAM here')
    post(ole, 'Tea')
    expect([subjects(), unread()]).toEqual([['Tea'], 1])
    core.killFile.remove({ session: anna, rule: rule.id })
    expect(subjects()).toEqual(['Tea', 'Fine SPAM here'])
    expect(unread()).toBe(1)
  })

  test('ends on its day', () => {
    core.killFile.add({ session: anna, kind: 'author', pattern: 'ole', days: 2 })
    post(ole, 'hidden')
    expect(subjects()).toEqual([])
    core.pass(2 * DAY)
    expect(subjects()).toEqual(['hidden'])
    expect(core.killFile.rules({ session: anna })).toMatchObject([{ kind: 'author', pattern: 'ole' }])
  })

  test('as a thread takes all its articles along, also those that come later', () => {
    const root = post(ole, 'Endless')
    const answer = post(eva, 'Re: Endless', { inReplyTo: root.messageId })
    const rule = core.killFile.add({ session: anna, kind: 'thread', pattern: answer.messageId })
    expect(rule).toMatchObject({ pattern: root.messageId, label: 'Re: Endless' })
    post(eva, 'Re: Endless', { inReplyTo: answer.messageId })
    expect([subjects(), listed(), unread()]).toEqual([[], [], 0])
  })

  test('by address goes by a wildmat', () => {
    core.killFile.add({ session: anna, kind: 'address', pattern: '*@*.spam.example' })
    const from = (address: string, id: string): Uint8Array =>
      Buffer.from(`From: "A, B" <${address}>\r\nSubject: s\r\nMessage-ID: <${id}@x>\r\n\r\nx\r\n`)
    const articles = [from('a@mail.spam.example', 'one'), from('a@fine.example', 'two')]
    core.boards.import({ session: core.console, board: BOARD, articles })
    expect([listed(), core.boards.threads({ session: anna, board: BOARD, limit: 9 }).length]).toEqual([[2], 1])
  })

  test('leaves a tree whose other articles stand where they stood', () => {
    const root = post(eva, 'Root')
    const noise = post(ole, 'Noise', { inReplyTo: root.messageId })
    post(eva, 'Below', { inReplyTo: noise.messageId })
    core.killFile.add({ session: anna, kind: 'author', pattern: 'ole' })
    const tree = core.boards.thread({ session: anna, board: BOARD, thread: root.thread })
    expect(tree.map(({ subject, depth }) => [subject, depth])).toEqual([
      ['Root', 0],
      ['Below', 1],
    ])
  })

  test('does not make pages of threads shorter than asked for', () => {
    for (let count = 0; count < 12; count += 1) {
      post(ole, `noise ${count}`)
      post(eva, `word ${count}`)
    }
    core.killFile.add({ session: anna, kind: 'author', pattern: 'ole' })
    expect(subjects()).toHaveLength(10)
    expect(subjects().every((subject) => subject.startsWith('word'))).toBe(true)
  })
})

test('a kill file is kept by people with a name, within bounds', async () => {
  const add = (pattern: string, more: object = {}, session = anna) =>
    refusalOf(() => core.killFile.add({ session, kind: 'author', pattern, ...more }))
  expect(await add('ole', {}, core.guest('visitor'))).toBe('sign-in-required')
  expect(await add('  ')).toBe('empty')
  expect(await add('x'.repeat(300))).toBe('too-long')
  expect(await add('ole', { days: 0 })).toBe('malformed')
  expect(await add('<no@such>', { kind: 'thread' })).toBe('no-such-article')
  for (let count = 0; count < 200; count += 1) expect(await add(`n${count}`)).toBeNull()
  expect(await add('one more')).toBe('too-many')
})
