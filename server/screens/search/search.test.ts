// Search as a caller meets it, over the real core and real reader threads.

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
let ola: SessionId
let linkOf: (core: TestCore) => CoreLink

beforeEach(async () => {
  core = openCore()
  calls = []
  ola = await core.enter('ola')
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  const strange = calls.flatMap((call) => call.terminal.strange)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
  expect(strange).toEqual([])
})

const atMenu = async (options: DialOptions = {}): Promise<VirtualTerminal> => {
  const call = dial(core, { session: core.guest('visitor'), entry: 'menu', link: linkOf(core), ...options })
  calls.push(call)
  await call.terminal.expect('Main menu')
  return call.terminal
}

const post = (subject: string, text: string): void => {
  core.boards.post({ session: ola, boards: ['samband.test'], subject, text })
}

const talk = (...texts: string[]): void => {
  core.channels.join({ session: ola, channel: '#lobby' })
  for (const text of texts) core.channels.say({ session: ola, channel: '#lobby', text })
}

describe.each(LINKS)('over a %s link', (_name, link) => {
  beforeEach(() => {
    linkOf = link
  })

  test('an article is found from the main menu, opened in its thread, and the results are there again', async () => {
    post('Old tapes', 'The attic holds a teapot and nine-track tapes.')
    post('Kettles', 'Nothing about that other pot.')
    // The first search starts the reader threads, which takes seconds on a busy machine.
    await core.search.articles({ session: ola, query: 'kettles', limit: 1 })
    const terminal = await atMenu()
    terminal.type('/')
    await terminal.expect('› Search', 'All words must be there')
    terminal.type('teapot attic')
    terminal.press('enter')
    await terminal.expect('On boards 1', 'Old tapes', 'The attic holds a teapot')
    expect(terminal.screen).not.toContain('Kettles')
    expect(terminal.styleOf('attic holds')).toBe('1;38;5;231;48;5;24')
    expect(terminal.styleOf('holds a')).toBe('38;5;152;48;5;24')
    terminal.press('enter')
    await terminal.expect('› samband.test', 'From  ola', 'nine-track tapes.')
    // What was looked for stands out in the article too.
    expect(terminal.styleOf('teapot')).not.toBe(terminal.styleOf('nine-track'))
    expect(terminal.styleOf('attic')).toBe(terminal.styleOf('teapot'))
    terminal.press('escape')
    await terminal.expect('› Search', 'On boards 1')
  })

  test('a line that was said is found, and shown among its neighbours without coming into the channel', async () => {
    talk('first the kettle', 'then the teapot', 'and then the cups')
    const terminal = await atMenu({ columns: 40, rows: 20 })
    terminal.type('f')
    await terminal.expect('› Search')
    terminal.type('teapot')
    terminal.press('enter')
    await terminal.expect('Said 1', 'ola', '#lobby', 'then the teapot')
    terminal.press('enter')
    await terminal.expect('› #lobby', 'first the kettle', 'then the teapot', 'and then the cups')
    expect(core.channels.members({ session: core.console, channel: '#lobby' }).map(({ nick }) => nick)).toEqual(['ola'])
    terminal.press('enter')
    await terminal.expect('Say something to #lobby')
  })

  test('what is found in both places is a Tab away, and O turns the order', async () => {
    post('Tea one', 'teapot teapot')
    core.pass(60_000)
    post('Tea two', 'a teapot among many other words')
    talk('teapot')
    const terminal = await atMenu()
    terminal.type('f')
    await terminal.expect('› Search')
    terminal.type('teapot')
    terminal.press('enter')
    await terminal.expect('On boards 2', 'Said 1', 'best first')
    const order = (): number => terminal.screen.indexOf('Tea one') - terminal.screen.indexOf('Tea two')
    expect(order()).toBeLessThan(0)
    terminal.type('o')
    await terminal.expect('│ newest first')
    expect(order()).toBeGreaterThan(0)
    terminal.press('tab')
    await terminal.until(() => terminal.screen.includes('#lobby') && !terminal.screen.includes('Tea one'))
  })

  test('a board is searched from its own list, and nothing found is said kindly', async () => {
    post('Here', 'teapot')
    const terminal = await atMenu()
    terminal.type('b')
    await terminal.expect('samband.help')
    terminal.press('end', 'enter')
    await terminal.expect('› samband.test', 'Subject')
    terminal.type('/')
    await terminal.expect('in:samband.test')
    terminal.type('saucer')
    terminal.press('enter')
    await terminal.expect('Nothing that you may read holds all of that.')
    terminal.type(' in:no.such.board')
    terminal.press('enter')
    await terminal.expect('There is no such board.')
  })

  test('/search in a channel looks there', async () => {
    talk('a teapot here')
    const terminal = await atMenu()
    terminal.type('c')
    await terminal.expect('#help', '#lobby', '#tech')
    terminal.press('home', 'down', 'enter')
    await terminal.expect('Say something to #lobby')
    terminal.type('/search teapot')
    terminal.press('enter')
    await terminal.expect('› Search', 'in:#lobby teapot', 'Said 1', 'a teapot here')
  })
})
