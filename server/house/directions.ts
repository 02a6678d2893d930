// Directions as keys of exits: their Norwegian names, and the short forms in both languages.

import type { Local } from '../core/mud/mud-object.ts'
import type { Seed } from '../core/mud/seed.ts'

const DIRECTIONS: Readonly<Record<string, readonly [nb: string, shortEn: string, shortNb: string]>> = {
  north: ['nord', 'n', 'n'],
  south: ['sør', 's', 's'],
  east: ['øst', 'e', 'ø'],
  west: ['vest', 'w', 'v'],
  northeast: ['nordøst', 'ne', 'nø'],
  northwest: ['nordvest', 'nw', 'nv'],
  southeast: ['sørøst', 'se', 'sø'],
  southwest: ['sørvest', 'sw', 'sv'],
  up: ['opp', 'u', 'o'],
  down: ['ned', 'd', 'ned'],
  in: ['inn', 'in', 'inn'],
  out: ['ut', 'out', 'ut'],
}

/** Of any exit: one whose key is no direction is called by its key. */
export const directionName = (way: string): Local => ({ en: way, nb: DIRECTIONS[way]?.[0] ?? way })

export const directionWords = (way: string): Seed['words'] => {
  const [name, en, nb] = DIRECTIONS[way] ?? []
  return { ...(en !== undefined && en !== way && { en: [en] }), ...(nb !== undefined && nb !== name && { nb: [nb] }) }
}
