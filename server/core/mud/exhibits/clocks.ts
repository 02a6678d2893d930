// Bells, and the mail hour: letters that are dropped in the dog's basket are carried when the clock strikes.

import { type Act, Stop, type Theatre } from '../act.ts'
import { line } from '../line.ts'
import type { MudObject } from '../mud-object.ts'
import { addEntry, type Entry, entriesOf, setEntries } from '../state.ts'
import type { Exhibit } from './exhibit.ts'

export const bell: Exhibit = { use: (act) => act.both('mud.bell.rings') }

/** Every so often, in milliseconds. */
const MAIL_HOUR = 5 * 60_000

const untilNext = (now: number): number => MAIL_HOUR - (now % MAIL_HOUR)

export const mailHour: Exhibit = {
  use: (act, thing, words) => {
    const now = act.theatre.clock.now()
    const isBasket = thing.flags.includes('container')
    if (!isBasket || words === '') {
      const seconds = Math.ceil(untilNext(now) / 1000)
      act.tell('mud.mail-hour.when', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
      const waiting = entriesOf(thing, 'letters').length
      if (isBasket) act.tell('mud.mail-hour.waiting', { count: waiting }, 'dim')
      return
    }
    drop(act, thing, words)
  },
}

const drop = (act: Act, basket: MudObject, words: string): void => {
  if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
  const [, name = '', text = ''] = /^(?:to\s+|til\s+)?([\w-]+)[:,]?\s+(.+)$/is.exec(words) ?? []
  if (text === '') throw new Stop('mud.mail-hour.how')
  const { wires, clock } = act.theatre
  if (wires.person(act.session, name) === null) throw new Stop('mud.mail-hour.nobody', { name })
  const who = act.body.name.en ?? ''
  addEntry(act.world, basket, 'letters', { who, at: clock.now(), text, to: [name] })
  act.both('mud.mail-hour.dropped', { name })
  strikeLater(act, basket)
}

/** One appointment for each basket, made when a letter lies in it. */
const strikeLater = (act: Act, basket: MudObject): void => {
  if (entriesOf(act.world.get(basket.id) ?? basket, 'letters').length !== 1) return
  const { scheduler, clock } = act.theatre
  scheduler.later(untilNext(clock.now()), () => strike(act, basket))
}

/** The dog carries each letter to whoever it is for, as soon as they walk about in the world. */
const strike = (act: Act, basket: MudObject): void => {
  const { world, theatre } = act
  const standing = world.get(basket.id)
  const room = standing === undefined ? undefined : world.roomOf(standing)
  if (standing === undefined || room === undefined) return
  const letters = entriesOf(standing, 'letters')
  const kept = letters.filter((letter) => !carry(theatre, letter))
  setEntries(world, standing, 'letters', kept)
  theatre.stage.toRoom(room.id, [line('mud.mail-hour.strikes', { count: letters.length - kept.length })])
  if (kept.length > 0) theatre.scheduler.later(MAIL_HOUR, () => strike(act, basket))
}

/** False when the one it is for is not awake in the world. */
const carry = ({ world, bodies, stage }: Theatre, { who, text, to }: Entry): boolean => {
  const body = world.bodyCalled(to?.[0] ?? '')
  if (body === undefined || !bodies.isAwake(body)) return false
  stage.toBody(body, line('mud.mail-hour.letter', { who, text }, 'said'))
  return true
}
