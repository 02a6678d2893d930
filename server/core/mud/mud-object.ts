// What the world of the MUD is made of: rooms, exits, things, people who answer, and the bodies of callers. Objects
// are immutable records; world.ts puts a new one in the place of the old.

import type { Brand } from '../../../shared/brand.ts'
import type { AccountId } from '../ids.ts'

export type MudId = Brand<number, 'MudId'>

export const MUD_LANGUAGES = ['en', 'nb'] as const
export type MudLanguage = (typeof MUD_LANGUAGES)[number]

/** A text in one language or more. Builders write in their own; the shipped world speaks all. */
export type Local = Readonly<Partial<Record<MudLanguage, string>>>

export const KINDS = ['room', 'exit', 'thing', 'person', 'character'] as const
export type Kind = (typeof KINDS)[number]

export const FLAGS = [
  // Cannot be picked up.
  'fixed',
  // Holds things.
  'container',
  // A container that is shut.
  'closed',
  // Not mentioned by look; can be named.
  'hidden',
  // Its name takes no article.
  'proper',
  // A pattern for others, not a thing itself.
  'prototype',
  // Anybody may open exits out of this room.
  'common',
  // Walkers' comings and goings are said in the linked channel too.
  'announces',
] as const
export type Flag = (typeof FLAGS)[number]

/** `pass` an exit, `take` or `use` a thing, `enter` a room or container, `link` to a room. */
export const LOCK_KINDS = ['pass', 'take', 'use', 'enter', 'link'] as const
export type LockKind = (typeof LOCK_KINDS)[number]

export interface Naming {
  readonly name: Local
  /** With the indefinite article, where "a" or "an" before the name would be wrong. */
  readonly one?: Local
  /** With the definite article or ending. */
  readonly the?: Local
  /** Further nouns and adjectives it answers to; for an exit its aliases. */
  readonly words: Readonly<Partial<Record<MudLanguage, readonly string[]>>>
}

export interface MudObject extends Naming {
  readonly id: MudId
  readonly kind: Kind
  /** What look shows. */
  readonly text: Local
  /** Null is the house's. */
  readonly owner: AccountId | null
  readonly location: MudId | null
  /** Of an exit. */
  readonly target: MudId | null
  /** Of a character; null for a visitor's. */
  readonly account: AccountId | null
  readonly parent: MudId | null
  readonly flags: readonly Flag[]
  readonly locks: Readonly<Partial<Record<LockKind, string>>>
  /** Texts by name: `read`, `fail`, `success`, `channel`, `board`, `year`, `area`, `x`, `y`, `does`, `topic.…`, … */
  readonly props: Readonly<Record<string, Local | string | number>>
  readonly seed: { readonly key: string; readonly hash: string } | null
}

export const hasFlag = (object: MudObject, flag: Flag): boolean => object.flags.includes(flag)

/** A property as a plain text; '' when it is not there. */
export const propText = (object: MudObject, name: string): string => {
  const value = object.props[name]
  if (value === undefined) return ''
  return typeof value === 'object' ? (value.en ?? value.nb ?? '') : String(value)
}

/** A property in the languages it was written in; null when it is not there. */
export const propLocal = (object: MudObject, name: string): Local | null => {
  const value = object.props[name]
  if (value === undefined) return null
  return typeof value === 'object' ? value : { en: String(value) }
}

/** The names of properties that begin so: `topic.`. */
export const propKeys = (props: MudObject['props'], prefix: string): readonly string[] =>
  Object.keys(props).filter((name) => name.startsWith(prefix))

const forms = (
  object: MudObject,
  given: Local | undefined,
  make: (name: string, language: MudLanguage) => string,
): Local => {
  const local: Partial<Record<MudLanguage, string>> = {}
  for (const language of MUD_LANGUAGES) {
    const name = object.name[language]
    const form = given?.[language] ?? (name === undefined ? undefined : make(name, language))
    if (form !== undefined) local[language] = form
  }
  return local
}

const isBare = (object: MudObject): boolean => object.kind === 'character' || hasFlag(object, 'proper')

/** With the indefinite article: "a lamp", "en lampe". */
export const one = (object: MudObject): Local => {
  if (isBare(object)) return object.name
  return forms(object, object.one, (name, language) =>
    language === 'en' ? `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}` : `en ${name}`,
  )
}

/** With the definite article: "the lamp", "lampen". */
export const the = (object: MudObject): Local => {
  if (isBare(object)) return object.name
  return forms(object, object.the, (name, language) => (language === 'en' ? `the ${name}` : definite(name)))
}

/** Bokmål puts the article at the end: lampe, lampen; bok, boken. Other genders are written out in `the`. */
const definite = (name: string): string => (name.endsWith('e') ? `${name}n` : `${name}en`)
