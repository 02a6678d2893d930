// What an explorer's points are worth: how many for what, and the ladder of ranks from newcomer to wizard.

import { type Local, type MudObject, propText } from './mud-object.ts'
import { stateOf } from './state.ts'

export const POINTS = { room: 5, plaque: 5, deed: 10 } as const

/** From how many points each rank is held. */
export const RANKS: readonly { readonly from: number; readonly name: Local }[] = [
  { from: 0, name: { en: 'newcomer', nb: 'nykommer' } },
  { from: 25, name: { en: 'stroller', nb: 'spaserende' } },
  { from: 60, name: { en: 'reader', nb: 'leser' } },
  { from: 100, name: { en: 'listener', nb: 'lytter' } },
  { from: 150, name: { en: 'correspondent', nb: 'brevskriver' } },
  { from: 200, name: { en: 'regular', nb: 'stamgjest' } },
  { from: 280, name: { en: 'archivist', nb: 'arkivar' } },
  { from: 360, name: { en: 'chronicler', nb: 'krønikeskriver' } },
  { from: 450, name: { en: 'explorer', nb: 'oppdager' } },
  { from: 550, name: { en: 'wizard', nb: 'trollmann' } },
]

export const scoreOf = (body: MudObject): number => Number(propText(body, '~score'))

export const rankAt = (score: number): number =>
  RANKS.reduce((best, { from }, rank) => (score >= from ? rank : best), 0)

export const hasFound = (body: MudObject, what: string): boolean => stateOf(body, 'found').split(' ').includes(what)
