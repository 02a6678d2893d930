// The words of the screens: data/texts/<language>/<area>.json, flat keys `area.what.which` with ICU messages (plural,
// select, numbers, dates). A catalogue is read once per process and its messages are parsed once, at first use. Texts
// of the sysop's own stand in front of the shipped ones, key by key; what a language lacks is said in English.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { DataFolders } from './data-files.ts'

/** The languages that are shipped, as BCP 47 tags. */
export const LANGUAGES = ['en', 'nb'] as const
export type Language = (typeof LANGUAGES)[number]

export type TextValues = Readonly<Record<string, string | number | Date>>

export interface Texts {
  readonly language: Language
  readonly keys: readonly string[]
  /** The text, with `values` in place. A key that does not exist comes back in brackets. */
  text(key: string, values?: TextValues): string
}

const catalogues = new Map<string, Texts>()

/** @throws when the folder or a file cannot be read */
export const loadTexts = (folders: DataFolders, language: Language = 'en'): Texts => {
  const name = [language, ...folders].join('\n')
  let texts = catalogues.get(name)
  if (texts === undefined) {
    const english = language === 'en' ? new Map() : readCatalogues(folders, 'en')
    texts = textsOf(language, new Map([...english, ...readCatalogues(folders, language)]))
    catalogues.set(name, texts)
  }
  return texts
}

/** The shipped one first, so that the sysop's own words come over it. */
const readCatalogues = (folders: DataFolders, language: Language): Map<string, string> => {
  const [shipped, ...own] = folders.map((folder) => join(folder, 'texts', language)).reverse()
  return new Map([
    ...(shipped === undefined ? [] : readCatalogue(shipped)),
    ...own.filter((folder) => existsSync(folder)).flatMap((folder) => [...readCatalogue(folder)]),
  ])
}

const textsOf = (language: Language, messages: ReadonlyMap<string, string>): Texts => {
  const parsed = new Map<string, IntlMessageFormat>()
  return {
    language,
    keys: [...messages.keys()],
    text: (key, values = {}) => {
      const message = messages.get(key)
      if (message === undefined) return `[${key}]`
      let format = parsed.get(key)
      if (format === undefined) {
        format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
        parsed.set(key, format)
      }
      return String(format.format({ ...values }))
    },
  }
}

/** One folder's files. @throws when a file is not what it should be */
export const readCatalogue = (folder: string): Map<string, string> => {
  const messages = new Map<string, string>()
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue
    const area = file.slice(0, -'.json'.length)
    const entries = parsed(readFileSync(join(folder, file), 'utf8'), file)
    for (const [key, message] of Object.entries(entries)) {
      if (!key.startsWith(`${area}.`)) throw new Error(`${file}: ${key} does not begin with "${area}."`)
      if (typeof message !== 'string') throw new Error(`${file}: ${key} is not a text`)
      messages.set(key, message)
    }
  }
  return messages
}

const parsed = (source: string, file: string): object => {
  let entries: unknown
  try {
    entries = JSON.parse(source)
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (typeof entries !== 'object' || entries === null) throw new Error(`${file}: not an object`)
  return entries
}
