// tour: the guide walks along, from 1971 to the present

import { type Act, Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import { moveBody } from '../movement.ts'
import { type MudObject, propLocal, the } from '../mud-object.ts'
import type { Verb } from '../verb.ts'

/** Keys of the rooms, in the order of their years. */
const STOPS = [
  ...['bbn-lab', 'plato-classroom', 'essex-terminal-room', 'cbbs-basement', 'usenet-tube-room', 'fido-kennel'],
  ...['habitat-street', 'oulu-lab', 'lambda-living-room', 'web-office', 'six-threads', 'lj-desk', 'wiki-library'],
  ...['friends-lounge', 'projector-room', 'bird-room', 'terrace'],
]
/** How long one stays at each, in milliseconds: some fifteen minutes in all. */
const STAY = 50_000

export const tour: Verb = {
  words: { en: ['tour'], nb: ['omvisning'] },
  topic: 'look',
  help: {
    en: 'tour\nThe guide walks with you through the years, a quarter of an hour. "next" goes on at once, "tour" again ends it; whenever you walk off by yourself, the guide lets you.',
    nb: 'omvisning\nGuiden går sammen med deg gjennom årene, et kvarter. «neste» går videre med en gang, «omvisning» igjen avslutter; går du din egen vei, lar guiden deg gjøre det.',
  },
  run: (act) => {
    const { tours } = act.theatre
    const standing = tours.get(act.body.id)
    if (standing !== undefined) {
      standing.cancel()
      tours.delete(act.body.id)
      act.tell('mud.tour.ended')
      return
    }
    act.tell('mud.tour.begins', { count: STOPS.length })
    goTo(act, 0)
  },
}

export const next: Verb = {
  words: { en: ['next'], nb: ['neste'] },
  topic: 'look',
  help: { en: 'next\nGoes on with the tour.', nb: 'neste\nGår videre med omvisningen.' },
  run: (act) => {
    if (!act.theatre.tours.has(act.body.id)) throw new Stop('mud.tour.none')
    goTo(act, STOPS.indexOf(act.room.seed?.key ?? '') + 1)
  },
}

const goTo = (act: Act, at: number): void => {
  const { tours, scheduler } = act.theatre
  tours.get(act.body.id)?.cancel()
  const room = act.world.seeded(STOPS[at] ?? '')
  if (room === undefined) {
    tours.delete(act.body.id)
    act.tell('mud.tour.over')
    return
  }
  if (room.id !== act.room.id) {
    moveBody(act, room, {
      leaving: line('mud.tour.leaves', { who: the(act.body) }, 'dim'),
      arriving: line('mud.tour.arrives', { who: the(act.body) }, 'dim'),
    })
  }
  tell(act, room, at)
  tours.set(
    act.body.id,
    scheduler.later(STAY, () => goOn(act, room, at + 1)),
  )
}

/** Unless the visitor has gone their own way, or home to sleep. */
const goOn = (act: Act, from: MudObject, at: number): void => {
  const { tours, bodies } = act.theatre
  if (act.world.get(act.waking.body) === undefined || !bodies.isAwake(act.body) || act.room.id !== from.id) {
    tours.delete(act.waking.body)
    return
  }
  goTo(act, at)
}

/** What the plaque says, in the guide's voice. */
const tell = (act: Act, room: MudObject, at: number): void => {
  act.tell('mud.tour.stop', { at: at + 1, count: STOPS.length }, 'dim')
  const plaque = act.world.in(room.id).find((each) => each.seed?.key.startsWith('plaque') === true)
  const words = plaque === undefined ? null : propLocal(plaque, 'read')
  if (words !== null) act.show(prose(words))
  const thing = act.world.in(room.id).find((each) => each.props['does'] !== undefined)
  if (thing !== undefined) act.tell('mud.tour.try', { what: the(thing) }, 'dim')
}
