// The words of the screens: data/texts/<language>/<area>.json, flat keys `area.what.which` with ICU messages (plural,
// select, numbers, dates). A catalogue is read once per process and its messages are parsed once, at first use.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'

export type TextValues = Readonly<Record<string, string | number | Date>>

export interface Texts {
  /** A BCP 47 tag. */
  readonly language: string
  readonly keys: readonly string[]
  /** The text, with `values` in place. A key that does not exist comes back in brackets. */
  text(key: string, values?: TextValues): string
}

const catalogues = new Map<string, Texts>()

/** @throws when the folder or a file cannot be read */
export const loadTexts = (dataFolder: string, language = 'en'): Texts => {
  const folder = join(dataFolder, 'texts', language)
  let texts = catalogues.get(folder)
  if (texts === undefined) {
    texts = textsOf(language, readCatalogue(folder))
    catalogues.set(folder, texts)
  }
  return texts
}

const textsOf = (language: string, messages: ReadonlyMap<string, string>): Texts => {
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

const readCatalogue = (folder: string): Map<string, string> => {
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
