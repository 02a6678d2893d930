// get, drop, put, give, inventory

import { type Act, Stop } from '../act.ts'
import { prose } from '../line.ts'
import { hasFlag, type MudObject, one, propLocal, the } from '../mud-object.ts'
import type { Verb } from '../verb.ts'

/** How many things one body can carry, and one container hold. */
const CARRIED = 30
const HELD = 50

export const get: Verb = {
  words: { en: ['get', 'take', 'pick'], nb: ['ta', 'plukk', 'hent'] },
  topic: 'things',
  help: {
    en: 'get THING [from CONTAINER]\nPicks something up: "get lamp", "get all", "get 2nd key from chest".',
    nb: 'ta TING [fra BEHOLDER]\nPlukker opp noe: «ta lampe», «ta alt», «ta andre nøkkel fra kista».',
  },
  run: (act) => {
    const phrase = act.rest.replace(/^(?:up|opp)\s+/i, '')
    if (phrase === '') throw new Stop('mud.get.what')
    const [what = '', from] = phrase.split(/\s+(?:from|out of|fra|ut av)\s+/i)
    if (from !== undefined) {
      act.find(from, act.inReach, (container) => {
        if (!act.isOpen(container)) throw new Stop('mud.look.closed', { what: the(container) })
        act.each(what, act.world.in(container.id), (thing) => take(act, thing))
      })
      return
    }
    const here = act.world.in(act.room.id).filter((each) => each.kind !== 'exit' && each.id !== act.body.id)
    const isAll = /^(?:all|everything|alt|alle)\b/i.test(what)
    const open = here.filter((each) => act.isOpen(each)).flatMap((each) => act.world.in(each.id))
    const candidates = isAll ? here.filter((each) => isPortable(act, each)) : [...here, ...open]
    act.each(what, candidates, (thing) => take(act, thing), isAll ? 'mud.get.nothing' : 'mud.no-such')
  },
}

const isPortable = (act: Act, object: MudObject): boolean =>
  object.kind === 'thing' && !hasFlag(object, 'fixed') && !hasFlag(object, 'hidden') && act.passes(object, 'take')

const take = (act: Act, thing: MudObject): void => {
  if (thing.location === act.body.id) throw new Stop('mud.get.have', { what: the(thing) })
  if (thing.kind !== 'thing') throw new Stop('mud.get.not-a-thing', { what: the(thing) })
  if (hasFlag(thing, 'fixed') || !act.passes(thing, 'take')) {
    const words = propLocal(thing, 'fail')
    if (words === null) throw new Stop('mud.get.fixed', { what: the(thing) })
    act.show(prose(words, 'wrong'))
    return
  }
  if (act.carried.length >= CARRIED) throw new Stop('mud.get.full', { count: CARRIED })
  act.world.move(thing, act.body.id)
  act.both('mud.get.done', { what: the(thing), thing: one(thing) })
  act.theatre.happenings.note('get', { actor: act.body.id, thing: thing.id })
  moved(act)
}

export const drop: Verb = {
  words: { en: ['drop'], nb: ['slipp', 'legg'] },
  topic: 'things',
  help: {
    en: 'drop THING\nPuts down what you carry: "drop lamp", "drop all".',
    nb: 'slipp TING\nLegger fra deg det du bærer: «slipp lampe», «slipp alt».',
  },
  run: (act) => {
    const into = splitInto(act.rest)
    if (into !== null) return putInto(act, into)
    const phrase = act.rest.replace(/^(?:down|ned|fra meg)\s+/i, '')
    if (phrase === '') throw new Stop('mud.drop.what')
    act.each(phrase, act.carried, (thing) => letGo(act, thing), 'mud.not-carried')
  },
}

const letGo = (act: Act, thing: MudObject): void => {
  act.world.move(thing, act.room.id)
  act.both('mud.drop.done', { what: the(thing), thing: one(thing) })
  act.theatre.happenings.note('drop', { actor: act.body.id, thing: thing.id })
  moved(act)
}

export const put: Verb = {
  words: { en: ['put', 'place'], nb: ['putt', 'sett'] },
  topic: 'things',
  help: {
    en: 'put THING in CONTAINER\nPuts what you carry into something: "put letter in basket".',
    nb: 'putt TING i BEHOLDER\nLegger det du bærer oppi noe: «putt brev i kurv», «legg brev i kurven».',
  },
  run: (act) => {
    const into = splitInto(act.rest)
    if (into === null) throw new Stop('mud.put.where')
    putInto(act, into)
  },
}

const splitInto = (text: string): { readonly what: string; readonly into: string } | null => {
  const [what = '', into = ''] = text.split(/\s+(?:into|inside|in|oppi|nedi|inni|i)\s+(.+)/i)
  return what === '' || into === '' ? null : { what, into }
}

const putInto = (act: Act, { what, into }: { readonly what: string; readonly into: string }): void =>
  act.find(into, act.inReach, (container) => {
    if (!hasFlag(container, 'container')) throw new Stop('mud.look.no-inside', { what: the(container) })
    if (!act.isOpen(container)) throw new Stop('mud.look.closed', { what: the(container) })
    if (!act.passes(container, 'enter')) throw new Stop('mud.put.locked', { into: the(container) })
    act.each(what, act.carried, (thing) => stow(act, thing, container), 'mud.not-carried')
  })

const stow = (act: Act, thing: MudObject, container: MudObject): void => {
  if (thing.id === container.id) throw new Stop('mud.put.itself', { what: the(thing) })
  if (act.world.in(container.id).length >= HELD) throw new Stop('mud.put.full', { into: the(container) })
  act.world.move(thing, container.id)
  act.both('mud.put.done', { what: the(thing), thing: one(thing), into: the(container) })
  moved(act)
}

export const give: Verb = {
  words: { en: ['give', 'hand'], nb: ['gi'] },
  topic: 'things',
  help: {
    en: 'give THING to SOMEBODY\nHands over what you carry: "give lamp to ada".',
    nb: 'gi TING til NOEN\nRekker noe du bærer til en annen: «gi lampe til ada».',
  },
  run: (act) => {
    const [what = '', whom = ''] = act.rest.split(/\s+(?:to|til)\s+(.+)/i)
    if (what === '' || whom === '') throw new Stop('mud.give.whom')
    const people = act.world.in(act.room.id).filter((each) => each.kind === 'character' && act.isPresent(each))
    act.find(
      whom,
      people,
      (receiver) => {
        if (receiver.id === act.body.id) throw new Stop('mud.give.self')
        act.each(what, act.carried, (thing) => handOver(act, thing, receiver), 'mud.not-carried')
      },
      'mud.nobody',
    )
  },
}

const handOver = (act: Act, thing: MudObject, receiver: MudObject): void => {
  if (act.world.in(receiver.id).length >= CARRIED) throw new Stop('mud.give.full', { whom: the(receiver) })
  act.world.move(thing, receiver.id)
  const values = { what: the(thing), thing: one(thing), whom: the(receiver) }
  act.theatre.stage.toBody(receiver, {
    key: 'mud.give.received',
    values: { ...values, who: the(act.body) },
    tone: 'plain',
  })
  act.tell('mud.give.done', values)
  act.others('mud.give.done.others', values, [receiver.id])
  act.theatre.stage.carries(receiver)
  moved(act)
}

export const inventory: Verb = {
  words: { en: ['inventory', 'i', 'inv'], nb: ['beholdning', 'eiendeler', 'bærer'] },
  topic: 'things',
  help: { en: 'inventory\nWhat you carry.', nb: 'beholdning\nDet du bærer på deg.' },
  run: (act) => {
    const list = act.carried.map(one)
    if (list.length === 0) act.tell('mud.inventory.none')
    else act.tell('mud.inventory', { list, count: list.length }, 'list')
  },
}

const moved = (act: Act): void => {
  act.theatre.stage.carries(act.body)
  act.theatre.stage.changed(act.room.id)
}
