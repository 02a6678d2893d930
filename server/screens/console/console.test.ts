// The sysop's console as its callers meet it: who sees what, and that what is done there holds.

import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

let core: TestCore
let calls: Call[]

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  calls = []
  await core.enter('ava')
  await core.enter('bo')
  core.accounts.setRole({ session: core.console, name: 'ava', role: 'sysop' })
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const atMenu = async (name: string, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const call = dial(core, { session: await core.enter(name), entry: 'menu', ...options })
  calls.push(call)
  await call.terminal.expect('Main menu')
  await call.terminal.settle()
  return call.terminal
}

const type = async (terminal: VirtualTerminal, ...words: string[]): Promise<void> => {
  for (const word of words) {
    terminal.type(word)
    // An Esc alone is known as one when nothing follows it.
    if (word === '\u001b') await pause(120)
    await terminal.settle()
  }
}

const bo = () => core.accounts.list({ session: core.console, search: 'bo' })[0]

test('members have no console, and moderators one without what is the sysop alone to set', async () => {
  const member = await atMenu('bo')
  expect(member.screen).not.toContain('console')
  core.accounts.setRole({ session: core.console, name: 'bo', role: 'moderator' })
  await member.expect('Sysop')
  await type(member, 'o')
  await member.expect("Sysop's console", 'Users', 'Staff log', 'Announce')
  expect(member.screen).not.toMatch(/Boards|Groups|DEFCON/)
})

test('a user is found, made moderator, put in a group and shut out for three days with a reason', async () => {
  core.groups.add({ session: core.console, group: 'club' })
  const terminal = await atMenu('ava')
  await type(terminal, 'o', 'u', '/', 'bo\r', '\r')
  await terminal.expect('bo, member since', 'Sessions')
  await type(terminal, 'r', '2')
  await terminal.expect('moderator since')
  await type(terminal, 'g', '\r', '\u001b')
  await terminal.expect('club')
  await type(terminal, 'b', 'ran in the corridors\r', 'soon\r')
  await terminal.expect('number and m, h, d or w')
  await type(terminal, ...Array(4).fill('\u007f'), '3d\r')
  await terminal.expect('bo is shut out')
  expect(bo()).toMatchObject({
    role: 'moderator',
    groups: ['club'],
    state: 'banned',
    banReason: 'ran in the corridors',
  })
  const left = (bo()?.banUntil ?? 0) - Date.now()
  expect(Math.round(left / 3_600_000)).toBe(72)
  await type(terminal, 'b')
  await terminal.expect('may come in again')
  expect(bo()?.state).toBe('active')
})

test('a new password is shown once and opens the account', async () => {
  const terminal = await atMenu('ava')
  await type(terminal, 'o', 'u', '/', 'bo\r', '\r', 'p', 'y')
  await terminal.expect('is now')
  const [password = ''] = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/.exec(terminal.screen) ?? []
  const session = core.sessions.open({ face: 'irc', address: '192.0.2.8', secure: true })
  expect((await core.accounts.signIn({ session, name: 'bo', password })).name).toBe('bo')
})

test('a board is made and set in line mode', async () => {
  const terminal = await atMenu('ava', { kind: { isPipe: true } })
  await type(terminal, 'o\n', 'b\n', 'n\n', 'Beds and borders\n', 'local.garden\n')
  await type(terminal, 'm\n', 'e\n', '90\n', 'w\n', '3\n', 'o\n', 'n\n', 'bo\n')
  expect(core.order.settings({ session: core.console, board: 'local.garden' })).toMatchObject({
    ...{ description: 'Beds and borders', isModerated: true, expireDays: 90, writers: 'moderator', moderators: ['bo'] },
  })
})

test('a network is shut out and let in again', async () => {
  const terminal = await atMenu('ava')
  await type(terminal, 'o', 'x', 'n', '198.51.100.0/24\r', 'a flood\r', '\r')
  await terminal.expect('198.51.100.0/24', 'for good')
  const knock = () => core.sessions.open({ face: 'ssh', address: '198.51.100.9', secure: true })
  expect(await refusalOf(knock)).toBe('house-banned')
  await type(terminal, 'd', '\r')
  await terminal.expect('Nobody is shut out')
  expect(await refusalOf(knock)).toBeNull()
})

test('a channel is made, given away and dropped', async () => {
  const terminal = await atMenu('ava')
  const owner = () => core.channels.info({ session: core.console, channel: '#garden' }).founder
  await type(terminal, 'o', 'c', 'n', 'garden\r')
  expect(owner()).toBe('ava')
  await type(terminal, 'o', 'bo\r')
  expect(owner()).toBe('bo')
  await type(terminal, 'd', 'y')
  expect(owner()).toBeNull()
})

test('the house is closed by a step, and everybody who is on hears an announcement', async () => {
  const terminal = await atMenu('ava')
  const other = await atMenu('bo')
  await type(terminal, 'o', 'd', '4', 'too many robots\r')
  await terminal.expect('DEFCON 4')
  expect(core.moderation.defcon({ session: core.console })).toBe(4)
  await type(terminal, 'a', 'tea is ready\r')
  await other.expect('ava announces: tea is ready')
})

test('the log grows while one looks, and warnings of the daemon can be read', async () => {
  const terminal = await atMenu('ava')
  await type(terminal, 'o', 'l')
  await terminal.expect('set-role')
  core.moderation.setDefcon({ session: core.console, level: 3, reason: 'a drill' })
  await terminal.expect('defcon', 'a drill')
  core.house.log.warn({ ms: 70 }, 'the disk took long to commit')
  await type(terminal, '\u001b', 'w')
  await terminal.expect('the disk took long to commit · ms 70')
})

test('statistics show the figures of now and what was counted, by the hour and by the day', async () => {
  const terminal = await atMenu('ava')
  await type(terminal, 'o', 's')
  await terminal.expect('People on', 'Database', '24 hours', '7 days', 'Memory', 'ssh 3')
  await type(terminal, '\r')
  await terminal.expect('Logins', 'The last 24 hours', '█')
})
