import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MUD_LANGUAGES } from '../mud-object.ts'
import { TOPICS } from '../topics.ts'
import { VERBS } from './table.ts'

test.each(MUD_LANGUAGES)('every verb has a word and help in %s: how it is typed, and what it does', (language) => {
  expect(VERBS.length).toBeGreaterThan(50)
  for (const { words, help } of VERBS) {
    const [first = ''] = words[language]
    const [usage = '', ...prose] = (help[language] ?? '').split('\n')
    expect(usage.split(/[\s"[]/)[0], usage).toBe(first)
    expect(prose.join('').length, first).toBeGreaterThan(10)
  }
})

test('no two verbs share a word, and no topic takes the word of a verb', () => {
  const words = VERBS.flatMap((verb) => [...new Set(MUD_LANGUAGES.flatMap((language) => verb.words[language]))])
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  const topics = TOPICS.flatMap((topic) => MUD_LANGUAGES.flatMap((language) => topic.words[language]))
  expect(topics.filter((word) => words.includes(word))).toEqual([])
})

test('every verb is typed in some transcript', () => {
  const folder = join(import.meta.dirname, '..')
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'))
  const sources = tests.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const typed = new Set([...sources.matchAll(/(?:[A-Z]> |type\(')([^\s'"`\\]+)/g)].map(([, word]) => word))
  const silent = VERBS.filter(
    ({ words }) => !MUD_LANGUAGES.some((language) => words[language].some((word) => typed.has(word))),
  )
  expect(silent.map(({ words }) => words.en[0])).toEqual([])
})
