import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { REFUSAL_CODES, Refusal } from '../core/refusal.ts'
import { dataPath } from '../root.ts'
import { refusalText } from './refusals.ts'
import { loadTexts, readCatalogue } from './texts.ts'

const english = loadTexts([dataPath()])

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [readFileSync(path, 'utf8')] : []
  })

const areas = [...new Set(english.keys.map((key) => key.split('.')[0]))].join('|')

/** Where texts are asked for: on screens, by gateways, and by the MUD, whose lines are keys of the catalogue. */
const folders = ['.', '../gateways/web', '../gateways/ssh', '../gateways/telnet', '../core/mud'].map((folder) =>
  join(import.meta.dirname, folder),
)

/** The keys that code names, as patterns: `menu.action.${action}` stands for every key of that shape. */
const named = (): string[] => {
  const literal = new RegExp(`(['"\`])((?:${areas})\\.[^'"\`\\s/]+)\\1`, 'g')
  const template = new RegExp(`\`((?:${areas})\\.[^\`]*\\$\\{[^\`]*)\``, 'g')
  return folders.flatMap(sources).flatMap((source) => {
    // The example at the top of screen.ts is no code.
    const code = source.replace(/^\/\/.*$/gm, '')
    return [
      ...[...code.matchAll(literal)].map((match) => match[2] ?? ''),
      ...[...code.matchAll(template)].map((match) => match[1] ?? ''),
      // What others in a room hear of a deed stands beside what the one who does it hears.
      ...[...code.matchAll(/\.both\('([^']+)'/g)].map((match) => `${match[1]}.others`),
    ].filter((key) => !/\.(?:toml|txt|json|ts)$/.test(key))
  })
}

const patternOf = (key: string): RegExp => {
  const fixed = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('[a-z0-9-]+')}$`)
}

test('every text that a screen asks for is in the catalogue', () => {
  const known = new Set(english.keys)
  const missing = [...new Set(named())].filter((key) => {
    const pattern = patternOf(key)
    return !known.has(key) && !english.keys.some((each) => pattern.test(each))
  })
  expect(missing).toEqual([])
  expect(named().length).toBeGreaterThan(100)
})

test('every text in the catalogue is asked for by a screen', () => {
  const patterns = named().map(patternOf)
  expect(english.keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([])
})

test('every message can be parsed, and holds no control characters but line ends', () => {
  const folder = join(dataPath(), 'texts', 'en')
  for (const file of readdirSync(folder)) {
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    for (const [key, message] of Object.entries(messages)) {
      expect(() => new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }), key).not.toThrow()
      expect(message.replaceAll('\n', ''), key).not.toMatch(/\p{Cc}/u)
    }
  }
})

test('every Refusal has a whole sentence', () => {
  for (const code of REFUSAL_CODES) {
    expect(refusalText(english, new Refusal(code, 'a detail')), code).toMatch(/^[A-Z].*[.?]|a detail$/)
  }
})

test('what is put into a text stands there as it is', () => {
  expect(english.text('online.tell.done', { nick: '{count} <b>' })).toBe('{count} <b> has heard you.')
})

test('a key that does not exist comes back in brackets', () => {
  expect(english.text('menu.nowhere')).toBe('[menu.nowhere]')
})

/** The names of the values that a message takes, in ICU's own structure. */
const placeholders = (message: string): string[] => {
  const names = new Set<string>()
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(String(element.value))
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].filter((name) => name !== 'undefined').sort()
}

test('what is said in English is said in Norwegian too, with the same values', () => {
  const [english, norwegian] = ['en', 'nb'].map((language) => readCatalogue(join(dataPath(), 'texts', language)))
  expect([...(norwegian?.keys() ?? [])].sort()).toEqual([...(english?.keys() ?? [])].sort())
  for (const [key, message] of norwegian ?? []) {
    expect(placeholders(message), key).toEqual(placeholders(english?.get(key) ?? ''))
  }
})
