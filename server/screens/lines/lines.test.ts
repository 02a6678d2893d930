// Line mode as whoever cannot see a screen meets it: text and line ends, nothing else.

import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'

const PIPE = { kind: { term: 'pipe', colors: 1, isPipe: true } } as const
const DUMB = { kind: { term: 'dumb', colors: 1 } } as const

let core: TestCore
let calls: Call[]

beforeEach(() => {
  core = openCore()
  calls = []
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const call = (options: DialOptions = {}): Call => {
  const made = dial(core, options)
  calls.push(made)
  return made
}

/** Waits until something was written after what the caller had heard before. */
const heard = async ({ terminal }: Call, expected: string, from = 0): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = terminal.written.slice(from)
    if (text.includes(expected)) return text
    await pause(20)
  }
  throw new Error(`“${expected}” was never said; this was:\n${terminal.written.slice(from)}`)
}

/** Types a line and waits for the answer; gives back what was said since. */
const say = (made: Call, line: string, expected: string): Promise<string> => {
  const from = made.terminal.written.length
  made.terminal.type(`${line}\n`)
  return heard(made, expected, from)
}

const member = async (name: string, options: DialOptions): Promise<Call> =>
  call({ ...options, entry: 'menu', session: await core.enter(name) })

test('through a pipe somebody signs up, reads, replies, talks and leaves, by lines alone', async () => {
  await core.enter('bo')
  core.boards.post({
    session: await core.enter('bo'),
    boards: ['local.general'],
    subject: 'Hello',
    text: 'Who is here?',
  })
  const made = call({ ...PIPE, entry: 'register' })
  await heard(made, 'Name:')
  await say(made, 'bo', 'That name is taken')
  await say(made, 'ava', 'Password:')
  await say(made, 'correct horse', 'Main menu>')
  const boards = await say(made, 'b', 'Boards>')
  const number = /^(\d+)\. local\.general,.*new 1, articles 1/m.exec(boards)?.[1] ?? ''
  await say(made, number, '1. Hello, bo')
  await say(made, '1', 'Who is here?')
  await say(made, 'r', 'Subject [Re: Hello]:')
  await say(made, '', 'A dot alone on a line ends it. /quote')
  await say(made, '/quote', '> Who is here?')
  await say(made, 'I am.', '')
  await say(made, '.', 'Send, list, go on or abandon?')
  await say(made, 's', 'Your reply to bo is posted')
  for (const _ of [1, 2, 3]) await say(made, 'q', '>')
  const channels = await say(made, 'c', 'Channels>')
  await say(made, /^(\d+)\. #lobby/m.exec(channels)?.[1] ?? '', 'What you type is said here')
  await say(made, 'hello all', '')
  await say(made, '/quit', 'Channels>')
  await say(made, 'q', 'Main menu>')
  await say(made, 'g', 'y/n')
  await say(made, 'y', 'ava')
  expect(made.terminal.closed).toBe(true)
  const [thread] = core.boards.threads({ session: core.console, board: 'local.general', limit: 5 })
  expect(thread).toMatchObject({ subject: 'Hello', count: 2 })
  const [said] = core.channels.history({ session: core.console, channel: '#lobby', limit: 1 })
  expect(said).toMatchObject({ nick: 'ava', text: 'hello all' })
  expect(made.terminal.written).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
})

test('what others say comes between prompts, and the line being typed is shown again', async () => {
  const made = await member('ava', { kind: { term: 'xterm' } })
  await heard(made, 'Main menu')
  await core.accounts.setSettings({ session: made.session, settings: { rendering: 'line' } })
  const own = await member('ava', {})
  await heard(own, 'Main menu> ')
  own.terminal.type('c\r')
  const channels = await heard(own, 'Channels> ')
  own.terminal.type(`${/^(\d+)\. #lobby/m.exec(channels)?.[1] ?? ''}\r`)
  await heard(own, '#lobby> ')
  own.terminal.type('hal')
  const bo = await core.enter('bo')
  core.channels.join({ session: bo, channel: '#lobby' })
  const from = own.terminal.written.length
  core.channels.say({ session: bo, channel: '#lobby', text: 'good evening' })
  expect(await heard(own, 'good evening', from)).toContain('bo: good evening\r\n#lobby> hal')
})

test('on a dumb terminal what others say waits until the line has been typed', async () => {
  const made = await member('ava', DUMB)
  await heard(made, 'Main menu> ')
  const bo = await core.enter('bo')
  made.terminal.type('zz')
  const from = made.terminal.written.length
  core.channels.tell({ session: bo, to: 'ava', text: 'psst' })
  await pause(60)
  expect(made.terminal.written.slice(from)).toBe('')
  made.terminal.type('\r')
  await heard(made, 'bo tells you: psst', from)
})

test('a password is not echoed, and Backspace of either kind takes one character back', async () => {
  const made = call(DUMB)
  await heard(made, 'Welcome> ')
  made.terminal.type('l\r')
  await heard(made, 'Name: ')
  made.terminal.type('avx\u007fb\ba\r')
  await heard(made, 'Password: ')
  made.terminal.type('open sesame\r')
  await heard(made, 'fit together')
  expect(made.terminal.written).toContain('Name: avx\b \bb\b \ba\r\n')
  expect(made.terminal.written).not.toContain('sesame')
  expect(made.terminal.written).not.toContain('\u001b')
})

test('a long text is told by pages', async () => {
  const text = Array.from({ length: 60 }, (_, at) => `line ${at}.`).join('\n')
  core.boards.post({ session: await core.enter('bo'), boards: ['local.general'], subject: 'Long', text })
  const made = await member('ava', DUMB)
  await heard(made, 'Main menu> ')
  made.terminal.type('n\r')
  await heard(made, 'Long')
  const first = await heard(made, 'Enter for more, Q to stop> ')
  expect(first).not.toContain('line 40.')
  made.terminal.type('\r')
  const from = made.terminal.written.length
  await heard(made, 'line 30.', from - 1)
  made.terminal.type('q\r')
  await heard(made, 'local.general> ', from)
  expect(made.terminal.written).not.toContain('line 59.')
})

test('the end of what is typed ends the call, after all of it has been heard', async () => {
  const made = call(PIPE)
  made.terminal.type('h\nq\ng')
  made.terminal.endInput()
  await heard(made, 'How to connect')
  await heard(made, 'Main menu')
  expect(made.terminal.closed).toBe(true)
})

test('one key at the door changes the display, and a new account keeps what was chosen', async () => {
  const made = call({ rows: 40 })
  await made.terminal.expect('plain ASCII')
  made.terminal.type('d')
  await made.terminal.expect('line mode, for screen readers')
  made.terminal.type('d')
  await heard(made, 'Welcome> ')
  made.terminal.type('n\r')
  await heard(made, 'Name: ')
  made.terminal.type('ava\r')
  await heard(made, 'Password: ')
  made.terminal.type('correct horse\r')
  await heard(made, 'Main menu> ')
  expect(core.accounts.me({ session: made.session }).settings.rendering).toBe('line')
})
