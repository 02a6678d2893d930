import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
let anna: SessionId
let ola: SessionId
beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  anna = await core.enter('anna')
  ola = await core.enter('ola')
  for (const session of [anna, ola]) core.channels.join({ session, channel: '#past' })
})
afterEach(() => core.close())

const say = (text: string, session = anna): string => core.channels.say({ session, channel: '#past', text }).msgid
const texts = (args: Partial<Parameters<TestCore['history']['page']>[0]> = {}): string[] =>
  core.history
    .page({ session: anna, target: '#past', from: 'oldest', limit: 100, ...args })
    .map(({ kind, text }) => (kind === 'message' ? text : kind))

test('by time the moment that is named is left out on both sides, however many lines it holds', () => {
  const at: number[] = []
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
    if (text !== 'c' && text !== 'd') core.pass(1000)
    at.push(core.channels.say({ session: anna, channel: '#past', text }).at)
  }
  const [, b = 0, c = 0, , , f = 0] = at
  expect(texts({ after: { at: b } })).toEqual(['e', 'f'])
  expect(b).toBe(c)
  expect(texts({ before: { at: c } })).toEqual(['a'])
  expect(texts({ after: { at: f } })).toEqual([])
  expect(texts({ after: { at: 0 }, before: { at: f + 1 }, from: 'newest', limit: 2 })).toEqual(['e', 'f'])
})

test('ids sort as the lines were said, and no line is older than the one before it, though the clock goes back', () => {
  const first = core.channels.say({ session: anna, channel: '#past', text: 'a' })
  core.pass(-5000)
  const second = core.channels.say({ session: anna, channel: '#past', text: 'b' })
  expect(second.at).toBe(first.at)
  core.pass(60_000)
  expect(say('c') > first.msgid).toBe(true)
})

test('an id of another channel is no point in this one', async () => {
  core.channels.join({ session: anna, channel: '#other' })
  const { msgid } = core.channels.say({ session: anna, channel: '#other', text: 'x' })
  expect(await refusalOf(() => texts({ after: { msgid } }))).toBe('no-such-thing')
})

test('what happened stands between what was said, for those who ask', () => {
  say('a')
  core.channels.setTopic({ session: anna, channel: '#past', topic: 'new' })
  core.channels.part({ session: ola, channel: '#past', reason: 'tired' })
  expect(texts()).toEqual(['a'])
  expect(texts({ happenings: true })).toEqual(['join', 'join', 'a', 'topic', 'part'])
})

test('a line that was taken back keeps its place without its words, and once only', async () => {
  const msgid = say('oops')
  say('fine')
  expect(await refusalOf(() => core.history.redact({ session: ola, target: '#past', msgid, reason: '' }))).toBe(
    'not-operator',
  )
  core.history.redact({ session: anna, target: '#past', msgid, reason: 'typo' })
  expect(await refusalOf(() => core.history.redact({ session: anna, target: '#past', msgid, reason: '' }))).toBe(
    'no-such-thing',
  )
  expect(texts()).toEqual(['fine'])
  const [line] = core.channels.history({ session: ola, channel: '#past', limit: 10 })
  expect(line).toMatchObject({ msgid, text: '', redacted: { by: 'anna', reason: 'typo' } })
})

test('a reaction is kept once for each person, and gone when it is taken back or the line is', () => {
  const msgid = say('hello')
  const react = (tags: Record<string, string>): void =>
    core.history.tag({ session: ola, target: '#past', tags: { '+draft/reply': msgid, ...tags } })
  const reactions = (): (string | undefined)[] =>
    core.history
      .page({ session: anna, target: '#past', from: 'oldest', limit: 9 })
      .flatMap((item) => (item.reactions ?? []).map(({ nick, reaction }) => `${nick} ${reaction}`))
  react({ '+draft/react': '👍' })
  react({ '+draft/react': '👍' })
  core.pass(1)
  react({ '+draft/react': '🎉' })
  expect(reactions()).toEqual(['ola 👍', 'ola 🎉'])
  react({ '+draft/unreact': '👍' })
  expect(reactions()).toEqual(['ola 🎉'])
  core.history.redact({ session: anna, target: '#past', msgid, reason: '' })
  expect(reactions()).toEqual([])
})

test('tags that are too long, or none of a client, are refused', async () => {
  const tag = (tags: Record<string, string>) =>
    refusalOf(() => core.history.tag({ session: ola, target: '#past', tags }))
  expect(await tag({ '+typing': 'x'.repeat(1100) })).toBe('too-long')
  expect(await tag({ time: 'now' })).toBe('malformed')
})

test('several lines at once are one message; its bounds are its own', async () => {
  const lines = (text: string) => core.channels.say({ session: anna, channel: '#past', text, isMultiline: true })
  expect(lines('one\n\u001b[31mtwo').text).toBe('one\ntwo')
  expect(await refusalOf(() => lines('x\n'.repeat(32)))).toBe('too-long')
  expect(await refusalOf(() => lines('x'.repeat(4097)))).toBe('too-long')
  expect(await refusalOf(() => lines('\n \n'))).toBe('empty')
  expect(await refusalOf(() => lines('a\rb'))).toBe('malformed')
  expect(await refusalOf(() => core.channels.say({ session: anna, channel: '#past', text: 'a\nb' }))).toBe('malformed')
})

test('what was missed is what was said between going and coming', () => {
  core.channels.part({ session: ola, channel: '#past', reason: '' })
  expect(core.history.missed({ session: anna, channel: '#past', limit: 9 })).toEqual([])
  say('meanwhile')
  core.channels.join({ session: ola, channel: '#past' })
  expect(core.history.missed({ session: ola, channel: '#past', limit: 9 }).map(({ text }) => text)).toEqual([
    'meanwhile',
  ])
})
