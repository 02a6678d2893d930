// The world as a script sees it while it runs: what it stands on, who set it off, and what is in sight from there.

import type { AccountId } from '../../ids.ts'
import { type Local, type MudId, type MudObject, propText } from '../mud-object.ts'
import type { World } from '../world.ts'
import type { Said } from './effect.ts'
import { isBoth, isList, isThing, type Value } from './value.ts'

export interface Scene {
  readonly world: World
  /** What carries the script. */
  readonly self: MudId
  /** Who set it off; null for a timer. */
  readonly actor: MudId | null
  /** What was said, or what stood behind `use THING`. */
  readonly words: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Sleeping bodies are out of sight. */
  isAwake(object: MudObject): boolean
  /** In [0, 1). */
  random(): number
}

export const selfOf = (scene: Scene): MudObject | undefined => scene.world.get(scene.self)

/** A script may change what its owner owns; the house's scripts what the house owns. */
export const mayTouch = (scene: Scene, object: MudObject): boolean => {
  const self = selfOf(scene)
  return self !== undefined && object.kind !== 'character' && ownerOf(object) === ownerOf(self)
}

const ownerOf = (object: MudObject): AccountId | null => object.owner

/** The room that it happens in; for the script of a room that room. */
export const hereOf = (scene: Scene): MudObject | undefined => {
  const self = selfOf(scene)
  return self === undefined ? undefined : scene.world.roomOf(self)
}

const NOTHING: readonly MudObject[] = []

/** What can be named from here: what lies, stands and leads out here, what is in or on the thing itself. */
export const inSight = (scene: Scene): readonly MudObject[] => {
  const { world } = scene
  const here = hereOf(scene)
  const around = here === undefined ? NOTHING : world.in(here.id)
  const actor = world.get(scene.actor)
  return [...world.in(scene.self), ...around, ...(actor === undefined ? NOTHING : world.in(actor.id))].filter(
    (each) => each.kind !== 'character' || scene.isAwake(each),
  )
}

/** A thing, or what a text names: `#12` if it is the owner's or in sight, a name if it is in sight. */
export const objectOf = (scene: Scene, value: Value): MudObject | undefined => {
  if (isThing(value)) return scene.world.get(value.id)
  if (typeof value !== 'string') return undefined
  const number = /^#(\d+)$/.exec(value)?.[1]
  if (number !== undefined) {
    const object = scene.world.get(Number(number) as MudId)
    if (object === undefined) return undefined
    return mayTouch(scene, object) || inSight(scene).includes(object) ? object : undefined
  }
  const wanted = value.toLowerCase()
  return inSight(scene).find((each) => isCalled(each, wanted))
}

const isCalled = ({ name, words }: MudObject, wanted: string): boolean =>
  [...Object.values(name), ...Object.values(words).flat()].some((each) => each?.toLowerCase() === wanted)

/** As it is said: a thing by its name, a list with commas, nothing as ''. */
export const saidOf = (scene: Scene, value: Value): Said => {
  if (value === null) return ''
  if (isList(value)) return value.map((each) => plain(saidOf(scene, each))).join(', ')
  if (isBoth(value)) return value.local
  if (isThing(value)) return scene.world.get(value.id)?.name ?? ''
  return typeof value === 'string' ? value : String(value)
}

export const plain = (said: string | Local): string => (typeof said === 'string' ? said : (said.en ?? said.nb ?? ''))

/** What a thing remembers stands in properties that begin so. */
export const MEMORY = '~my.'

export const memoryOf = (object: MudObject, name: string): string => propText(object, `${MEMORY}${name}`)
