// Channels and private conversations as callers meet them, over the real core.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CoreLink } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { cloningLink } from '../../core/link.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

const LINKS: readonly [string, (core: TestCore) => CoreLink][] = [
  ['direct', (core) => core.house.link],
  ['cloning', (core) => cloningLink(core.house.services, core.house.tick)],
]

let core: TestCore
let calls: Call[]
let linkOf: (core: TestCore) => CoreLink

beforeEach(() => {
  core = openCore()
  calls = []
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  const strange = calls.flatMap((call) => call.terminal.strange)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
  expect(strange).toEqual([])
})

const atChannels = async (session: SessionId, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const call = dial(core, { session, entry: 'menu', link: linkOf(core), ...options })
  calls.push(call)
  await call.terminal.expect('Main menu')
  call.terminal.type('c')
  await call.terminal.expect('#help', '#lobby', '#tech')
  return call.terminal
}

/** A caller who talks in #lobby. */
const inLobby = async (name: string, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const terminal = await atChannels(await core.enter(name), options)
  await enterLobby(terminal)
  return terminal
}

const enterLobby = async (terminal: VirtualTerminal): Promise<void> => {
  terminal.press('home', 'down', 'enter')
  await terminal.expect('› #lobby', 'Say something to #lobby')
}

/** Somebody from another face, in #lobby. */
const elsewhere = (nick: string, channel = '#lobby') => {
  const session = core.guest(nick)
  core.channels.join({ session, channel })
  return {
    session,
    say: (text: string) => core.channels.say({ session, channel, text }),
    tell: (to: string, text: string) => core.channels.tell({ session, to, text }),
  }
}

/** The row that holds the words, without blanks at its ends. */
const rowWith = (terminal: VirtualTerminal, words: string): string =>
  terminal.screen
    .split('\n')
    .find((row) => row.includes(words))
    ?.trim() ?? ''

/** Whether a nick stands in the list of people at the right. */
const beside = (terminal: VirtualTerminal, nick: string): boolean =>
  terminal.screen.split('\n').some((row) => row.endsWith(`│ ${nick}`))

describe.each(LINKS)('over the %s link', (_name, link) => {
  beforeEach(() => {
    linkOf = link
  })

  test('what one caller says stands on the screen of the other, with nick and time', async () => {
    const ann = await inLobby('ann')
    const bob = await inLobby('bob')
    await ann.expect('bob has come in', '2 here')
    bob.type('Good evening!\r')
    await ann.expect('bob │ Good evening!')
    await bob.expect('bob │ Good evening!', 'Say something to #lobby')
    ann.type('/me waves\r')
    await bob.expect('* │ ann waves')
  })

  test('what was said before is there, and PgUp reads on back to the beginning', async () => {
    const zed = elsewhere('zed')
    for (let line = 1; line <= 250; line += 1) {
      zed.say(`number ${line}.`)
      core.pass(1_000)
    }
    const ann = await inLobby('ann')
    await ann.expect('number 250.')
    ann.press('pageup')
    await ann.expect('older lines')
    for (let page = 0; page < 16; page += 1) ann.press('pageup')
    await ann.expect('number 1.', '1 January 2026')
    zed.say('news')
    await ann.expect('1 new line below', 'number 1.')
    ann.press('pageup')
    await ann.expect('This is where it begins.')
    ann.type('\u001b[1;5F')
    await ann.expect('zed │ news')
  })

  test('a long text is said in several lines that each fit a message', async () => {
    const ann = await inLobby('ann')
    const zed = elsewhere('zed')
    ann.type(`${'length '.repeat(110)}end\r`)
    await ann.expect('end')
    const said = core.channels.history({ session: zed.session, channel: '#lobby', limit: 10 })
    expect(said.length).toBe(3)
    expect(said.every(({ text }) => Buffer.byteLength(text) <= 380 && !text.endsWith('lengt'))).toBe(true)
  })

  test('a pasted text of many lines is asked about before everybody sees it', async () => {
    const ann = await inLobby('ann')
    ann.type(`\u001b[200~${Array.from({ length: 8 }, (_, index) => `row ${index}`).join('\r\n')}\u001b[201~`)
    await ann.expect('row 0↵row 1')
    ann.press('enter')
    await ann.expect('Say all of it?', '8 lines')
    ann.type('n')
    await ann.until(() => !ann.screen.includes('Say all of it?'))
    await ann.expect('row 0↵row 1')
    ann.press('enter')
    await ann.expect('Say all of it?')
    ann.type('y')
    await ann.expect('ann │ row 0', 'ann │ row 7')
  })

  test('a line in another channel waits at its tab, and one that names the reader rings', async () => {
    const ann = await inLobby('ann')
    const zed = elsewhere('zed')
    ann.type('/join tech\r')
    await ann.expect('› #tech', '1 #lobby', '2 #tech')
    zed.say('anybody?')
    await ann.expect('#lobby (1)')
    expect(ann.bells).toBe(0)
    zed.say('Ann, are you there?')
    await ann.expect('#lobby (2)')
    expect(ann.bells).toBe(1)
    zed.say('annual reports are dull')
    await ann.expect('#lobby (3)')
    expect(ann.bells).toBe(1)
    ann.type('\u001b1')
    await ann.expect('› #lobby', 'zed │ Ann, are you there?', '─ new ─')
    expect(ann.screen).not.toContain('(3)')
    ann.type('\u000e')
    await ann.expect('› #tech')
  })

  test('a private line opens a tab of its own, and so does /query', async () => {
    const ann = await inLobby('ann')
    const bob = await inLobby('bob')
    bob.type('/msg ann psst, a secret\r')
    await bob.expect('Only you and ann can read this.', 'bob │ psst, a secret')
    await ann.expect('bob (1)')
    expect(ann.bells).toBe(1)
    ann.type('\u001b2')
    await ann.expect('Only you and bob can read this.', 'bob │ psst, a secret')
    ann.type('tell me more\r')
    await bob.expect('ann │ tell me more')
    ann.type('/part\r')
    await ann.expect('› #lobby')
    expect(rowWith(ann, '1 #lobby')).not.toContain('bob')
    ann.type('/query bob\r')
    await ann.expect('bob │ psst, a secret', 'ann │ tell me more')
  })

  test('a private line is not announced elsewhere while the chat shows it', async () => {
    const ann = await inLobby('ann')
    elsewhere('zed').tell('ann', 'hello')
    await ann.expect('zed (1)')
    expect(ann.row(0).replace(/\d\d:\d\d/, '')).not.toContain('1')
  })

  test('private lines that came before the chat was opened wait in it, and M goes there', async () => {
    const ann = await atChannels(await core.enter('ann'))
    const zed = elsewhere('zed')
    zed.tell('ann', 'are you there?')
    await ann.expect('zed tells you: are you there?', 'private lines')
    expect(ann.bells).toBe(1)
    ann.type('m')
    await ann.expect('Only you and zed can read this.', 'zed │ are you there?')
    expect(ann.bells).toBe(1)
    ann.press('escape')
    await ann.expect('About')
    await ann.settle()
    expect(ann.screen).not.toContain('private lines')
  })

  test('a guest who may only read learns why, and keeps what was typed', async () => {
    const terminal = await atChannels(core.guest('visitor'))
    terminal.press('end', 'enter')
    await terminal.expect('› #tech', 'You can read here. To write, sign up')
    terminal.type('let me in\r')
    await terminal.expect('!!! │ You can read here. To write, sign up', '› let me in')
  })

  test('leaving the screen leaves no channel, and says so once', async () => {
    const ann = await inLobby('ann')
    ann.press('escape')
    await ann.expect('You stay in #lobby until you leave with X.', '● ')
    const members = () => core.channels.members({ session: core.console, channel: '#lobby' }).map(({ nick }) => nick)
    expect(members()).toEqual(['ann'])
    ann.press('enter')
    await ann.expect('Say something to #lobby')
    ann.press('escape')
    await ann.expect('About')
    await ann.settle()
    expect(ann.screen).not.toContain('You stay in')
    ann.type('x')
    await ann.expect('You have left #lobby.')
    expect(members()).toEqual([])
  })

  test('a new name opens a channel with its founder as operator', async () => {
    const ann = await atChannels(await core.enter('ann'), { columns: 110 })
    ann.type('n')
    await ann.expect('Join or open a channel')
    ann.type('with blank\r')
    await ann.expect('has no blanks')
    ann.type('\u0015#tea-room\r')
    await ann.expect('› #tea-room', '@ann')
    ann.type('/topic Tea, and what goes with it\r')
    await ann.expect('ann has set the topic: Tea, and what goes with it')
    expect(ann.row(1)).toContain('Tea, and what goes with it')
  })

  test('on a wide screen the people stand beside, and come and go as they do', async () => {
    const ann = await inLobby('ann', { columns: 110 })
    await ann.until(() => beside(ann, 'ann'))
    const zed = elsewhere('zed')
    await ann.until(() => beside(ann, 'zed'))
    await ann.expect('zed has come in')
    core.sessions.rename({ session: zed.session, nick: 'zoe' })
    await ann.until(() => beside(ann, 'zoe') && !beside(ann, 'zed'))
    await ann.expect('zed is now zoe')
    core.sessions.close({ session: zed.session, reason: 'tea time' })
    await ann.expect('zoe is gone: tea time', '1 here')
    expect(beside(ann, 'zoe')).toBe(false)
    ann.type('\u001bm')
    await ann.until(() => !beside(ann, 'ann'))
  })

  test('Tab finishes the nick of whoever spoke last, and the arrow brings a sent line back', async () => {
    const ann = await inLobby('ann')
    const bob = elsewhere('bob')
    const bonnie = elsewhere('bonnie')
    bob.say('one')
    bonnie.say('two')
    await ann.expect('bonnie │ two')
    ann.type('bo\t')
    await ann.expect('› bonnie:')
    ann.type('\t')
    await ann.expect('› bob:')
    ann.type('hello\r')
    await ann.expect('ann │ bob: hello')
    ann.press('up')
    await ann.expect('› bob: hello')
  })

  test('an unknown command is not said aloud, and /help lists those there are', async () => {
    const ann = await inLobby('ann')
    ann.type('/pasword hunter2\r')
    await ann.expect('There is no command /pasword')
    expect(core.channels.history({ session: core.console, channel: '#lobby', limit: 5 })).toEqual([])
    ann.type('/help\r')
    await ann.expect('What you can type', '/whois NICK')
    ann.press('enter')
    ann.type('/whois ann\r')
    await ann.expect('ann is a member')
    ann.type('what? a question mark is only a question mark\r')
    await ann.expect('ann │ what? a question')
  })

  test('the last tab that is closed leads back to the list', async () => {
    const ann = await inLobby('ann')
    ann.type('/part so long\r')
    await ann.expect('› Channels', 'About')
    expect(core.channels.members({ session: core.console, channel: '#lobby' })).toEqual([])
  })

  test('nothing in a line reaches the terminal but its words', async () => {
    const ann = await inLobby('ann')
    const zed = elsewhere('zed')
    zed.say('\u0002bold\u0002 \u000304,12coloured\u0003 \u001b[2J\u001b]0;owned\u001b\\ {red-fg}tag{/} \u202eback')
    await ann.expect('zed │ bold coloured', '{red-fg}tag{/}')
    expect(ann.written).not.toContain('owned')
    expect(ann.written).not.toContain('\u202e')
    expect(ann.written).not.toContain('\u0003')
  })

  test('the chat fits a terminal of 40 by 20 and grows with it', async () => {
    const ann = await inLobby('ann', { columns: 40, rows: 20 })
    const zed = elsewhere('zed')
    zed.say('We should meet at the harbour when the ferry comes in.')
    await ann.expect('zed: We should meet at the')
    ann.resize(90, 30)
    await ann.expect('zed │ We should meet at the harbour when the ferry comes in.')
  })
})
