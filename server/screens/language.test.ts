import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dataPath } from '../root.ts'
import { openCore, type TestCore } from '../testing/core.ts'
import { dial } from '../testing/dial.ts'
import { guessLanguage } from './language.ts'
import { loadTexts } from './texts.ts'

let core: TestCore

beforeEach(() => {
  core = openCore()
})

afterEach(() => core.close())

test.each([
  ['nb_NO.UTF-8', 'nb'],
  ['nn_NO', 'nb'],
  ['no', 'nb'],
  ['de-DE,nb;q=0.8,en;q=0.5', 'nb'],
  ['de-DE,fr', 'en'],
  ['C.UTF-8', 'en'],
  ['en-GB,nb', 'en'],
  ['', 'en'],
])('the hint %j is answered in %s', (hint, language) => {
  expect(guessLanguage(hint)).toBe(language)
})

test('a caller whose terminal says Norwegian is met in Norwegian, and can choose English with one key', async () => {
  const { terminal } = dial(core, { kind: { language: 'nb_NO.UTF-8' } })
  await terminal.expect('Se deg om')
  terminal.type('t')
  await terminal.expect('Look around')
})

test('the language that was chosen at the door stays with an account that had none', async () => {
  const session = core.sessions.open({ face: 'ssh', address: '192.0.2.9', secure: true })
  const { terminal } = dial(core, { session })
  await terminal.expect('Look around')
  terminal.type('t')
  await terminal.expect('Logg inn')
  await core.accounts.register({ session, name: 'ada', password: 'correct horse' })
  await vi.waitFor(() => expect(core.accounts.me({ session }).settings.language).toBe('nb'))
})

test('what the account has chosen wins over what the terminal says', async () => {
  const session = await core.enter('ada')
  core.accounts.setSettings({ session, settings: { language: 'nb' } })
  const { terminal } = dial(core, { session, entry: 'menu', kind: { language: 'en_GB.UTF-8' } })
  await terminal.expect('Oppslagstavler')
})

test("the sysop's own words stand in front of the shipped ones, key by key", () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-own-'))
  mkdirSync(join(folder, 'texts', 'en'), { recursive: true })
  writeFileSync(join(folder, 'texts', 'en', 'welcome.json'), '{ "welcome.title": "The Lobby" }')
  const texts = loadTexts([folder, dataPath()])
  expect(texts.text('welcome.title')).toBe('The Lobby')
  expect(texts.text('welcome.way.sign-in')).toBe('Log in')
  rmSync(folder, { recursive: true })
})
