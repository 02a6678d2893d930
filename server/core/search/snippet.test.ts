import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SNIPPET_CHARACTERS } from '../../../shared/limits.ts'
import { parseQuery } from './query.ts'
import { markHits, snippetOf } from './snippet.ts'

const marked = (text: string, query: string): string =>
  markHits(text, parseQuery(query).terms)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('')

test('hits are marked whatever their case and accents', () => {
  expect(marked('Møte på CAFÉ i morgen, cafeteria', 'café MORGEN')).toBe('Møte på [CAFÉ] i [morgen], cafeteria')
})

test('a phrase is marked as a whole, a beginning as the whole word', () => {
  expect(marked('move, corresponding moves', '"move corresponding" mov*')).toBe('[move, corresponding] [moves]')
})

test('a snippet shows the place where most of the words stand, cut at blanks', () => {
  const text = `${'nothing here '.repeat(60)}the packed decimal field is packed\n\n> twice ${'and on '.repeat(60)}`
  const parts = snippetOf(text, parseQuery('packed decimal').terms)
  const whole = parts.map((part) => part.text).join('')
  expect(parts.filter(({ isHit }) => isHit).map((part) => part.text)).toEqual(['packed', 'decimal', 'packed'])
  expect(whole).toMatch(/^… (nothing|here) .*the packed decimal field is packed > twice and on.* …$/)
})

test('a text without a hit shows its beginning', () => {
  expect(snippetOf('only\n the  start', parseQuery('other').terms)).toEqual([{ text: 'only the start', isHit: false }])
})

test('the parts together are the text, and a snippet is never long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 900 }), fc.string({ maxLength: 30 }), (text, query) => {
      const { terms } = parseQuery(query)
      expect(
        markHits(text, terms)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
      const shown = snippetOf(text, terms)
      expect(shown.map((part) => part.text).join('').length).toBeLessThanOrEqual(SNIPPET_CHARACTERS + 4)
    }),
  )
})
