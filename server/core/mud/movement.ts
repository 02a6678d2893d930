// Getting from room to room: who sees it, which channel is left and which is joined, and what one sees on arriving.

import { isRefusal } from '../refusal.ts'
import type { Act } from './act.ts'
import { Stop } from './act.ts'
import { isBusy } from './exhibits/games.ts'
import { line, prose } from './line.ts'
import { hasFlag, type MudObject, propLocal, propText, the } from './mud-object.ts'
import { hasFound } from './points.ts'
import { describeRoom, roomView } from './rooms.ts'
import { award, markFound } from './score.ts'

/** Lines of the channel that one reads on coming into a linked room. */
const RECALL = 5

/** Through an exit, if it lets one through. */
export const walk = (act: Act, exit: MudObject): void => {
  const target = act.world.get(exit.target)
  if (target === undefined) throw new Stop('mud.go.nowhere', { exit: exit.name })
  if (isBusy(act, target)) throw new Stop('mud.booth.busy')
  if (!act.passes(exit, 'pass') || !act.passes(target, 'enter')) {
    const words = propLocal(exit, 'fail') ?? propLocal(target, 'fail')
    if (words === null) throw new Stop('mud.go.locked', { exit: exit.name })
    act.show(prose(words, 'wrong'))
    return
  }
  if (hasFlag(exit, 'closed')) throw new Stop('script.closed', { exit: exit.name })
  act.theatre.happenings.note('use', { actor: act.body.id, thing: exit.id })
  const said = propLocal(exit, 'success')
  if (said !== null) act.show(prose(said))
  moveBody(act, target, { leaving: line('mud.leaves', { who: the(act.body), exit: exit.name }, 'dim') })
}

export interface Passage {
  /** What those read who stay behind; `null`: nobody notices. */
  readonly leaving: ReturnType<typeof line> | null
  readonly arriving?: ReturnType<typeof line>
}

/** The body stands in `target` from now on. */
export const moveBody = (act: Act, target: MudObject, { leaving, arriving }: Passage): void => {
  const { theatre, body } = act
  const from = act.room
  if (leaving !== null) theatre.stage.toRoom(from.id, [leaving], [body.id])
  act.world.move(body, target.id)
  theatre.seated.delete(body.id)
  theatre.stage.changed(from.id)
  theatre.stage.toRoom(target.id, [arriving ?? line('mud.arrives', { who: the(body) }, 'dim')], [body.id])
  hangUp(act, from)
  arrive(act)
  theatre.happenings.note('leave', { actor: body.id, room: from.id })
  theatre.happenings.note('enter', { actor: body.id, room: target.id })
}

/** Sees the room, hears its channel. Also on waking up. */
export const arrive = (act: Act): void => {
  const { theatre, body, room } = act
  pickUp(act, room)
  const presence = theatre.bodies.presenceOf(body.id)
  const isBrief = propText(body, 'brief') !== ''
  for (const waking of theatre.bodies.sessionsOf(body.id)) {
    const onlooker = { theatre, session: waking.session, body }
    waking.question = null
    theatre.stage.toSession(waking.session, ...describeRoom(onlooker, room, isBrief), ...heard(act, room))
    if (presence !== null) theatre.tick.publish({ type: 'world.moved', to: presence, room: roomView(onlooker, room) })
  }
  theatre.stage.changed(room.id)
  greet(act, room)
  award(act, room, 'room')
}

/** People who greet do so once. */
const greet = (act: Act, room: MudObject): void => {
  for (const person of act.world.in(room.id)) {
    const words = person.kind === 'person' ? propLocal(person, 'greets') : null
    if (words === null || person.seed === null || hasFound(act.body, `met:${person.seed.key}`)) continue
    markFound(act, `met:${person.seed.key}`)
    act.tell('mud.ask.says', { who: the(person), text: words }, 'said')
  }
}

/** Joins the room's channel; one who may not come in stands in the room all the same, and is told. */
const pickUp = (act: Act, room: MudObject): void => {
  const channel = propText(room, 'channel')
  const { wires, wired } = act.theatre
  if (channel === '' || wires.isIn(act.session, channel)) return
  try {
    wires.join(act.session, channel)
    wired.set(act.body.id, channel)
  } catch (error) {
    if (!isRefusal(error)) throw error
    act.tell('mud.wire.refused', { channel, why: error.code }, 'wrong')
  }
}

/** Leaves the channel that walking in has joined; one that was joined elsewhere stays. */
export const hangUp = (act: Act, from: MudObject): void => {
  const { wires, wired } = act.theatre
  const channel = wired.get(act.body.id)
  if (channel === undefined || propText(from, 'channel') !== channel) return
  wired.delete(act.body.id)
  if (wires.isIn(act.session, channel)) wires.part(act.session, channel)
}

const heard = (act: Act, room: MudObject) => {
  const channel = propText(room, 'channel')
  if (channel === '' || !act.theatre.wires.isIn(act.session, channel)) return []
  const lines = act.theatre.wires.recent(act.session, channel, RECALL)
  return lines.map(({ nick, kind, text, at }) => line(`mud.recall.${kind}`, { who: nick, text, at }, 'dim'))
}
