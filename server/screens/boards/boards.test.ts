// Boards as a caller meets them, over the real core.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CoreLink } from '../../core/contract.ts'
import { cloningLink } from '../../core/link.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

const BOARD = 'samband.test'

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

/** A caller in front of the threads of the test board. */
const atThreads = async (name: string, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const session = name === 'guest' ? core.guest('visitor') : await core.enter(name)
  const call = dial(core, { session, entry: 'menu', link: linkOf(core), ...options })
  calls.push(call)
  const { terminal } = call
  await terminal.expect('Main menu')
  terminal.type('b')
  await terminal.expect(BOARD, 'samband.help')
  terminal.press('end', 'enter')
  await terminal.expect(`› ${BOARD}`, 'Subject')
  await terminal.settle()
  return terminal
}

const article = (number: number, more: { subject?: string; text?: string; references?: string } = {}): Uint8Array =>
  Buffer.from(
    [
      `From: "Writer ${number}" <w${number}@example.org>`,
      `Newsgroups: ${BOARD}`,
      `Subject: ${more.subject ?? `Subject number ${number}`}`,
      `Date: ${new Date(Date.UTC(1998, 0, 1, 0, number)).toUTCString()}`,
      `Message-ID: <a${number}@example.org>`,
      ...(more.references === undefined ? [] : [`References: ${more.references}`]),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      more.text ?? `This is the text of article ${number}.`,
      '',
    ].join('\r\n'),
  )

const file = (articles: readonly Uint8Array[]): void => {
  for (let at = 0; at < articles.length; at += 250) {
    core.boards.import({ session: core.console, board: BOARD, articles: articles.slice(at, at + 250) })
  }
}

const post = async (name: string, subject: string, text: string): Promise<void> => {
  core.boards.post({ session: await core.enter(name), boards: [BOARD], subject, text })
}

const chosenRow = (terminal: VirtualTerminal): string => {
  const rows = terminal.screen.split('\n').slice(2, -2)
  return rows.find((row) => row.trim() !== '' && terminal.styleOf(row.trimEnd())?.includes('48;5;24') === true) ?? ''
}

describe.each(LINKS)('over the %s link', (_name, link) => {
  beforeEach(() => {
    linkOf = link
  })

  test('Space reads through an article, on to the next one, and into the next thread', async () => {
    const long = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\r\n')
    file([
      article(1, { subject: 'older thread' }),
      article(2, { subject: 'newer thread', text: long }),
      article(3, { subject: 'Re: newer thread', references: '<a2@example.org>', text: 'the answer' }),
    ])
    const terminal = await atThreads('ann')
    terminal.press('enter')
    await terminal.expect('newer thread', '1 of 2', 'line 1', 'From  Writer 2')
    expect(terminal.screen).not.toContain('line 40')
    terminal.type(' ')
    await terminal.until(() => terminal.screen.includes('line 35'))
    terminal.type(' ')
    await terminal.expect('line 40', 'end')
    terminal.type(' ')
    await terminal.expect('2 of 2', 'the answer')
    terminal.type(' ')
    await terminal.expect('older thread', '1 of 1')
    terminal.type(' ')
    await terminal.expect('That was the last thread')
    terminal.press('escape')
    await terminal.expect('Posts')
    await terminal.until(() => chosenRow(terminal).includes('older thread'))
  })

  test('a reply quotes the article, goes to its thread, and is seen by others at once', async () => {
    await post('ann', 'Tea or coffee?', 'I like tea.\n\n-- \nann')
    const ann = await atThreads('ann')
    const bob = await atThreads('bob')
    bob.press('enter')
    await bob.expect('I like tea.')
    bob.type('r')
    await bob.expect('Reply to ann', 'Re: Tea or coffee?', '> I like tea.')
    expect(bob.screen).not.toContain('> ann')
    bob.type('Coffee for me.')
    bob.type('\u0018')
    await bob.expect('Send it?')
    bob.press('enter')
    await bob.expect('Your reply to ann is posted.', '1 of 2')
    await ann.until(() => /Tea or coffee\? .* 2 /.test(ann.screen))
    bob.type('n')
    await bob.expect('2 of 2', 'Coffee for me.', '> I like tea.', 'ann wrote:')
    const session = core.console
    const [thread] = core.boards.threads({ session, board: BOARD, limit: 5 })
    expect(thread).toMatchObject({ subject: 'Tea or coffee?', count: 2 })
  })

  test('a new article appears in an open list, and the chosen thread stays chosen', async () => {
    file([article(1, { subject: 'first' }), article(2, { subject: 'second' })])
    const terminal = await atThreads('ann')
    terminal.press('down')
    await terminal.until(() => chosenRow(terminal).includes('first'))
    await post('bob', 'third', 'just in')
    await terminal.until(() => terminal.screen.indexOf('third') < terminal.screen.indexOf('second'))
    expect(chosenRow(terminal)).toContain('first')
  })

  test('a refused article is not lost: its writer reads why and finds every word', async () => {
    const terminal = await atThreads('ann')
    terminal.type('w')
    await terminal.expect('New article', 'Subject')
    terminal.type(`${'å'.repeat(150)}\r`)
    terminal.type('All my precious words.')
    terminal.type('\u0018')
    await terminal.expect('Send it?')
    terminal.press('enter')
    await terminal.until(() => !terminal.screen.includes('Send it?'))
    await terminal.expect('All my precious words.', 'ååååå', 'too long')
    expect(terminal.row(0)).toContain('New article')
  })

  test('a fault of the house while posting is reported, and costs the writer nothing', async () => {
    const terminal = await atThreads('ann')
    const { boards } = core.house.services
    const post = vi.spyOn(boards, 'post').mockImplementation(() => {
      throw new Error('a bug')
    })
    terminal.type('w')
    await terminal.expect('New article')
    terminal.type('A subject\tAll my precious words.\u0018')
    await terminal.expect('Send it?')
    terminal.press('enter')
    await terminal.expect('Your text is still here', 'All my precious words.')
    expect(calls[0]?.faults.splice(0)).toEqual([new Error('a bug')])
    post.mockRestore()
    terminal.type('\u0018')
    await terminal.expect('Send it?')
    terminal.press('enter')
    await terminal.expect('Your article is on samband.test now.')
  })

  test('Esc asks before it throws words away, and not when there are none', async () => {
    const terminal = await atThreads('ann')
    terminal.type('w')
    await terminal.expect('New article')
    terminal.press('escape')
    await terminal.expect('Nothing has been written here yet')
    terminal.type('w')
    await terminal.expect('New article')
    terminal.type('A subject')
    terminal.press('escape')
    await terminal.expect('Throw it away?')
    terminal.press('enter')
    await terminal.until(() => !terminal.screen.includes('Throw it away?'))
    await terminal.expect('New article', 'A subject')
    terminal.press('escape')
    await terminal.expect('Throw it away?')
    terminal.type('y')
    await terminal.expect('Nothing has been written here yet')
  })

  test('a pasted text of many lines is posted as it was, and long lines are wrapped as they were shown', async () => {
    const terminal = await atThreads('ann')
    terminal.type('w')
    await terminal.expect('New article')
    terminal.type('A poem\t')
    terminal.type('\u001b[200~one\r\n  two\r\n\r\nthree\u001b[201~')
    terminal.press('enter')
    terminal.type(`${'word '.repeat(20)}end`)
    await terminal.expect('three', 'end')
    terminal.type('\u0018')
    await terminal.expect('Send it?')
    terminal.press('enter')
    await terminal.expect('Your article is on samband.test now.')
    const read = await core.boards.read({ session: core.console, article: { board: BOARD, number: 1 } })
    expect(read.text.trimEnd()).toBe(`one\n  two\n\nthree\n${'word '.repeat(14).trim()}\n${'word '.repeat(6)}end`)
  })

  test('a guest who wants to write learns how to sign up', async () => {
    file([article(1)])
    const terminal = await atThreads('guest')
    terminal.type('w')
    await terminal.expect('You can read here, not write', 'sign')
    terminal.press('escape')
    await terminal.until(() => !terminal.screen.includes('You can read here'))
    terminal.press('enter')
    await terminal.expect('This is the text of article 1.')
    terminal.type('r')
    await terminal.expect('You can read here, not write')
  })

  test('a board of a thousand threads is fetched page by page on the way down', async () => {
    file(Array.from({ length: 1_000 }, (_, index) => article(index + 1)))
    const terminal = await atThreads('ann')
    await terminal.expect('Subject number 1000')
    for (let page = 0; page < 60; page += 1) terminal.press('pagedown')
    await terminal.until(() => terminal.row(terminal.rows - 3).includes('Subject number 1 '))
    terminal.press('home')
    await terminal.expect('Subject number 1000')
  })

  test('nothing in an article reaches the terminal but its words', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[31mred\u001b[2J {red-fg}tags{/} \u202eesrever \u009b5m bell\u0007'
    file([article(1, { subject: `Evil ${evil}`, text: `Body ${evil}` })])
    const terminal = await atThreads('ann')
    await terminal.expect('Evil', '{red-fg}tags{/}')
    terminal.press('enter')
    await terminal.expect('Body red', '{red-fg}tags{/}')
    expect(terminal.bells).toBe(0)
    expect(terminal.written).not.toContain('owned')
    expect(terminal.written).not.toContain('\u202e')
  })

  test('a wide screen shows the tree beside the article, a small one when it is asked for', async () => {
    file([
      article(1, { subject: 'tea' }),
      article(2, { subject: 'Re: tea', references: '<a1@example.org>' }),
      article(3, { subject: 'Re: tea', references: '<a1@example.org> <a2@example.org>' }),
      article(4, { subject: 'Re: tea', references: '<gone@example.org>' }),
    ])
    const terminal = await atThreads('ann', { columns: 120, rows: 30 })
    terminal.press('end', 'enter')
    await terminal.expect('└─ Writer 2', '  └─ Writer 3', 'text of article 1.')
    terminal.resize(60, 20)
    await terminal.until(() => !terminal.screen.includes('└─'))
    terminal.type('t')
    await terminal.expect('└─ Writer 2')
    terminal.press('down', 'down')
    await terminal.expect('text of article 3.', '3 of 3')
    terminal.press('enter')
    await terminal.until(() => !terminal.screen.includes('└─'))
    await terminal.expect('text of article 3.')
  })

  test('the tree grows while it is read, and the reader stays where they are', async () => {
    await post('ann', 'Tea?', 'yes or no')
    const terminal = await atThreads('bob', { columns: 120, rows: 30 })
    terminal.press('enter')
    await terminal.expect('1 of 1', 'yes or no')
    const [parent] = core.boards.threads({ session: core.console, board: BOARD, limit: 1 })
    const { messageId } = await core.boards.read({ session: core.console, article: { board: BOARD, number: 1 } })
    expect(parent?.count).toBe(1)
    const session = await core.enter('cid')
    core.boards.post({ session, boards: [BOARD], subject: 'Re: Tea?', text: 'no', inReplyTo: messageId })
    await terminal.expect('cid has just written in this thread.', '1 of 2', '└─ cid', 'yes or no')
  })
})
