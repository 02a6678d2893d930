// The main screens at 80 by 24 in all three renderings, as they should look: files under golden/, made anew with
// SAMBAND_GOLDEN=write. Whoever changes a screen looks at what changed there.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openCore, type TestCore } from '../testing/core.ts'
import { type Call, dial } from '../testing/dial.ts'
import type { TerminalKind } from './terminal.ts'

const FOLDER = join(import.meta.dirname, 'golden')
const IS_WRITING = process.env['SAMBAND_GOLDEN'] === 'write'

const RENDERINGS = {
  full: { term: 'xterm-256color', colors: 256 },
  ascii: { term: 'vt220', colors: 16, charset: 'ascii' },
  line: { term: 'dumb', colors: 1 },
} as const satisfies Record<string, Partial<TerminalKind>>

/**
 * What is typed to get from one screen to the next: keys where it is drawn, lines in line mode. There, what comes
 * before a `|` is the way to the screen and not kept.
 */
const WALK: readonly (readonly [name: string, keys: string, lines: string])[] = [
  ['boards', 'b', 'b\r'],
  ['threads', '\u001b[B\u001b[B\u001b[B\r', '4\r'],
  ['article', '\r', '1\r'],
  ['editor', 'r', 'r\r\r/quote\r'],
  ['back', '\u001b', '/cancel\r'],
  ['channels', '\u001b\u001b\u001b|c', 'q\rq\rq\r|c\r'],
  ['who', '\u001b|w', 'q\r|w\r'],
  ['settings', '\u001b|s', 'q\r|s\r'],
  ['help', '?', '?\r'],
]

/** Letters from the main menu; Enter chooses the first row, or the second in line mode. */
const BEYOND: readonly (readonly [name: string, letters: string])[] = [
  ['wall', 'ao'],
  ['console', 'o'],
  ['users', 'ou'],
  ['user', 'ou\r'],
  ['board-settings', 'ob\r'],
  ['bans', 'ox'],
  ['staff-log', 'ol'],
  ['defcon', 'od'],
]

const HOUR = 3_600_000

let core: TestCore
const calls: Call[] = []

/** A house with a few words in it, the same each time. */
const openHouse = async (): Promise<TestCore> => {
  const house = openCore()
  const bo = await house.enter('bo')
  house.boards.post({ session: bo, boards: ['local.projects'], subject: 'A boat out of bottles', text: BODY })
  house.channels.join({ session: bo, channel: '#lobby' })
  house.channels.say({ session: bo, channel: '#lobby', text: 'good evening, everybody' })
  return house
}

beforeAll(async () => {
  process.env['TZ'] = 'UTC'
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1, 12) })
  core = await openHouse()
})

afterAll(() => {
  for (const call of calls) call.caller.close('')
  core.close()
  vi.useRealTimers()
})

const BODY = `Has anybody here built one? I have three hundred of them, and a
river behind the house.

> The hull is what matters.

So they say. See https://boats.example/hull for mine.

-- 
bo, who floats`

const settled = async ({ terminal }: Call): Promise<void> => {
  for (let before = -1, quiet = 0; quiet < 6; quiet += 1) {
    await pause(20)
    if (terminal.written.length !== before) quiet = 0
    before = terminal.written.length
  }
}

const screenOf = ({ terminal }: Call): string =>
  Array.from({ length: terminal.rows }, (_, y) => terminal.row(y).trimEnd()).join('\n')

/** Back to the main menu, from wherever. */
const home = async (call: Call, isLine: boolean): Promise<void> => {
  const isHome = (): boolean =>
    isLine ? call.terminal.written.trimEnd().endsWith('Main menu>') : call.terminal.row(0).includes('Main menu')
  for (let tries = 0; tries < 6 && !isHome(); tries += 1) {
    call.terminal.type(isLine ? 'q\r' : '\u001b')
    await pause(isLine ? 0 : 80)
    await settled(call)
  }
}

/** How many warnings this machine's disk earned is another number each time. */
const steady = (text: string): string => text.replace(/(W {2,3}Warnings(?:, | +))(?:none|\d+)/, '$1…')

const compare = (name: string, rendering: string, seen: string): void => {
  const file = join(FOLDER, `${name}.${rendering}.txt`)
  const text = `${seen.replaceAll('\r\n', '\n').trimEnd()}\n`
  if (IS_WRITING) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, text)
  } else
    expect(text, `${file}: SAMBAND_GOLDEN=write makes it anew`).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '')
}

describe.each(Object.entries(RENDERINGS))('at 80 by 24, %s', (rendering, kind) => {
  const isLine = rendering === 'line'

  test('the front door', async () => {
    const call = dial(core, { kind })
    calls.push(call)
    await settled(call)
    compare('welcome', rendering, isLine ? call.terminal.written : screenOf(call))
    call.caller.close('')
  })

  test('the main screens look as they did', async () => {
    const call = dial(core, { kind, entry: 'menu', session: await core.enter('ava') })
    calls.push(call)
    await settled(call)
    compare('menu', rendering, isLine ? call.terminal.written : screenOf(call))
    for (const [name, keys, lines] of WALK) {
      let from = call.terminal.written.length
      for (const part of isLine ? lines.split(/(?<=\r)|(?=\|)/) : keys.split(/(?=\u001b)|\|/)) {
        if (part.startsWith('|')) from = call.terminal.written.length
        call.terminal.type(part.replace('|', ''))
        await settled(call)
      }
      if (name !== 'back') compare(name, rendering, isLine ? call.terminal.written.slice(from) : screenOf(call))
    }
    call.caller.close('')
    expect(call.faults).toEqual([])
  }, 60_000)
})

test.each(Object.entries(RENDERINGS))(
  'the screens of the community and of the console look as they did (%s)',
  async (rendering, kind) => {
    const isLine = rendering === 'line'
    const house = await openHouse()
    const bo = await house.enter('bo')
    house.oneliners.write({ session: bo, text: 'three hundred bottles and no glue' })
    house.moderation.ban({ session: house.console, target: '198.51.100.0/24', reason: 'a flood', until: null })
    const name = 'sysop-sue'
    house.sessions.close({ session: await house.enter(name), reason: '' })
    house.accounts.setRole({ session: house.console, name, role: 'sysop' })
    house.pass(5 * HOUR)
    const call = dial(house, { kind, entry: 'menu', session: await house.enter(name) })
    await settled(call)
    const seen = (from: number): string => (isLine ? call.terminal.written.slice(from) : screenOf(call))
    compare('logon', rendering, steady(seen(0)))
    for (const [screen, letters] of BEYOND) {
      await home(call, isLine)
      let from = 0
      for (const letter of letters) {
        from = call.terminal.written.length
        call.terminal.type(isLine ? `${letter === '\r' ? '2' : letter}\r` : letter)
        await settled(call)
      }
      compare(screen, rendering, steady(seen(from)))
    }
    call.caller.close('')
    expect(call.faults).toEqual([])
    house.close()
  },
  60_000,
)
