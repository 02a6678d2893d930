// Walking the world on a screen of the house, over the real core.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

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

/** In the coat room. */
const walking = async (name: string, options: DialOptions = {}): Promise<VirtualTerminal> => {
  const call = dial(core, { session: await core.enter(name), entry: 'menu', ...options })
  calls.push(call)
  await call.terminal.expect('Main menu')
  call.terminal.type('m')
  await call.terminal.expect('Exits: out')
  return call.terminal
}

const doing = (terminal: VirtualTerminal, line: string): void => terminal.type(`${line}\r`)

describe('the world on a screen', () => {
  test('is walked with words, and the header says where one is', async () => {
    const terminal = await walking('ada')
    expect(terminal.row(0)).toContain('The coat room')
    doing(terminal, 'out')
    await terminal.expect('High windows')
    expect(terminal.row(0)).toContain('The foyer')
  })

  test('what is said there is said in the channel, under one name', async () => {
    const terminal = await walking('ada')
    doing(terminal, 'out')
    await terminal.expect('High windows')
    const wire = core.guest('wiz')
    core.channels.join({ session: wire, channel: '#lobby' })
    core.channels.say({ session: wire, channel: '#lobby', text: 'terve' })
    await terminal.expect('wiz says, "terve"')
  })

  test('at the Talkomatic table one sees what the others have not finished', async () => {
    const [ada, bob] = [await walking('ada'), await walking('bob')]
    for (const terminal of [ada, bob]) {
      for (const line of ['out', 'north', 'east', 'east', 'use table']) doing(terminal, line)
      await terminal.expect('You sit down at the table.')
    }
    ada.type('"hello wor')
    await bob.expect('ada: "hello wor_')
    ada.type('ld\r')
    await bob.expect('ada says, "hello world"')
    await bob.until(() => !bob.screen.includes('hello world_'))
  })

  test('Tab finishes the word, and goes on to the next', async () => {
    const terminal = await walking('ada')
    terminal.type('invent\t\r')
    await terminal.expect('> inventory', 'Your hands are empty.')
  })

  test('the arrow brings back what was typed', async () => {
    const terminal = await walking('ada')
    doing(terminal, 'inventory')
    await terminal.expect('Your hands are empty.')
    terminal.press('up')
    await terminal.expect('› inventory')
  })

  test('a wide screen shows a map with the reader in the middle, and the ways out', async () => {
    const terminal = await walking('ada', { columns: 120, rows: 40 })
    await terminal.expect('[@]', '@ you', 'Ways out', 'out: The foyer')
    doing(terminal, 'out')
    await terminal.expect('north: ')
  })

  test('Page up shows what was read before, and says that more has come below', async () => {
    const terminal = await walking('ada')
    for (const line of ['out', 'west', 'east', 'north']) doing(terminal, line)
    await terminal.expect('north')
    terminal.press('pageup', 'pageup', 'pageup')
    await terminal.expect('The coat room')
  })

  test('leaving puts the body to sleep, and coming back finds it where it was', async () => {
    const terminal = await walking('ada')
    doing(terminal, 'out')
    await terminal.expect('High windows')
    terminal.type('\u001b')
    await terminal.expect('Main menu')
    terminal.type('m')
    await terminal.expect('High windows')
  })

  test('"quit" goes back to the menu', async () => {
    const terminal = await walking('ada')
    doing(terminal, 'quit')
    await terminal.expect('Main menu')
  })

  test('40 columns by 20 rows are enough', async () => {
    const terminal = await walking('ada', { columns: 40, rows: 20 })
    doing(terminal, 'out')
    await terminal.expect('Exits:')
  })

  test('in line mode it is lines and a prompt, without a map', async () => {
    const { terminal, caller, ...call } = dial(core, {
      ...{ session: await core.enter('ada'), entry: 'menu' as const },
      kind: { term: 'pipe', colors: 1, isPipe: true },
    })
    calls.push({ terminal, caller, ...call })
    await terminal.until(() => terminal.written.endsWith('Main menu>\n'))
    terminal.type('m\nout\nquit\nw\n')
    await terminal.until(() => terminal.written.includes("Who's on (1)>"))
    expect(terminal.written).toContain('>\nThe foyer\nHigh windows, a stone floor worn into paths, and a counter')
    expect(terminal.written).not.toMatch(/\[@\]|\u2502/)
  })
})
