// What exhibits remember: short lists of who wrote what, kept as properties whose names begin with `~`. They are state,
// not description: an upgrade of the shipped world neither sees nor loses them.

import type { MudObject } from './mud-object.ts'
import { HOUSE, type World } from './world.ts'

export const isState = (name: string): boolean => name.startsWith('~')

export interface Entry {
  readonly who: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
  /** For whom alone; without it for everybody. */
  readonly to?: readonly string[]
}

/** Entries of one list, and octets of one text. */
const LIMITS = { entries: 30, text: 500 } as const

/** Oldest first. */
export const entriesOf = (object: MudObject, name: string): readonly Entry[] => {
  const value = object.props[`~${name}`]
  if (typeof value !== 'string') return []
  try {
    const entries: unknown = JSON.parse(value)
    return Array.isArray(entries) ? entries : []
  } catch {
    return []
  }
}

/** One more; the oldest makes room. */
export const addEntry = (world: World, object: MudObject, name: string, entry: Entry): void => {
  const text = cut(entry.text)
  const entries = [...entriesOf(object, name), { ...entry, text }].slice(-LIMITS.entries)
  setState(world, object, name, JSON.stringify(entries))
}

export const setEntries = (world: World, object: MudObject, name: string, entries: readonly Entry[]): void =>
  setState(world, object, name, JSON.stringify(entries.slice(-LIMITS.entries)))

/** Counted in characters, so that no character is cut in two. */
const cut = (text: string): string => [...text].slice(0, LIMITS.text).join('')

export const stateOf = (object: MudObject, name: string): string => {
  const value = object.props[`~${name}`]
  return typeof value === 'string' ? value : ''
}

export const setState = (world: World, object: MudObject, name: string, value: string): void => {
  const now = world.get(object.id) ?? object
  world.change(now, { props: { ...now.props, [`~${name}`]: value } }, HOUSE, '')
}
