// An explorer's score in the manner of MUD1: finding rooms, reading what stands there, and doing what can be done gives
// points, each thing once. At the top of the ladder stands the wizard, who may build more.

import type { Act } from './act.ts'
import type { MudObject } from './mud-object.ts'
import { hasFound, POINTS, RANKS, rankAt, scoreOf } from './points.ts'
import { setState, stateOf } from './state.ts'
import { HOUSE } from './world.ts'

/** Remembers it, without points. */
export const markFound = (act: Act, what: string): void =>
  setState(act.world, act.body, 'found', `${stateOf(act.body, 'found')} ${what}`.trim())

/** Points for something of the shipped world that this body has not found before. */
export const award = (act: Act, found: MudObject, kind: keyof typeof POINTS): void => {
  const { seed } = found
  if (seed === null) return
  const what = kind === 'room' ? seed.key : `${kind}:${seed.key}`
  const { body, world } = act
  if (hasFound(body, what)) return
  const before = scoreOf(body)
  const score = before + POINTS[kind]
  markFound(act, what)
  setState(world, body, 'score', String(score))
  const [was, is] = [rankAt(before), rankAt(score)]
  act.tell('mud.score.gain', { points: POINTS[kind], score }, 'dim')
  if (is > was) act.both('mud.score.rank', { rank: RANKS[is]?.name ?? {}, who: act.body.name })
  if (is === RANKS.length - 1 && is > was) {
    world.change(act.body, { props: { ...act.body.props, builder: 'by exploring' } }, HOUSE, 'builder')
  }
}
