import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import { MboxReader } from '../../wire/article/mbox.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
let ola: SessionId
beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  ola = await core.enter('ola')
  core.boards.add({ session: core.console, board: 'test.archive', description: '' })
})
afterEach(() => core.close())

/** All slices: how many there were, and the bodies in them. */
const read = async (args: Partial<Parameters<TestCore['archive']['mbox']>[0]> = {}) => {
  const reader = new MboxReader()
  const entries = []
  let slices = 0
  for (let after: number | null = 0; after !== null; slices += 1) {
    const slice = await core.archive.mbox({ session: ola, board: 'test.archive', after, ...args })
    entries.push(...reader.push(slice.octets))
    after = slice.next
  }
  const bodies = [...entries, ...reader.finish()].map(({ raw }) => raw?.toString().split('\n\n').slice(1).join('\n\n'))
  return { slices, bodies }
}

test('a board comes whole and in the order of its numbers, in as many slices as it takes', async () => {
  const texts = Array.from({ length: 9 }, (_, at) => `${at} ${'long '.repeat(20_000)}`)
  for (const text of texts) core.boards.post({ session: ola, boards: ['test.archive'], subject: 'x', text })
  const { slices, bodies } = await read()
  expect(slices).toBeGreaterThan(2)
  expect(bodies.map((body) => body?.[0])).toEqual(texts.map((text) => text[0]))
})

test('a thread comes alone, by any of its articles', async () => {
  const post = (text: string, more = {}) =>
    core.boards.post({ session: ola, boards: ['test.archive'], subject: 'x', text, ...more })
  const first = post('first')
  post('another thread')
  const { messageId } = post('answer', { inReplyTo: first.messageId })
  const { id: article } = await core.boards.read({ session: ola, article: messageId })
  expect((await read({ thread: article })).bodies).toEqual(['first\n', 'answer\n'])
  core.boards.add({ session: core.console, board: 'test.other', description: '' })
  expect(await refusalOf(() => read({ board: 'test.other', thread: article }))).toBe('no-such-article')
})

test('a board that somebody may not read has no archive for them', async () => {
  const board = 'test.staff'
  core.boards.add({ session: core.console, board, description: '', readRole: 'moderator', writeRole: 'moderator' })
  expect(await refusalOf(() => read({ board }))).toBe('no-such-board')
  expect((await read({ board, session: core.console })).bodies).toEqual([])
})
