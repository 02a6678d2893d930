// An explorer's score in the manner of MUD1: finding rooms, reading what stands there, and doing what can be done gives
// points, each thing once. At the top of the ladder stands the wizard, who may build more.

import type { Act } from './act.ts'
import { type Local, type MudObject, propText } from './mud-object.ts'
import { setState, stateOf } from './state.ts'
import { HOUSE } from './world.ts'

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

export const rankAt = (score: number): number => RANKS.reduce((best, { from }, rank) => (score >= from ? rank : best), 0)

export const hasFound = (body: MudObject, what: string): boolean => stateOf(body, 'found').split(' ').includes(what)

/** Points for something of the shipped world that this body has not found before. */
export const award = (act: Act, found: MudObject, kind: keyof typeof POINTS): void => {
  const { seed } = found
  if (seed === null) return
  const what = kind === 'room' ? seed.key : `${kind}:${seed.key}`
  const { body, world } = act
  if (hasFound(body, what)) return
  const before = scoreOf(body)
  const score = before + POINTS[kind]
  setState(world, body, 'found', `${stateOf(body, 'found')} ${what}`.trim())
  setState(world, body, 'score', String(score))
  const [was, is] = [rankAt(before), rankAt(score)]
  act.tell('mud.score.gain', { points: POINTS[kind], score }, 'dim')
  if (is > was) act.both('mud.score.rank', { rank: RANKS[is]?.name ?? {}, who: act.body.name })
  if (is === RANKS.length - 1 && is > was) {
    world.change(act.body, { props: { ...act.body.props, builder: 'by exploring' } }, HOUSE, 'builder')
  }
}
