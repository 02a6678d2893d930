// What holds for every screen: it explains itself at `?`, and its last line names its keys, also on a small terminal.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { dataPath } from '../root.ts'
import { openCore } from '../testing/core.ts'
import { type Call, dial } from '../testing/dial.ts'
import { LANGUAGES, loadTexts } from './texts.ts'

const SOURCES = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, source: readFileSync(join(import.meta.dirname, file), 'utf8') }))

/** The text keys that a screen's source names as its help. */
const helpKeys = (source: string): readonly string[] =>
  [...source.matchAll(/\bhelp(?: = |: | \? )'([a-z][\w.-]+)'/g)].map(([, key = '']) => key)

test.each(LANGUAGES)('every screen has words of help (%s)', (language) => {
  const texts = loadTexts([dataPath()], language)
  const screens = SOURCES.filter(({ source }) => /implements Screen\b/.test(source))
  expect(screens.length).toBeGreaterThan(40)
  const keys = screens.flatMap(({ source }) => helpKeys(source))
  expect(keys.length).toBeGreaterThan(40)
  expect(keys.filter((key) => !texts.keys.includes(key))).toEqual([])
  expect(keys.filter((key) => texts.text(key).length < 20)).toEqual([])
})

const settled = async ({ terminal }: Call): Promise<void> => {
  for (let before = -1, quiet = 0; quiet < 4; quiet += 1) {
    await pause(20)
    if (terminal.written.length !== before) quiet = 0
    before = terminal.written.length
  }
}

/** Letters from the main menu to each screen; Esc leads back from there. */
const WALKS = [
  ...['b', 'b\r', 'b\r\r', 'b\rw', 'c', 'c\r', 'f', 'w', 's', 'sp', 'ss', 'sa', 'sk', 'h'],
  ...['a', 'an', 'am', 'ao', 'ab', 'ab\r', 'av', 'al', 'au'],
  ...['o', 'ou', 'ou/', 'ou\r', 'og', 'ob', 'ob\r', 'oc', 'oc\r', 'ox', 'ol', 'ow', 'os', 'os\r', 'od'],
]

test.each([
  [80, 24],
  [40, 20],
])(
  'every screen names its keys on its last line, and explains itself (%i by %i)',
  async (columns, rows) => {
    const core = openCore()
    await core.enter('ava')
    core.accounts.setRole({ session: core.console, name: 'ava', role: 'sysop' })
    const call = dial(core, { columns, rows, entry: 'menu', session: await core.enter('ava') })
    const { terminal } = call
    const atMenu = (): boolean => terminal.row(0).includes('Main menu')
    const press = async (key: string): Promise<void> => {
      terminal.type(key)
      await settled(call)
    }
    await terminal.until(atMenu)
    const mute: string[] = []
    for (const walk of WALKS) {
      for (const key of walk) await press(key)
      const place = terminal.row(0).trim().slice(0, 30)
      const last = terminal.row(rows - 1)
      if (atMenu() || !/(?:\?|F1) help/.test(last)) mute.push(`${walk} (${place}): ${last}`)
      await press(last.includes('F1') ? '\u001bOP' : '?')
      if (!terminal.screen.includes('Help:')) mute.push(`${walk}: no help`)
      for (let tries = 0; tries < 6 && !(atMenu() && terminal.find('┌').length === 0); tries += 1) {
        await press('\u001b')
        await pause(60)
      }
    }
    expect(mute).toEqual([])
    expect(call.faults).toEqual([])
    call.caller.close('')
    core.close()
  },
  180_000,
)
