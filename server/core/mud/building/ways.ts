// Exits as builders name them: a direction in either language, or words of their own; and where they may lead.

import { type Act, Stop } from '../act.ts'
import { directionName, directionOf, directionWords, oppositeOf } from '../directions.ts'
import { hasFlag, type MudObject, type Naming } from '../mud-object.ts'
import { foldWords } from '../words.ts'
import { local, nameIn, ownerOf } from './own.ts'
import { make } from './quota.ts'

type WayName = Pick<Naming, 'name' | 'words'>

export interface Ways {
  readonly way: WayName
  readonly back: WayName | null
}

/** `north`, `north|south`, `blue door|out`. Directions have their opposites, other ways lead "back". */
export const waysIn = (
  act: Act,
  text: string,
): Required<Ways> & { readonly back: WayName; readonly hasBack: boolean } => {
  const [way = '', back] = text.split('|').map((each) => each.trim())
  const opposite = oppositeOf(directionOf(way) ?? '')
  return { way: wayNamed(act, way), back: backNamed(act, back, opposite), hasBack: back !== undefined }
}

const backNamed = (act: Act, back: string | undefined, opposite: string | null): WayName => {
  if (back !== undefined) return wayNamed(act, back)
  if (opposite !== null) return wayNamed(act, opposite)
  return { name: { en: 'back', nb: 'tilbake' }, words: { en: ['out'], nb: ['ut'] } }
}

const wayNamed = (act: Act, text: string): WayName => {
  const direction = directionOf(text)
  if (direction !== null) return { name: directionName(direction), words: directionWords(direction) }
  return { name: local(act.language, nameIn(text)), words: {} }
}

/** @throws Stop when the room is neither one's own nor common, or has a way of that name */
export const requireWayFree = (act: Act, room: MudObject, way: WayName): void => {
  if (!act.owns(room) && !hasFlag(room, 'common')) {
    throw new Stop('mud-build.dig.not-here', { room: room.name, owner: ownerOf(act, room) })
  }
  const wanted = Object.values(way.name).map(foldWords)
  const taken = act.world
    .exitsOf(room.id)
    .some(({ name, words }) =>
      [...Object.values(name), ...Object.values(words).flat()].some((each) => wanted.includes(foldWords(each ?? ''))),
    )
  if (taken) throw new Stop('mud-build.dig.taken', { way: way.name, room: room.name })
}

/** @throws Stop when nobody but its owner may lead ways there */
export const requireMayLead = (act: Act, room: MudObject): void => {
  if (act.owns(room) || hasFlag(room, 'common')) return
  if (room.locks.link !== undefined && act.passes(room, 'link')) return
  throw new Stop('mud-build.link.not-there', { room: room.name, owner: ownerOf(act, room) })
}

export const openWay = (act: Act, way: WayName, from: MudObject, to: MudObject | null): MudObject =>
  make(act, { kind: 'exit', ...way, location: from.id, target: to?.id ?? null }, 'open')
