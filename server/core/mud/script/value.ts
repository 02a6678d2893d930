// What scripts reckon with: numbers, texts, true and false, nothing, things of the world, and lists of these.

import type { Local, MudId } from '../mud-object.ts'
import { type Place, ScriptStop } from './fault.ts'
import { LIMITS } from './limits.ts'

/** Something in the world, by its number. */
export interface Thing {
  readonly id: MudId
}

/** The same in two languages. */
export interface Both {
  readonly local: Local
}

export type Single = null | number | string | boolean | Thing | Both
export type Value = Single | readonly Single[]

export const isThing = (value: Value): value is Thing =>
  typeof value === 'object' && value !== null && !isList(value) && 'id' in value

export const isBoth = (value: Value): value is Both =>
  typeof value === 'object' && value !== null && !isList(value) && 'local' in value

export const isList = (value: Value): value is readonly Single[] => Array.isArray(value)

/** Nothing, false, 0, '' and an empty list are not. */
export const isTrue = (value: Value): boolean =>
  isList(value) ? value.length > 0 : value !== null && value !== false && value !== 0 && value !== ''

/** Texts are equal whatever their capitals. */
export const areEqual = (a: Value, b: Value): boolean => {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase()
  if (isList(a) && isList(b)) return a.length === b.length && a.every((each, at) => areEqual(each, b[at] ?? null))
  if (isList(a) || isList(b)) return false
  if (isThing(a) && isThing(b)) return a.id === b.id
  if (isBoth(a) && isBoth(b)) return a.local.en === b.local.en && a.local.nb === b.local.nb
  return a === b
}

/** @throws ScriptStop text, when it is longer than a text may be */
export const boundText = (text: string, place: Place): string => {
  if (text.length > LIMITS.text || (text.length * 3 > LIMITS.text && Buffer.byteLength(text) > LIMITS.text)) {
    throw new ScriptStop('text', place, LIMITS.text)
  }
  return text
}

/** @throws ScriptStop list, nested-list */
export const boundList = (list: readonly Value[], place: Place): readonly Single[] => {
  if (list.length > LIMITS.list) throw new ScriptStop('list', place, LIMITS.list)
  return list.map((each) => {
    if (isList(each)) throw new ScriptStop('nested-list', place)
    return each
  })
}

/** Nothing counts as 0. @throws ScriptStop not-a-number */
export const asNumber = (value: Value, place: Place): number => {
  if (typeof value === 'number') return value
  if (value === null) return 0
  throw new ScriptStop('not-a-number', place)
}

/** Nothing is an empty list. @throws ScriptStop not-a-list */
export const asList = (value: Value, place: Place): readonly Single[] => {
  if (isList(value)) return value
  if (value === null) return []
  throw new ScriptStop('not-a-list', place)
}

/** As it is kept on a thing. @throws ScriptStop text when that is too long */
export const keep = (value: Value, place: Place): string => boundText(JSON.stringify(value), place)

/** What was kept; nothing when it cannot be read. */
export const recall = (kept: string): Value => {
  let found: unknown
  try {
    found = JSON.parse(kept)
  } catch {
    return null
  }
  return Array.isArray(found) ? found.slice(0, LIMITS.list).map(single) : single(found)
}

const single = (found: unknown): Single => {
  if (typeof found === 'number' || typeof found === 'string' || typeof found === 'boolean') return found
  if (typeof found !== 'object' || found === null) return null
  if ('id' in found && typeof found.id === 'number') return { id: found.id as MudId }
  if (!('local' in found) || typeof found.local !== 'object' || found.local === null) return null
  const { en, nb } = { en: undefined, nb: undefined, ...found.local }
  return { local: { ...(typeof en === 'string' && { en }), ...(typeof nb === 'string' && { nb }) } }
}
