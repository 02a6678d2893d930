// What makes a community of the callers, as they meet it on their screens, over the real core.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'
import { pollBars } from './poll-bars.ts'

const HOUR = 3_600_000

let core: TestCore
let calls: Call[]

beforeEach(() => {
  core = openCore({ NEWCOMERS_LINES: '3' })
  calls = []
})
afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const callAs = (session: SessionId, options: DialOptions = {}): VirtualTerminal => {
  const call = dial(core, { session, entry: 'menu', ...options })
  calls.push(call)
  return call.terminal
}

/** Somebody at the main menu. */
const atMenu = async (name: string, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const terminal = callAs(await core.enter(name), options)
  await terminal.expect('Main menu', 'Goodbye')
  return terminal
}

/** Somebody who was here before, for the second time. */
const callsAgain = async (name: string, meanwhile: () => Promise<void> | void, options: DialOptions = {}) => {
  core.sessions.close({ session: await core.enter(name), reason: '' })
  core.pass(HOUR)
  await meanwhile()
  core.pass(HOUR)
  return callAs(await core.enter(name), options)
}

describe('the logon screen', () => {
  const happenings = async (): Promise<void> => {
    const bob = await core.enter('bob')
    core.channels.join({ session: bob, channel: '#lobby' })
    core.channels.say({ session: bob, channel: '#lobby', text: 'ann should see this' })
    await core.boards.post({ session: bob, boards: ['rec.music'], subject: 'A song', text: 'la' })
    core.oneliners.write({ session: bob, text: 'bob was here' })
    core.polls.open({ session: bob, question: 'Tea or coffee?', options: ['tea', 'coffee'] })
  }

  test('tells whoever comes back what is new, who is on and what stands on the wall; any key goes on', async () => {
    const terminal = await callsAgain('ann', happenings)
    await terminal.expect('Good to have you back, ann', 'You were named once', 'bob · #lobby: ann should see this')
    await terminal.expect('rec.music  1', 'Tea or coffee?', 'One other is on', 'bob was here', 'Enter go on')
    terminal.type('x')
    await terminal.expect('Main menu', 'Hello ann')
  })

  test('fits a screen of 40 by 20', async () => {
    const terminal = await callsAgain('ann', happenings, { columns: 40, rows: 20 })
    await terminal.expect('Good to have you back', 'You were named once', 'Enter go on')
    expect(terminal.strange).toEqual([])
  })

  test('leads to where one was named', async () => {
    const terminal = await callsAgain('ann', happenings)
    await terminal.expect('M mentions')
    terminal.type('m')
    await terminal.expect('› Mentions', 'ann should see this')
    terminal.press('enter')
    await terminal.expect('› #lobby', 'ann should see this')
  })

  test('is not shown at a first call, nor again when a line that dropped is dialled anew', async () => {
    const first = await core.enter('ann')
    await callAs(first).expect('Main menu', 'Hello ann')
    core.pass(10 * 60_000)
    await callAs(await core.enter('ann')).expect('Main menu', 'Hello ann')
  })
})

describe('around the house', () => {
  const go = async (terminal: VirtualTerminal, key: string, title: string): Promise<void> => {
    terminal.type('a')
    await terminal.expect('› Around the house', 'One-liners')
    terminal.type(key)
    await terminal.expect(`› ${title}`)
  }

  test('a line written on the wall stands there for the others, until the staff take it down', async () => {
    const ann = await atMenu('ann')
    await go(ann, 'o', 'One-liners')
    ann.type('w')
    await ann.expect('A line for the wall')
    ann.type('hello world\r')
    await ann.expect('hello world')
    await core.accounts.add({ session: core.console, name: 'mia', password: 'password of mia', role: 'moderator' })
    const mia = await atMenu('mia')
    await go(mia, 'o', 'One-liners')
    await mia.expect('ann', 'hello world', 'D take down')
    mia.type('dy')
    await mia.expect('The wall is empty')
    await ann.expect('The wall is empty')
  })

  test('a bulletin is read by everybody, and written by the staff alone', async () => {
    const ann = await atMenu('ann')
    await go(ann, 'b', 'Bulletins')
    expect(ann.screen).not.toContain('W write')
    ann.press('enter')
    await ann.expect('› Welcome to Samband', 'One name and one password open every door')
  })

  test('a poll is asked, voted in and seen as bars', async () => {
    const ann = await atMenu('ann')
    await go(ann, 'v', 'Polls')
    ann.type('n')
    await ann.expect('Question', 'Answer 2')
    ann.type('Tea or coffee?\ttea\tcoffee\r\r\r\r\r')
    await ann.expect('It is asked', '○  Tea or coffee?')
    ann.press('enter')
    await ann.expect('ann asks', '1   tea', '2   coffee')
    ann.type('2')
    await ann.expect('● coffee', '100%')
    const bob = await atMenu('bob')
    await go(bob, 'v', 'Polls')
    bob.press('enter')
    await bob.expect('1   tea')
    bob.type('1')
    await bob.expect('● tea', '50%')
    await ann.expect('2 votes', '50%')
  })

  test('members are found by a part of their name', async () => {
    await core.enter('bob')
    const ann = await atMenu('ann')
    await go(ann, 'u', 'Members')
    await ann.expect('bob')
    ann.type('/nn\r')
    await ann.expect('› Members: nn')
    expect(ann.screen).not.toContain('bob')
  })

  test('two become friends: one asks, the other reads it at the next call and says yes', async () => {
    await core.enter('bob')
    const ann = await atMenu('ann')
    await go(ann, 'u', 'Members')
    await ann.expect('bob')
    ann.press('down')
    ann.type('b')
    await ann.expect('bob finds your question')
    const bob = await atMenu('bob')
    await go(bob, 'u', 'Members')
    await bob.expect('say yes as a friend')
    bob.type('b')
    await bob.expect('You and ann are friends now.')
    await ann.expect('end friendship')
  })

  test('who would rather not be listed is left out of the last callers', async () => {
    const ann = await atMenu('ann')
    await go(ann, 'l', 'Last callers')
    await ann.expect('ann', 'is still here')
    ann.type('o')
    await ann.expect('Nobody has called yet', 'You are left out from now on')
  })
})

test('a knock is heard on whatever screen somebody is', async () => {
  const bob = await atMenu('bob')
  bob.type('b')
  await bob.expect('local.general')
  const ann = await atMenu('ann')
  ann.type('w')
  await ann.expect("Who's on (2)")
  ann.type('p')
  await ann.expect('Knock at bob')
  ann.type('supper is ready\r')
  await ann.expect('You have knocked at bob')
  await bob.expect('*** ann knocks: supper is ready')
})

test('a held line is put before the staff, who let it through on their screen', async () => {
  await core.accounts.add({ session: core.console, name: 'mia', password: 'password of mia', role: 'moderator' })
  const mia = await atMenu('mia')
  const eve = await core.enter('eve')
  core.channels.join({ session: eve, channel: '#lobby' })
  try {
    core.channels.say({ session: eve, channel: '#lobby', text: 'see http://example.org' })
  } catch {
    // It is held.
  }
  await mia.expect('eve, who is new, wants to say something with a link in #lobby', 'Waiting (1)')
  mia.type('u')
  await mia.expect('› Held lines', 'see http://example.org')
  mia.type('r')
  await mia.expect('eve is heard')
  expect(core.channels.history({ session: eve, channel: '#lobby', limit: 1 })).toMatchObject([{ nick: 'eve' }])
})

test('bars share their room by votes, and the own choice is marked', () => {
  const options = [
    { text: 'tea', votes: 3 },
    { text: 'coffee', votes: 1 },
  ]
  const poll = { ref: '', question: '', author: '', at: 0, closed: null, chosen: 1, canClose: false, options }
  const rows = pollBars(poll, 24).map((line) =>
    line.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
  )
  expect(rows).toEqual(['   tea', '   █████████████ 3  75%', ' ● coffee', '   ████░░░░░░░░░ 1  25%'])
})
