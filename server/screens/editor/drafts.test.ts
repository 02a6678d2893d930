// A text that was not sent: it is there again after the line dropped, in full and in line mode.

import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, type DialOptions, dial } from '../../testing/dial.ts'

let core: TestCore
let calls: Call[]

beforeEach(() => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  core.boards.add({ session: core.console, board: 'a.first', description: 'The first in the list', writeRole: 'guest' })
  calls = []
})

afterEach(() => {
  const faults = calls.flatMap((call) => call.faults)
  for (const call of calls) call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const atMenu = async (options: DialOptions = {}): Promise<Call> => {
  const call = dial(core, { session: options.session ?? (await core.enter('ann')), entry: 'menu', ...options })
  calls.push(call)
  await call.terminal.until(() => call.terminal.written.includes('Main menu'))
  await call.terminal.settle()
  return call
}

const type = async ({ terminal }: Call, ...words: string[]): Promise<void> => {
  for (const word of words) {
    terminal.type(word)
    // An Esc alone is known as one when nothing follows it.
    if (word === '\u001b') await pause(120)
    await terminal.settle()
  }
}

const drafts = async () => core.drafts.list({ session: await core.enter('ann') })

test('what was being written when the line dropped is offered again, and gone once it is sent', async () => {
  const first = await atMenu()
  await type(first, 'b', '\r', 'w', 'Boats', '\t', 'The hull is what')
  first.terminal.hangUp()
  expect(await drafts()).toMatchObject([{ place: 'board:a.first', subject: 'Boats', text: 'The hull is what' }])
  const again = await atMenu()
  await again.terminal.expect('You were writing “Boats” to a.first')
  await type(again, 'd')
  await again.terminal.expect('The hull is what')
  await type(again, ' matters', '\u0018', '\r')
  await again.terminal.settle()
  expect(core.boards.threads({ session: core.console, board: 'a.first', limit: 9 })).toMatchObject([
    { subject: 'Boats' },
  ])
  expect(await drafts()).toEqual([])
})

test('the editor of the same board asks whether to go on, and begins anew for whoever does not', async () => {
  const session = await core.enter('ann')
  core.drafts.keep({ session, place: 'board:a.first', board: 'a.first', subject: 'Boats', text: 'old words' })
  const call = await atMenu()
  await type(call, 'b', '\r', 'w')
  await call.terminal.expect('You were writing', 'Go on with it?')
  await type(call, 'n')
  expect(call.terminal.screen).not.toContain('old words')
  // Still there, until something else is written in its place.
  expect(await drafts()).toHaveLength(1)
  await type(call, 'x', '\u001b', 'y')
  expect(await drafts()).toEqual([])
})

test('in line mode a draft goes on too', async () => {
  const first = await atMenu({ kind: { term: 'dumb', colors: 1 } })
  await type(first, 'b\r', '1\r', 'w\r', 'Boats\r', 'The hull\r', 'is what\r')
  first.terminal.hangUp()
  const again = await atMenu({ kind: { term: 'dumb', colors: 1 } })
  await type(again, 'd\r')
  await again.terminal.until(() => again.terminal.written.includes('2 lines are here from before'))
  await type(again, '\r', 'matters.\r', '.\r', 's\r')
  const [thread] = core.boards.threads({ session: core.console, board: 'a.first', limit: 9 })
  const { text } = await core.boards.read({ session: core.console, article: thread?.thread ?? (0 as never) })
  expect(text.trim().split('\n')).toEqual(['The hull', 'is what', 'matters.'])
  expect(await drafts()).toEqual([])
})

test('nothing is kept of a text that was thrown away, or of a guest', async () => {
  const call = await atMenu()
  await type(call, 'b', '\r', 'w', 'Boats', '\t', 'never mind', '\u001b', 'y')
  expect(await drafts()).toEqual([])
  const guest = await atMenu({ session: core.guest('visitor') })
  await type(guest, 'b', '\r', 'w', 'Boats', '\t', 'words')
  guest.terminal.hangUp()
  expect(guest.faults).toEqual([])
})
