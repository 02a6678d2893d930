// What is done about lines that stand there: reactions, answers, announcements; how far one has read; how a channel is
// kept. Over the real core.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

let core: TestCore
let calls: Call[]
let bob: SessionId

beforeEach(async () => {
  core = openCore()
  calls = []
  bob = await core.enter('bob')
  core.channels.join({ session: bob, channel: '#lobby' })
})
afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const say = (text: string) => core.channels.say({ session: bob, channel: '#lobby', text })

const inLobby = async (session: SessionId): Promise<VirtualTerminal> => {
  const call = dial(core, { session, entry: 'menu' })
  calls.push(call)
  await call.terminal.expect('Main menu', 'Goodbye')
  call.terminal.type('c')
  await call.terminal.expect('#help', '#lobby', '#tech')
  call.terminal.press('home', 'down', 'enter')
  await call.terminal.expect('› #lobby')
  return call.terminal
}

test('a sign given to a line stands below it, and goes when it is taken back', async () => {
  say('who wants cake?')
  const terminal = await inLobby(await core.enter('ann'))
  await terminal.expect('who wants cake?')
  terminal.type('/react heart bob\r')
  await terminal.expect('❤ ann')
  const { msgid } = core.channels.history({ session: bob, channel: '#lobby', limit: 1 })[0] ?? { msgid: '' }
  core.history.tag({ session: bob, target: '#lobby', tags: { '+draft/react': '❤', '+draft/reply': msgid } })
  await terminal.expect('❤ 2')
  terminal.type('/unreact heart bob\r')
  await terminal.expect('❤ bob')
})

test('signs that were given before are there when the channel is opened', async () => {
  const { msgid } = say('who wants cake?')
  core.history.tag({ session: bob, target: '#lobby', tags: { '+draft/react': '🎉', '+draft/reply': msgid } })
  await (await inLobby(await core.enter('ann'))).expect('🎉 bob')
})

test('an answer shows what it answers', async () => {
  say('shall we meet at noon?')
  const terminal = await inLobby(await core.enter('ann'))
  terminal.type('/reply bob yes, gladly\r')
  await terminal.expect('↪ bob: shall we meet at noon?', 'yes, gladly')
  const [line] = core.channels.history({ session: bob, channel: '#lobby', limit: 1 })
  expect(Object.keys(line?.tags ?? {})).toEqual(['+draft/reply'])
})

test('a new thread is announced without its addresses, and Enter opens it', async () => {
  const terminal = await inLobby(await core.enter('ann'))
  await core.boards.post({ session: bob, boards: ['local.general'], subject: 'A walk', text: 'Who comes along?' })
  await terminal.expect('New on local.general by bob: A walk', 'Enter read the article')
  expect(terminal.screen).not.toContain('news:')
  terminal.press('enter')
  await terminal.expect('› local.general', 'Who comes along?')
})

test('what was said while one was away stands below a line that says so', async () => {
  say('before')
  const first = await inLobby(await core.enter('ann'))
  await first.expect('before')
  first.press('escape')
  await first.expect('› Channels')
  calls.pop()?.caller.close('')
  core.pass(60_000)
  say('meanwhile')
  const again = await inLobby(await core.enter('ann'))
  await again.expect('before', '─ new ─', 'meanwhile')
})

test('whom one ignores is not heard', async () => {
  const terminal = await inLobby(await core.enter('ann'))
  terminal.type('/ignore bob\r')
  await terminal.expect('You do not hear: bob')
  say('can you hear me?')
  terminal.type('/unignore bob\r')
  await terminal.expect('You hear bob again')
  say('and now?')
  await terminal.expect('and now?')
  expect(terminal.screen).not.toContain('can you hear me?')
})

test('the owner of a channel opens its log and gives it a board', async () => {
  const ann = await core.enter('ann')
  core.channels.join({ session: ann, channel: '#garden' })
  core.channels.register({ session: ann, channel: '#garden' })
  const call = dial(core, { session: ann, entry: 'menu' })
  calls.push(call)
  const { terminal } = call
  await terminal.expect('Main menu', 'Goodbye')
  terminal.type('c')
  await terminal.expect('#garden', 'O about it')
  terminal.press('home')
  terminal.type('o')
  await terminal.expect('It belongs to ann', 'Public log', 'Board')
  terminal.type('py')
  await terminal.until(() => /Public log +yes/.test(terminal.screen), 'the log to be open')
  terminal.type('b')
  await terminal.expect('A new thread on the board is announced in #garden')
  terminal.type('rec.books\r')
  await terminal.until(() => /Board +rec\.books/.test(terminal.screen), 'the board to be linked')
  expect(core.logs.list({ session: bob })).toMatchObject([{ channel: '#garden' }])
})
