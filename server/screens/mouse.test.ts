// The mouse, for terminals that report it: rows are clicked, the wheel scrolls, and F9 gives it back.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type TestCore } from '../testing/core.ts'
import { type Call, dial } from '../testing/dial.ts'

let core: TestCore
let call: Call

beforeEach(async () => {
  core = openCore()
  call = dial(core, { entry: 'menu', session: await core.enter('ava'), kind: { hasMouse: true } })
  await call.terminal.expect('Main menu')
})

afterEach(() => {
  call.caller.close('')
  core.close()
  expect(call.faults).toEqual([])
})

/** Presses the left button on the first place where the screen shows this. */
const click = (words: string): void => {
  const [place] = call.terminal.find(words)
  if (place === undefined) throw new Error(`nothing says ${words}`)
  call.terminal.type(`\u001b[<0;${place.x + 1};${place.y + 1}M\u001b[<0;${place.x + 1};${place.y + 1}m`)
}

test('a click on an entry of the menu opens it, and one on a row chooses that row', async () => {
  click('Boards')
  await call.terminal.expect('Latest')
  click('local.projects')
  await call.terminal.expect('local.projects', 'Nothing has been written here yet')
})

test('a click on a heading or on nothing does nothing', async () => {
  click('Boards')
  await call.terminal.expect('Latest')
  click('About')
  call.terminal.type('\u001b[<0;70;23M')
  call.terminal.type('\u001b[<0;400;400M')
  await call.terminal.expect('comp.misc')
})

test('the wheel moves through a list', async () => {
  click('Boards')
  await call.terminal.expect('Latest')
  call.terminal.type('\u001b[<65;10;10M')
  call.terminal.type('\r')
  await call.terminal.expect('› local.projects')
})

test('F9 gives the mouse back to the terminal, and so does the end of the call', async () => {
  expect(call.terminal.written).toContain('\u001b[?1000h\u001b[?1006h')
  call.terminal.type('\u001b[20~')
  await call.terminal.expect('F9 turns it on')
  expect(call.terminal.written).toContain('\u001b[?1006l\u001b[?1000l')
  call.terminal.type('\u001b[20~')
  await call.terminal.expect('The mouse chooses and scrolls')
  call.caller.close('')
  expect(call.terminal.written.lastIndexOf('?1006l')).toBeGreaterThan(call.terminal.written.lastIndexOf('?1006h'))
})
