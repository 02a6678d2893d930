// The shipped world as plain data: a wing is a list of seeds, each a room, an exit, a thing or a person with the key it
// keeps for good. Planting a newer wing touches only what nobody has changed since.

import { createHash } from 'node:crypto'
import type { MudId, MudObject, Naming } from './mud-object.ts'
import { isState } from './state.ts'

export interface Seed extends Naming, Pick<MudObject, 'text' | 'flags' | 'locks' | 'props'> {
  /** Unique in the whole world: `bbn-lab`, and for an exit `bbn-lab>south`. */
  readonly key: string
  readonly kind: Exclude<MudObject['kind'], 'character'>
  /** Keys of other seeds. */
  readonly location: string | null
  readonly target: string | null
}

export interface Wing {
  readonly name: string
  readonly seeds: readonly Seed[]
}

/** What a seed makes of an object, apart from where it is: a lamp that was carried off is still the lamp. */
type Made = Omit<Seed, 'key' | 'kind' | 'location'>

/** The same for the same content, whatever the order of its fields. */
export const seedHash = (made: Made): string => {
  const { name, one, the, words, text, flags, locks, props, target } = made
  // A lid that somebody opened is no change of the thing.
  const kept = flags.filter((flag) => flag !== 'closed').sort()
  const content = { name, one, the, words, text, flags: kept, locks, props, target }
  return createHash('sha256').update(canonical(content)).digest('base64url').slice(0, 16)
}

export const wingHash = (wing: Wing): string =>
  createHash('sha256').update(canonical(wing.seeds)).digest('base64url').slice(0, 16)

/** What stands in the world now in the shape of a seed, to see whether somebody has changed it. */
export const madeOf = (object: MudObject, keyOf: (id: MudId) => string | null): Made => {
  const { name, one, the, words, text, flags, locks, target } = object
  const props = Object.fromEntries(Object.entries(object.props).filter(([each]) => !isState(each)))
  return {
    ...{ name, words, text, flags, locks, props, target: target === null ? null : keyOf(target) },
    ...(one !== undefined && { one }),
    ...(the !== undefined && { the }),
  }
}

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join(',')}}`
}
