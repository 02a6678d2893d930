// Words that somebody looked for, marked in the article that was found. Pure.

import { type Line, styled } from '../widgets/lines.ts'

/** Finds in a line what is to be marked: offsets, half-open. */
export type WordMarks = (text: string) => readonly { readonly start: number; readonly end: number }[]

const MOST_WORDS = 24
const ESCAPED = /[.*+?^${}()|[\]\\]/g

/** The words of a query as people write it (search's own grammar): without what is left out, and without keys. */
export const wordMarks = (query: string): WordMarks => {
  const terms = query.match(/-?(?:[a-z]+:)?(?:"[^"]*"|[^\s"]+)/gi) ?? []
  const words = terms
    .filter((term) => !term.startsWith('-') && !/^(?!subject:)[a-z]+:/i.test(term))
    .flatMap((term) => fold(term.replace(/^subject:/i, '')).match(/[\p{L}\p{N}]+\*?/gu) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => (word.endsWith('*') ? `${word.slice(0, -1)}[\\p{L}\\p{N}]*` : word.replace(ESCAPED, '\\$&')))
  if (words.length === 0) return () => []
  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return (text) =>
    [...fold(text).matchAll(wanted)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** As the index folds them: case and accents make no difference. As many code units as before, so that offsets hold. */
const fold = (text: string): string =>
  text.replace(/[^\0-\x7f]|[A-Z]/g, (unit) => {
    const folded = (unit.normalize('NFD')[0] ?? unit).toLowerCase()
    return folded.length === 1 ? folded : unit
  })

/** Links stay links. */
export const markLine = (line: Line, marks: WordMarks): Line =>
  line.flatMap((span) => {
    const { text, style } = typeof span === 'string' ? { text: span, style: 'text' as const } : span
    const found = style === 'link' ? [] : marks(text)
    if (found.length === 0) return [span]
    const ends = [...found.map(({ end }) => end)]
    const pieces = found.flatMap(({ start, end }, index) => [
      styled(style, text.slice(ends[index - 1] ?? 0, start)),
      styled('mention', text.slice(start, end)),
    ])
    return [...pieces, styled(style, text.slice(ends.at(-1) ?? 0))].filter(
      (piece) => typeof piece === 'string' || piece.text !== '',
    )
  })
