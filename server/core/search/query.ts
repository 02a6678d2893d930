// What people write in a search field. Nothing in it can be wrong: what is no word of ours is a word to look for.

import { SEARCH_TERMS } from '../../../shared/limits.ts'
import { Refusal } from '../refusal.ts'

/** One word, or several that must stand together. */
export interface Term {
  readonly words: string
  /** `word*`: also what begins with it. */
  readonly isPrefix: boolean
  /** Only in the subject. */
  readonly inSubject: boolean
}

/** What is looked for, wherever it may stand. */
export interface Wanted {
  /** All of them. */
  readonly terms: readonly Term[]
  /** None of these. */
  readonly without: readonly Term[]
  readonly author: string | null
  /** Milliseconds since 1970: from this moment on. */
  readonly since: number | null
  /** Before this moment. */
  readonly until: number | null
}

export interface Query extends Wanted {
  /** `in:`: a board's or a channel's name. */
  readonly place: string | null
  /** `with:`: a private conversation. */
  readonly partner: string | null
}

type Draft = { -readonly [K in keyof Query]: Query[K] } & { terms: Term[]; without: Term[] }

/** An optional minus, an optional key, then a phrase in quotes (the last may lack its end) or a word. */
const PIECE = /(-?)(?:([a-z]+):)?(?:"([^"]*)(?:"|$)|(\S+))/giu
const HAS_WORD = /[\p{L}\p{N}]/u
const SHORTEST_PREFIX = 2

/** @throws Refusal too-many (SEARCH_TERMS) */
export const parseQuery = (text: string): Query => {
  const query: Draft = {
    ...{ terms: [], without: [], author: null, since: null, until: null },
    ...{ place: null, partner: null },
  }
  for (const [whole, minus, key, phrase, word] of text.matchAll(PIECE)) {
    const value = phrase ?? word ?? ''
    const isSettled = minus === '' && key !== undefined && settle(query, key.toLowerCase(), value.trim())
    if (isSettled) continue
    const inSubject = key?.toLowerCase() === 'subject'
    const words = key === undefined || inSubject ? value : whole.slice(minus?.length ?? 0)
    addTerm(query, words, { inSubject, isNegative: minus === '-', isPhrase: phrase !== undefined })
  }
  if (query.terms.length + query.without.length > SEARCH_TERMS) throw new Refusal('too-many', 'words')
  return query
}

/** False when `key:value` is no key of ours, or says nothing: then it is a word like any other. */
const settle = (query: Draft, key: string, value: string): boolean => {
  if (value === '') return false
  switch (key) {
    case 'author':
    case 'from':
      query.author = value
      return HAS_WORD.test(value)
    case 'in':
      query.place = value
      return true
    case 'with':
      query.partner = value.replace(/^@/, '')
      return true
    case 'after':
    case 'since': {
      const date = startOf(value)
      query.since = date ?? query.since
      return date !== null
    }
    case 'before':
    case 'until': {
      const date = startOf(value)
      query.until = date ?? query.until
      return date !== null
    }
    default:
      return false
  }
}

const addTerm = (
  query: Draft,
  words: string,
  { inSubject, isNegative, isPhrase }: { inSubject: boolean; isNegative: boolean; isPhrase: boolean },
): void => {
  // Signs alone are nothing to look for: no index holds them.
  if (!HAS_WORD.test(words)) return
  const isPrefix = !isPhrase && words.endsWith('*') && words.length > SHORTEST_PREFIX
  const term = { words: isPrefix ? words.slice(0, -1) : words, isPrefix, inSubject }
  if (isNegative) query.without.push(term)
  else query.terms.push(term)
}

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/** Where a year, a month or a day begins (UTC); null for what is no date. */
const startOf = (text: string): number | null => {
  const [, year, month = '1', day = '1'] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) ? at.getTime() : null
}
