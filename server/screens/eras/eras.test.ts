// The time machine as a caller meets it: menus, placards, looks, speed, the walk, and a class that is taken along.

import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, dial } from '../../testing/dial.ts'
import { KEYS } from '../../testing/virtual-terminal.ts'

let core: TestCore
let ava: SessionId
const calls: Call[] = []

beforeEach(async () => {
  core = openCore()
  ava = await core.enter('ava')
})

afterEach(() => {
  for (const call of calls.splice(0)) {
    expect(call.faults).toEqual([])
    call.caller.close('')
  }
  core.close()
})

const settled = async ({ terminal }: Call): Promise<void> => {
  for (let before = -1, quiet = 0; quiet < 5; quiet += 1) {
    await pause(10)
    if (terminal.written.length !== before) quiet = 0
    before = terminal.written.length
  }
}

const call = async (options: Parameters<typeof dial>[1] = {}): Promise<Call> => {
  const made = dial(core, { session: ava, entry: 'menu', ...options })
  calls.push(made)
  await settled(made)
  return made
}

const press = async (made: Call, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    made.terminal.type(key)
    await settled(made)
  }
}

const screen = ({ terminal }: Call): string =>
  Array.from({ length: terminal.rows }, (_, y) => terminal.row(y).trimEnd()).join('\n')

const LINES = { rows: 60, kind: { term: 'dumb', colors: 1 } } as const

describe('a caller in another year', () => {
  test('chooses it from the list, reads its placard and is there', async () => {
    const made = await call()
    await press(made, 't')
    expect(screen(made)).toContain('You are in the present.')
    made.terminal.press('home', 'down', 'down', 'down')
    await press(made, KEYS.enter)
    expect(screen(made)).toMatch(/1980 {2}Usenet[\s\S]*Who +Tom Truscott/)
    await press(made, KEYS.enter)
    expect(screen(made)).toMatch(/ava {3}1980/)
    expect(screen(made)).toMatch(/B {3}Newsgroups[\s\S]*P {3}Mail/)
    expect(screen(made)).not.toContain('Find')
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: 1980, read: ['1980-boards'] })
  })

  test('finds what there was under the names of then, and a kind word where there was nothing yet', async () => {
    core.eras.setYear({ session: ava, year: 1973 })
    const made = await call()
    expect(screen(made)).toMatch(/Notes[\s\S]*Talkomatic/)
    expect(screen(made)).not.toContain('Around the house')
    await press(made, '/')
    expect(screen(made)).toContain('It is 1973, and that came in 1997.')
  })

  test('reads the placard at a door the first time only, and posts to the board that everybody reads', async () => {
    core.eras.setYear({ session: ava, year: 1979 })
    const made = await call()
    await press(made, 'b')
    expect(screen(made)).toMatch(/CBBS, the first bulletin board[\s\S]*Enter go on/)
    await press(made, KEYS.enter)
    expect(screen(made)).toContain('local.projects')
    await press(made, KEYS.escape, 'b')
    expect(screen(made)).toContain('local.projects')
    expect(screen(made)).not.toContain('CBBS')
  })

  test('sees one phosphor, paper or sixteen colours, in the drawn and the plain view', async () => {
    const seen = async (year: number, kind = {}): Promise<string> => {
      core.eras.setYear({ session: ava, year })
      const made = await call({ kind })
      return made.terminal.written
    }
    const colours = (written: string): readonly string[] => [
      ...new Set([...written.matchAll(/38;5;(\d+)/g)].map(([, colour]) => colour ?? '')),
    ]
    expect(colours(await seen(1980)).toSorted()).toEqual(['28', '34', '40'])
    expect(colours(await seen(1990)).toSorted()).toEqual(['130', '172', '214'])
    expect(colours(await seen(1984))).toEqual([])
    expect(await seen(1971)).toContain('MAIN MENU')
    expect(await seen(1980, { colors: 16, charset: 'ascii' })).toMatch(/\u001b\[0;1;32m/)
  })

  test('changes all at once when the class’s switch is turned, and cannot leave a locked year', async () => {
    core.classes.add({ session: core.console, name: 'media-1b' })
    core.classes.addPupil({ session: core.console, name: 'media-1b', account: 'ava' })
    const made = await call()
    core.classes.set({ session: core.console, name: 'media-1b', year: 1988, isLocked: true })
    await settled(made)
    expect(screen(made)).toMatch(/ava {3}1988[\s\S]*Internet Relay Chat[\s\S]*Your class is in 1988 now: IRC\./)
    await press(made, 't', 'p')
    expect(screen(made)).toContain('Your class travels together')
    core.classes.set({ session: core.console, name: 'media-1b', year: null, isLocked: false })
    await settled(made)
    expect(screen(made)).toContain('Your class is back in the present.')
  })

  test('as a guest keeps a year for the call', async () => {
    const made = await call({ session: core.guest('bo') })
    await press(made, 't', 'y', '1985', KEYS.enter)
    expect(screen(made)).toMatch(/bo {3}1985/)
    await press(made, 'b')
    expect(screen(made)).toContain('Usenet')
  })

  test('in line mode hears the same, and in capitals where there were no others', async () => {
    const made = await call(LINES)
    await press(made, 't\r')
    expect(made.terminal.written).toMatch(/4\. 1980, Usenet/)
    await press(made, '1\r', '\r')
    expect(made.terminal.written).toMatch(/IT IS 1971: NETWORK MAIL\.[\s\S]*P {2}MAIL/)
    const from = made.terminal.written.length
    await press(made, 'p\r')
    expect(made.terminal.written.slice(from)).toContain('NOBODY ELSE IS HERE JUST NOW.')
  })
})

describe('a slow line', () => {
  test('is slow for its own caller; keys are heard meanwhile and a space shows the rest', async () => {
    core.eras.setLineSpeed({ session: ava, lineSpeed: 300 })
    const made = dial(core, { session: ava, entry: 'menu' })
    calls.push(made)
    await pause(300)
    made.terminal.type('h')
    await pause(100)
    expect(made.terminal.row(0).trimEnd().length).toBeLessThan(40)
    const other = await call({ session: await core.enter('bo') })
    expect(screen(other)).toContain('Goodbye')
    made.terminal.type(' ')
    await pause(300)
    made.terminal.type(' ')
    await pause(100)
    expect(screen(made)).toMatch(/Samband › How to connect/)
  })

  test('is set in the settings, one speed after the other', async () => {
    const made = await call()
    await press(made, 's', 'r')
    expect(screen(made)).toMatch(/Line speed +as was usual in your year/)
    expect(core.eras.mine({ session: ava }).lineSpeed).toBe('year')
  })
})

describe('a walk through the years', () => {
  test('goes from the first placard to the present and leaves the caller where they were', async () => {
    core.boards.post({ session: ava, boards: ['local.projects'], subject: 'A boat out of bottles', text: 'hi' })
    const made = await call()
    await press(made, 't', 'w')
    expect(screen(made)).toMatch(/MAIL ON THE ARPANET/)
    await press(made, KEYS.right)
    expect(screen(made)).toMatch(/PLATO Notes[\s\S]*Now, on local\.projects: A boat out of bottles, ava/)
    await press(made, 't')
    expect(screen(made)).toContain('local.projects')
    await press(made, KEYS.escape, KEYS.left)
    expect(screen(made)).toMatch(/MAIL ON THE ARPANET/)
    for (let stop = 0; stop < 20 && !screen(made).includes('Here and now'); stop += 1) await press(made, KEYS.right)
    expect(screen(made)).toContain('Here and now')
    await press(made, KEYS.right)
    expect(screen(made)).toMatch(/Time machine[\s\S]*That was the walk\./)
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: null, read: [] })
  }, 30_000)

  test('is told in line mode too', async () => {
    const made = await call(LINES)
    await press(made, 't\r', 'w\r')
    expect(made.terminal.written).toContain('MAIL ON THE ARPANET')
    await press(made, '\r', '\r')
    expect(made.terminal.written).toContain('PLATO Notes')
  })
})

describe('a teacher', () => {
  test('sets the year of the class, locks it and adds pupils, all on one screen', async () => {
    const tove = await core.enter('tove')
    core.classes.add({ session: core.console, name: 'media-1b' })
    core.classes.addTeacher({ session: core.console, name: 'media-1b', account: 'tove' })
    const made = await call({ session: tove })
    await press(made, 't', 'c', KEYS.enter, 'a', 'ava', KEYS.enter, 'y', '1980', KEYS.enter, 'l')
    expect(screen(made)).toContain('One pupil, in 1980, and they may not leave it.')
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: 1980, isLocked: true })
    await press(made, 'a', 'nobody-here', KEYS.enter)
    expect(screen(made)).toContain('nobody-here:')
  })

  test('of no class sees no classes; the staff make them', async () => {
    const made = await call()
    await press(made, 't', 'c')
    expect(screen(made)).toContain('Time machine')
    core.accounts.setRole({ session: core.console, name: 'ava', role: 'moderator' })
    await settled(made)
    await press(made, 'c', 'a', 'history-2b', KEYS.enter)
    expect(screen(made)).toContain('Nobody yet.')
    expect(core.classes.list({ session: ava }).map(({ name }) => name)).toEqual(['history-2b'])
  })
})
