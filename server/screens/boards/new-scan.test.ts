// What is new on the boards, as a caller meets it, over the real core.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CoreLink } from '../../core/contract.ts'
import { cloningLink } from '../../core/link.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

const LINKS: readonly [string, (core: TestCore) => CoreLink][] = [
  ['direct', (core) => core.house.link],
  ['cloning', (core) => cloningLink(core.house.services, core.house.tick)],
]

let core: TestCore
let calls: Call[]

beforeEach(async () => {
  core = openCore()
  calls = []
  const session = await core.enter('ann')
  for (const { name } of core.boards.list({ session })) core.boards.markBoardRead({ session, board: name })
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

describe.each(LINKS)('over the %s link', (_name, link) => {
  const call = async (name: string): Promise<VirtualTerminal> => {
    const session = name === 'guest' ? core.guest('visitor') : await core.enter(name)
    const made = dial(core, { session, entry: 'menu', link: link(core) })
    calls.push(made)
    await made.terminal.expect('Main menu')
    await made.terminal.settle()
    return made.terminal
  }

  const post = async (board: string, subject: string, text = `Text of ${subject}.`) => {
    core.pass(60_000)
    return core.boards.post({ session: await core.enter('bob'), boards: [board], subject, text })
  }

  const rowOf = (terminal: VirtualTerminal, words: string): string =>
    terminal.screen.split('\n').find((row) => row.includes(words)) ?? ''

  test('N reads what is new from the menu, board after board, until nothing is new', async () => {
    await post('local.general', 'Tea')
    await post('local.general', 'Coffee')
    await post('samband.test', 'Water')
    const terminal = await call('ann')
    await terminal.expect('3 new on the boards')
    terminal.type('n')
    await terminal.expect('› local.general', 'Text of Tea.')
    terminal.type('n')
    await terminal.expect('Text of Coffee.')
    terminal.type(' ')
    await terminal.expect('› samband.test', 'Text of Water.')
    terminal.type('n')
    await terminal.expect('That was all, on every board.')
    terminal.press('escape')
    await terminal.expect('Newest on the boards')
    terminal.type('n')
    await terminal.expect('Nothing new on the boards.')
  })

  test('the lists count what is new, and the reader marks what it has shown', async () => {
    const { messageId } = await post('samband.test', 'Tea')
    const session = await core.enter('bob')
    core.boards.post({ session, boards: ['samband.test'], subject: 'Re: Tea', text: 'Milk?', inReplyTo: messageId })
    const terminal = await call('ann')
    terminal.type('b')
    await terminal.expect('New', 'samband.test')
    await terminal.until(() => / 2 +2 /.test(rowOf(terminal, 'samband.test')), '2 new of 2')
    terminal.press('end', 'enter')
    await terminal.expect('› samband.test', 'Subject')
    await terminal.until(() => / 2 +2 /.test(rowOf(terminal, 'Tea')), '2 new in the thread')
    terminal.press('enter')
    await terminal.expect('Text of Tea.')
    terminal.press('escape')
    await terminal.expect('Posts')
    await terminal.until(() => / 2 +1 /.test(rowOf(terminal, 'Tea')), '1 new in the thread')
    terminal.press('escape')
    await terminal.until(() => / 1 +2 /.test(rowOf(terminal, 'samband.test')), '1 new of 2')
  })

  test('C asks, and then the whole board counts as read, on the other screens of the account too', async () => {
    await post('samband.test', 'Tea')
    await post('samband.test', 'Coffee')
    const other = await call('ann')
    await other.expect('2 new on the boards')
    const terminal = await call('ann')
    terminal.type('b')
    await terminal.expect('samband.test')
    terminal.press('end')
    terminal.type('c')
    await terminal.expect('There are 2 articles on samband.test')
    terminal.type('n')
    await terminal.settle()
    expect(core.boards.get({ session: await core.enter('ann'), board: 'samband.test' }).unread).toBe(2)
    terminal.type('c')
    await terminal.expect('Catch up')
    terminal.type('y')
    await terminal.expect('Everything on samband.test counts as read now.')
    await other.expect('Newest on the boards')
  })

  test('what one does not follow is not among what is new', async () => {
    await post('samband.test', 'Tea')
    const terminal = await call('ann')
    terminal.type('b')
    await terminal.expect('samband.test')
    terminal.press('end')
    terminal.type('f')
    await terminal.expect('You do not follow samband.test any more.')
    terminal.type('n')
    await terminal.expect('Nothing new on the boards.')
    terminal.type('f')
    await terminal.expect('You follow samband.test')
    terminal.type('n')
    await terminal.expect('Text of Tea.')
  })

  test('guests see nothing of it', async () => {
    await post('samband.test', 'Tea')
    const terminal = await call('guest')
    await terminal.expect('Newest on the boards')
    terminal.type('b')
    await terminal.expect('samband.test', 'Articles')
    expect(terminal.screen).not.toMatch(/New\b|catch up|next new/)
  })
})
