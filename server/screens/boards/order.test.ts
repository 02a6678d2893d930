// Order on boards as callers meet it: waiting, letting in, closing, editing, taking away.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CoreLink } from '../../core/contract.ts'
import { cloningLink } from '../../core/link.ts'
import { filed, openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

const BOARD = 'a.quiet'

let core: TestCore
let calls: Call[]

beforeEach(() => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  core.boards.add({ session: core.console, board: BOARD, description: 'Words that were read first' })
  calls = []
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const atMenu = async (name: string, link: CoreLink, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const call = dial(core, { session: await core.enter(name), entry: 'menu', link, ...options })
  calls.push(call)
  await call.terminal.expect('Main menu')
  await call.terminal.settle()
  return call.terminal
}

const atBoard = async (terminal: VirtualTerminal): Promise<void> => {
  terminal.type('b')
  await terminal.expect(BOARD)
  terminal.press('enter')
  await terminal.expect(`› ${BOARD}`, 'Subject')
  await terminal.settle()
}

const moderate = async (): Promise<void> => {
  await core.enter('eva')
  core.order.set({ session: core.console, board: BOARD, change: { isModerated: true } })
  core.order.addModerator({ session: core.console, board: BOARD, account: 'eva' })
}

describe.each<[string, () => CoreLink]>([
  ['direct', () => core.house.link],
  ['cloning', () => cloningLink(core.house.services, core.house.tick)],
])('over the %s link', (_name, link) => {
  test('an article waits, its moderator finds it in the menu and lets it in, and the author is told', async () => {
    await moderate()
    const anna = await atMenu('anna', link())
    await atBoard(anna)
    anna.type('w')
    await anna.expect('New article')
    anna.type('A quiet word\rIs anybody there?')
    anna.type('\x13')
    await anna.expect('Send it?')
    anna.type('y')
    await anna.expect('This board is moderated')
    const eva = await atMenu('eva', link())
    await eva.expect('Waiting (1)')
    eva.type('u')
    await eva.expect('A quiet word', 'anna')
    eva.press('enter')
    await eva.expect('Is anybody there?', 'because the board is moderated', BOARD)
    eva.type('a')
    await eva.expect('"A quiet word" is in.')
    await anna.expect('"A quiet word" has been let in: it is on a.quiet now.')
    anna.press('escape', 'escape')
    await anna.expect('About your articles', 'A quiet word')
  })

  test('what is turned away is gone, and its author reads why when they next call', async () => {
    await moderate()
    core.boards.post({ session: await core.enter('anna'), boards: [BOARD], subject: 'LOUD', text: 'WORDS\n' })
    const eva = await atMenu('eva', link())
    eva.type('b')
    await eva.expect('Wait', BOARD)
    eva.type('u')
    await eva.expect('LOUD')
    eva.type('x')
    await eva.expect('Turn away', 'Why?')
    eva.type('A little softer, please.\r')
    await eva.expect('is turned away')
    const anna = await atMenu('anna', link())
    await anna.expect('"LOUD" was not let in on a.quiet: A little softer, please.')
  })

  test('a thread is closed, put first and moved by a moderator, and nobody else has those keys', async () => {
    core.boards.add({ session: core.console, board: 'a.second', description: '' })
    const ole = await core.enter('ole')
    core.boards.post({ session: ole, boards: [BOARD], subject: 'Old thread', text: 'x\n' })
    core.boards.post({ session: ole, boards: [BOARD], subject: 'New thread', text: 'x\n' })
    core.order.addModerator({ session: core.console, board: BOARD, account: 'ole' })
    await core.enter('anna')
    const anna = await atMenu('anna', link())
    await atBoard(anna)
    expect(anna.screen).not.toContain('put first')
    const mod = await atMenu('ole', link())
    await atBoard(mod)
    mod.press('down')
    mod.type('!')
    await mod.expect('[first] Old thread')
    mod.type('x')
    await mod.expect('Close the thread')
    mod.type('enough\r')
    await mod.expect('[first] [closed] Old thread')
    await anna.expect('[first] [closed] Old thread')
    expect(anna.find('Old thread')[0]?.y).toBeLessThan(anna.find('New thread')[0]?.y ?? 0)
    anna.press('home', 'enter')
    await anna.expect('closed: no more answers')
    anna.type('r')
    await anna.expect('This thread is closed')
    mod.type('m')
    await mod.expect('To which board?')
    mod.type('a.second\r')
    await mod.expect('One article is on a.second now.')
    expect(mod.screen).not.toContain('Old thread')
  })

  test('one edits and takes away what one wrote, and a moderator takes away what others wrote', async () => {
    const root = filed(
      core.boards.post({ session: await core.enter('ole'), boards: [BOARD], subject: 'Tea', text: 'Hot.\n' }),
    )
    const anna = await core.enter('anna')
    core.boards.post({ session: anna, boards: [BOARD], subject: 'Re: Tea', text: 'Cold.\n', inReplyTo: root.messageId })
    const terminal = await atMenu('anna', link())
    await atBoard(terminal)
    terminal.press('enter')
    await terminal.expect('Hot.', '1 of 2')
    expect(terminal.screen).not.toContain('take away')
    terminal.type('n')
    await terminal.expect('Cold.')
    terminal.type('e')
    await terminal.expect('Edit your article')
    terminal.type('Really \x13')
    await terminal.expect('Send it?')
    terminal.type('y')
    await terminal.expect("The edited article stands in the old one's place.", 'Really', 'Edited', '2 of 2')
    terminal.type('d')
    await terminal.expect('Take your article "Re: Tea" away')
    terminal.type('y')
    await terminal.expect('is gone', 'Hot.', '1 of 1')
    const mod = await atMenu('anna', link())
    core.order.addModerator({ session: core.console, board: BOARD, account: 'anna' })
    await atBoard(mod)
    mod.press('enter')
    await mod.expect('Hot.')
    mod.type('d')
    await mod.expect('Why?')
    mod.type('cold tea only\r')
    await mod.expect('Nothing has been written here yet')
  })

  test('K hides an author from the reader on, the list says so, and the settings take it back', async () => {
    core.boards.post({ session: await core.enter('ole'), boards: [BOARD], subject: 'Noise', text: 'x\n' })
    core.boards.post({ session: await core.enter('eva'), boards: [BOARD], subject: 'Words', text: 'y\n' })
    const terminal = await atMenu('anna', link())
    await atBoard(terminal)
    terminal.press('end', 'enter')
    await terminal.expect('Noise', '1 of 1')
    terminal.type('K')
    await terminal.expect('See no more of this', 'articles by ole')
    terminal.type('a 30\r')
    // It was the last thread, so the caller stands in the list again: one Esc from the boards.
    await terminal.expect('Your kill file in the settings', 'Subject', 'Words')
    expect(terminal.screen).not.toContain('Noise')
    terminal.press('escape')
    await terminal.expect('› Boards', 'Latest')
    terminal.press('enter')
    await terminal.expect(`› ${BOARD}`, 'One thread is hidden by your kill file.')
    terminal.press('escape', 'escape')
    await terminal.expect('Main menu')
    terminal.type('sk')
    await terminal.expect('Kill file', 'author', 'ole')
    terminal.type('d')
    await terminal.expect('See "ole" again?')
    terminal.type('y')
    await terminal.expect('"ole" is in sight again.')
  })
})
