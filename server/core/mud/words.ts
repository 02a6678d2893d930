// From typed words to objects: exact names before beginnings of names, articles dropped, ordinals and "all" understood,
// and never a silent guess: what could be several things is given back as several.

import { MUD_LANGUAGES, type MudLanguage, type MudObject, the } from './mud-object.ts'

/** What a noun phrase asks for, before anybody looks which objects there are. */
export interface Phrase {
  /** Lower-case words without articles. */
  readonly words: readonly string[]
  /** `2.sword`, `2nd sword`, `sword 2`: counted from 1; null when it does not say. */
  readonly ordinal: number | null
  readonly isAll: boolean
  /** `all but the lamp` */
  readonly except: Phrase | null
}

export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly object: MudObject }
  | { readonly kind: 'several'; readonly objects: readonly MudObject[] }
  | { readonly kind: 'all'; readonly objects: readonly MudObject[] }

const ARTICLES = new Set(['the', 'a', 'an', 'my', 'some', 'en', 'ei', 'et', 'den', 'det', 'de', 'min', 'mitt', 'mine'])
const ALL = new Set(['all', 'everything', 'every', 'alt', 'alle', 'allting'])
const BUT = /\s(?:but|except|unntatt|bortsett fra|uten)\s/
const ORDINALS = new Map(
  [
    ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
    ...['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuende', 'åttende', 'niende', 'tiende'],
  ].map((word, at) => [word, (at % 10) + 1]),
)

export const foldWords = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[.,;:!?]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()

export const parsePhrase = (text: string): Phrase => {
  const folded = foldWords(text)
  const [wanted = '', but] = folded.split(BUT)
  const except = but === undefined ? null : parsePhrase(but)
  let words = wanted.split(' ').filter((word) => word !== '')
  const kept = words.filter((word) => !ARTICLES.has(word))
  if (kept.length > 0) words = kept
  const [first = '', ...rest] = words
  const dotted = /^(all|alt|alle|\d{1,3})\.(.+)$/.exec(first)
  if (dotted !== null) {
    const [, number = '', name = ''] = dotted
    const isAll = ALL.has(number)
    return { words: [name, ...rest], ordinal: isAll ? null : Number(number), isAll, except }
  }
  if (ALL.has(first))
    return { words: rest[0] === 'of' || rest[0] === 'av' ? rest.slice(1) : rest, ordinal: null, isAll: true, except }
  const { ordinal, words: named } = ordinalOf(words)
  return { words: named, ordinal, isAll: false, except }
}

const ordinalOf = (words: readonly string[]): { ordinal: number | null; words: readonly string[] } => {
  if (words.length < 2) return { ordinal: null, words }
  const [first = ''] = words
  const last = words.at(-1) ?? ''
  const counted = /^(\d{1,3})(?:st|nd|rd|th|\.|)$/.exec(first)
  if (counted !== null) return { ordinal: Number(counted[1]), words: words.slice(1) }
  const named = ORDINALS.get(first)
  if (named !== undefined) return { ordinal: named, words: words.slice(1) }
  return /^\d{1,3}$/.test(last) ? { ordinal: Number(last), words: words.slice(0, -1) } : { ordinal: null, words }
}

/** How well a phrase fits an object: 3 its whole name, 2 its words, 1 beginnings of its words, 0 not at all. */
const fit = (words: readonly string[], object: MudObject): number => {
  if (words.length === 0) return 0
  const phrase = words.join(' ')
  let best = 0
  for (const language of MUD_LANGUAGES) {
    const name = foldWords(object.name[language] ?? '')
    const definite = the(object)[language] ?? ''
    const others = [...(object.words[language] ?? []), definite].map(foldWords)
    if (name === phrase || others.includes(phrase)) return 3
    const known = [name, ...others].flatMap((each) => each.split(' '))
    if (words.every((word) => known.some((each) => isWhole(word, each, language)))) best = Math.max(best, 2)
    else if (words.every((word) => known.some((each) => each.startsWith(word)))) best = Math.max(best, 1)
  }
  return best
}

/** Itself; in Norwegian also the end of a compound, which says what it is: a messinglampe is a lampe. */
const isWhole = (word: string, known: string, language: MudLanguage): boolean =>
  known === word || (language === 'nb' && word.length > 2 && known.endsWith(word))

/** The best of those that fit; `#123` names an object by its number. */
export const choose = (phrase: Phrase, candidates: readonly MudObject[]): Match => {
  const [only = ''] = phrase.words
  if (phrase.words.length === 1 && /^#\d+$/.test(only)) {
    const object = candidates.find((each) => `#${each.id}` === only)
    return object === undefined ? { kind: 'none' } : { kind: 'one', object }
  }
  const { except } = phrase
  const allowed = except === null ? candidates : candidates.filter((each) => fit(except.words, each) === 0)
  if (phrase.isAll) {
    const objects = phrase.words.length === 0 ? allowed : allowed.filter((each) => fitsAll(phrase.words, each))
    return objects.length === 0 ? { kind: 'none' } : { kind: 'all', objects }
  }
  const fits = allowed.map((object) => ({ object, fit: fit(phrase.words, object) }))
  const best = Math.max(0, ...fits.map((each) => each.fit))
  const objects = best === 0 ? [] : fits.filter((each) => each.fit === best).map((each) => each.object)
  if (phrase.ordinal !== null) return ordinalMatch(phrase, fits, candidates)
  const [first] = objects
  if (first === undefined) return { kind: 'none' }
  return objects.length === 1 ? { kind: 'one', object: first } : { kind: 'several', objects }
}

const ordinalMatch = (
  phrase: Phrase,
  fits: readonly { readonly object: MudObject; readonly fit: number }[],
  candidates: readonly MudObject[],
): Match => {
  // `terminal 2` may be a name, not a count.
  const asName = [...phrase.words, String(phrase.ordinal)]
  const named = candidates.find((each) => fit(asName, each) === 3)
  if (named !== undefined) return { kind: 'one', object: named }
  const object = fits.filter((each) => each.fit > 0)[(phrase.ordinal ?? 0) - 1]?.object
  return object === undefined ? { kind: 'none' } : { kind: 'one', object }
}

/** `all lamps` asks for lamps: a plural ending may be dropped. */
const fitsAll = (words: readonly string[], object: MudObject): boolean => {
  if (fit(words, object) > 0) return true
  const singular = words.map((word) => word.replace(/(?:es|s|ene|er|r)$/, ''))
  return fit(singular, object) > 0
}

/** What was meant after "which one?": a number from the list, or words that fit just one. Null: it is no answer. */
export const answer = (text: string, candidates: readonly MudObject[]): MudObject | null => {
  const folded = foldWords(text).replace(/^#/, '')
  if (/^\d{1,3}$/.test(folded)) return candidates[Number(folded) - 1] ?? null
  const match = choose(parsePhrase(text), candidates)
  return match.kind === 'one' ? match.object : null
}
