// The piece of a text that is shown for a hit, with what was looked for marked. Words are cut and folded as the index
// does it (unicode61 without diacritics), so that what was found is also what is marked.

import { SNIPPET_CHARACTERS } from '../../../shared/limits.ts'
import type { Term } from './query.ts'
import type { SnippetPart } from './search-calls.ts'

interface Span {
  readonly start: number
  readonly end: number
}

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu
/** As much of a text as is looked at. */
const MOST_CHARACTERS = 65_536

const fold = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (text: string): (Span & { readonly word: string })[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: fold(word),
    ...{ start: index, end: index + word.length },
  }))

/** Where the terms stand, in order, never one over the other. */
const hitsIn = (text: string, terms: readonly Term[]): readonly Span[] => {
  const words = wordsOf(text)
  const wanted = terms.map(({ words: phrase, isPrefix }) => ({
    ...{ parts: wordsOf(phrase).map(({ word }) => word), isPrefix },
  }))
  const hits: Span[] = []
  for (let at = 0; at < words.length; at += 1) {
    const length = longestAt(words, at, wanted)
    const [first, last] = [words[at], words[at + length - 1]]
    if (length === 0 || first === undefined || last === undefined) continue
    hits.push({ start: first.start, end: last.end })
    at += length - 1
  }
  return hits
}

/** How many words the longest term takes that stands here; 0 when none does. */
const longestAt = (
  words: readonly { readonly word: string }[],
  at: number,
  wanted: readonly { readonly parts: readonly string[]; readonly isPrefix: boolean }[],
): number => {
  let longest = 0
  for (const { parts, isPrefix } of wanted) {
    if (parts.length <= longest) continue
    const stands = parts.every((part, index) => {
      const word = words[at + index]?.word
      return isPrefix && index === parts.length - 1 ? word?.startsWith(part) === true : word === part
    })
    if (stands) longest = parts.length
  }
  return longest
}

/** The whole of a short text, with its hits. */
export const markHits = (text: string, terms: readonly Term[]): readonly SnippetPart[] =>
  partsOf(text, hitsIn(text, terms))

/** One line out of a long text, where most of what was looked for stands; its beginning where none of it does. */
export const snippetOf = (text: string, terms: readonly Term[]): readonly SnippetPart[] => {
  const line = text.slice(0, MOST_CHARACTERS).replace(/\s+/gu, ' ').trim()
  const hits = hitsIn(line, terms)
  const first = densest(hits)
  const start = beginningOf(line, first)
  const end = endOf(line, start + SNIPPET_CHARACTERS)
  const inside = hits.flatMap((hit) =>
    hit.start >= start && hit.end <= end ? [{ start: hit.start - start, end: hit.end - start }] : [],
  )
  const parts = partsOf(line.slice(start, end), inside)
  return [
    ...(start > 0 ? [{ text: '… ', isHit: false }] : []),
    ...parts,
    ...(end < line.length ? [{ text: ' …', isHit: false }] : []),
  ]
}

/** The hit from which on most others lie within a snippet's length; 0 when there is none. */
const densest = (hits: readonly Span[]): number => {
  let best = { start: 0, count: 0 }
  for (const [index, { start }] of hits.entries()) {
    let count = 0
    for (let other = index; (hits[other]?.end ?? Infinity) <= start + SNIPPET_CHARACTERS; other += 1) count += 1
    if (count > best.count) best = { start, count }
  }
  return best.start
}

/** A few words before the hit, at the beginning of a word. */
const beginningOf = (line: string, hit: number): number => {
  const wanted = hit - Math.floor(SNIPPET_CHARACTERS / 5)
  if (wanted <= 0) return 0
  const blank = line.indexOf(' ', wanted)
  return blank === -1 || blank >= hit ? hit : blank + 1
}

const endOf = (line: string, wanted: number): number => {
  if (wanted >= line.length) return line.length
  const blank = line.lastIndexOf(' ', wanted)
  const end = blank > wanted - SNIPPET_CHARACTERS / 2 ? blank : wanted
  // A pair of surrogates is never torn.
  return /[\uDC00-\uDFFF]/.test(line[end] ?? '') ? end - 1 : end
}

const partsOf = (text: string, hits: readonly Span[]): readonly SnippetPart[] => {
  const parts: SnippetPart[] = []
  let at = 0
  for (const { start, end } of hits) {
    if (start > at) parts.push({ text: text.slice(at, start), isHit: false })
    parts.push({ text: text.slice(start, end), isHit: true })
    at = end
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), isHit: false })
  return parts
}
