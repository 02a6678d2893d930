import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataPath } from '../root.ts'
import { readScreenFiles, ScreenFileError } from './screen-files.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-screens-'))
  for (const name of ['screens', 'texts', 'eras']) cpSync(dataPath(name), join(folder, name), { recursive: true })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the files that are shipped are understood', () => {
  expect(() => readScreenFiles([folder])).not.toThrow()
})

test.each([
  ['screens/menu.toml', '[[entry]]\naction = "fly"\nkey = "f"\n', /menu\.toml: entry\.0\.action/],
  ['screens/menu.toml', '[[entry', /menu\.toml/],
  ['texts/en/menu.json', '{ "boards.title": "x" }', /menu\.json: boards\.title does not begin with "menu\."/],
  ['texts/en/menu.json', '{', /menu\.json/],
  ['eras/1980-usenet.yaml', 'year: 1980\ndress: tweed', /eras\/1980-usenet\.yaml: /],
])('%s that says %j stops the start with one line that names it', (file, content, message) => {
  writeFileSync(join(folder, file), content)
  expect(() => readScreenFiles([folder])).toThrow(ScreenFileError)
  expect(() => readScreenFiles([folder])).toThrow(message)
})

test('art that is missing is named', () => {
  rmSync(join(folder, 'screens', 'welcome.txt'))
  expect(() => readScreenFiles([folder])).toThrow(/welcome\.txt/)
})
