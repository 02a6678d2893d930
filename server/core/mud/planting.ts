// Planting wings: first all objects, then what leads where, so that wings may lead into each other.

import type { MudId, MudObject } from './mud-object.ts'
import { madeOf, type Seed, seedHash, type Wing } from './seed.ts'
import { isState } from './state.ts'
import type { Planting } from './wing-calls.ts'
import { HOUSE, type World } from './world.ts'

/** The message names the seed that leads to or lies in nothing. */
export class PlantingError extends Error {}

/** Runs inside a command. @throws PlantingError */
export const plant = (world: World, wings: readonly Wing[]): Planting => {
  const seeds = wings.flatMap((wing) => wing.seeds)
  const known = new Set(seeds.map((seed) => seed.key))
  for (const { key, location, target } of seeds) {
    for (const other of [location, target]) {
      if (other !== null && !known.has(other) && world.seeded(other) === undefined) {
        throw new PlantingError(`${key} names ${other}, which is not there`)
      }
    }
  }
  const outcome = { made: 0, renewed: 0, kept: 0 }
  const fresh = new Set<string>()
  const isEmpty = world.size === 0
  // Rooms first: everything else lies in them.
  for (const seed of [...seeds].sort((a, b) => Number(a.kind !== 'room') - Number(b.kind !== 'room'))) {
    if (world.seeded(seed.key) !== undefined || (!isEmpty && world.repository.wasDestroyed(seed.key))) continue
    world.create(
      {
        ...{ ...contentOf(seed), owner: null, account: null, parent: null },
        ...{ location: idOf(world, seed.location), target: idOf(world, seed.target) },
      },
      HOUSE,
      'plant',
    )
    fresh.add(seed.key)
    outcome.made += 1
  }
  for (const seed of seeds) settle(world, seed, { isFresh: fresh.has(seed.key), outcome })
  return outcome
}

const settle = (
  world: World,
  seed: Seed,
  { isFresh, outcome }: { readonly isFresh: boolean; readonly outcome: { renewed: number; kept: number } },
): void => {
  const object = world.seeded(seed.key)
  if (object === undefined) {
    outcome.kept += 1
    return
  }
  const target = idOf(world, seed.target)
  if (isFresh) {
    // What it lies in or leads to may have been planted after it.
    const location = idOf(world, seed.location)
    if (object.target !== target || object.location !== location) world.change(object, { target, location }, HOUSE, '')
    return
  }
  const hash = seedHash(seed)
  if (object.seed?.hash === hash) return
  if (seedHash(madeOf(object, (id) => world.get(id)?.seed?.key ?? null)) !== object.seed?.hash) {
    outcome.kept += 1
    return
  }
  const kept = Object.fromEntries(Object.entries(object.props).filter(([each]) => isState(each)))
  const content = contentOf(seed)
  world.change(object, { ...content, target, props: { ...content.props, ...kept } }, HOUSE, 'renew')
  outcome.renewed += 1
}

const contentOf = (seed: Seed): Omit<MudObject, 'id' | 'owner' | 'account' | 'parent' | 'location' | 'target'> => {
  const { key, kind, name, one, the, words, text, flags, locks, props } = seed
  return {
    ...{ kind, name, words, text, flags, locks, props, seed: { key, hash: seedHash(seed) } },
    ...(one !== undefined && { one }),
    ...(the !== undefined && { the }),
  }
}

const idOf = (world: World, key: string | null): MudId | null => (key === null ? null : (world.seeded(key)?.id ?? null))

/** A part of the world as seeds again: the rooms of an area with what is in them. Bodies stay out. */
export const dumpWing = (world: World, name: string, rooms: readonly MudObject[]): Wing => {
  const keys = new Map<MudId, string>()
  const found: MudObject[] = []
  const gather = (object: MudObject, inside: string | null): void => {
    if (object.kind === 'character') return
    keys.set(object.id, object.seed?.key ?? freshKey(object, inside))
    found.push(object)
    for (const each of world.in(object.id)) gather(each, keys.get(object.id) ?? null)
  }
  for (const room of rooms) gather(room, null)
  const keyOf = (id: MudId | null): string | null =>
    id === null ? null : (keys.get(id) ?? keyElsewhere(world.get(id)))
  const seeds = found.map((object): Seed => {
    const { kind } = object
    if (kind === 'character') throw new Error('bodies are not seeds')
    return { ...madeOf(object, keyOf), kind, key: keys.get(object.id) ?? '', location: keyOf(object.location) }
  })
  return { name, seeds: seeds.filter((seed) => seed.kind !== 'exit' || seed.target !== null) }
}

/** A room of another part is called there as it would be called in a dump of its own. */
const keyElsewhere = (object: MudObject | undefined): string | null =>
  object?.seed?.key ?? (object?.kind === 'room' ? freshKey(object, null) : null)

/** Readable, and unique by the number at its end. */
const freshKey = (object: MudObject, inside: string | null): string => {
  const slug = (object.name.en ?? object.name.nb ?? object.kind)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
  if (object.kind === 'exit' && inside !== null) return `${inside}>${slug}`
  return `${slug}-${object.id}`
}

/**
 * Gives everything that has no key one that it keeps for good, and rooms of no wing one, so that what was written into
 * files can be brought in again in its place. Runs inside a command.
 */
export const giveKeys = (world: World, wingOf: (room: MudObject) => string): void => {
  const bare = [...world.objects()].filter((object) => object.kind !== 'character' && object.seed === null)
  const ordered = [...bare].sort((a, b) => Number(a.kind !== 'room') - Number(b.kind !== 'room'))
  for (const object of ordered) {
    const key = freshKey(object, world.get(object.location)?.seed?.key ?? null)
    const free = world.seeded(key) === undefined ? key : `${key}-${object.id}`
    const props = object.kind === 'room' ? { ...object.props, area: wingOf(object) } : object.props
    world.change(object, { props, seed: { key: free, hash: '' } }, HOUSE, '')
  }
  for (const { id } of ordered) {
    const object = world.get(id)
    if (object?.seed == null) continue
    const hash = seedHash(madeOf(object, (other) => world.get(other)?.seed?.key ?? null))
    world.change(object, { seed: { ...object.seed, hash } }, HOUSE, '')
  }
}
