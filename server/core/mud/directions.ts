// Directions as keys of exits: their Norwegian names, and the short forms in both languages.

import type { Local } from './mud-object.ts'
import type { Seed } from './seed.ts'

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

const OPPOSITE: Readonly<Record<string, string>> = {
  ...{ north: 'south', south: 'north', east: 'west', west: 'east', up: 'down', down: 'up', in: 'out', out: 'in' },
  ...{ northeast: 'southwest', southwest: 'northeast', northwest: 'southeast', southeast: 'northwest' },
}

/** The direction that a word means in either language, as a key; null for any other word. */
export const directionOf = (word: string): string | null => {
  const folded = word.toLowerCase()
  const found = Object.entries(DIRECTIONS).find(([en, [nb, shortEn, shortNb]]) =>
    [en, nb, shortEn, shortNb].includes(folded),
  )
  return found?.[0] ?? null
}

export const oppositeOf = (way: string): string | null => OPPOSITE[way] ?? null

/** Of any exit: one whose key is no direction is called by its key. */
export const directionName = (way: string): Local => ({ en: way, nb: DIRECTIONS[way]?.[0] ?? way })

export const directionWords = (way: string): Seed['words'] => {
  const [name, en, nb] = DIRECTIONS[way] ?? []
  return { ...(en !== undefined && en !== way && { en: [en] }), ...(nb !== undefined && nb !== name && { nb: [nb] }) }
}
