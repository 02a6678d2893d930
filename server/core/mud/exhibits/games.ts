// Things to try out: a ladder of ranks, two vending machines whose prices do not fit, a ballot box, a Top Eight frame, a
// telescope, and the table where lines show while they are typed.

import { type Act, Stop } from '../act.ts'
import { line } from '../line.ts'
import { hasFlag, type MudObject, propText, the } from '../mud-object.ts'
import { RANKS, rankAt, scoreOf } from '../points.ts'
import { entriesOf, setEntries, setState, stateOf } from '../state.ts'
import type { Exhibit } from './exhibit.ts'

export const ladder: Exhibit = {
  use: (act) => {
    const score = scoreOf(act.body)
    const rank = rankAt(score)
    for (const [at, { from, name }] of [...RANKS.entries()].reverse()) {
      act.show(line(at === rank ? 'mud.ladder.here' : 'mud.ladder.rung', { rank: name, from }, 'list'))
    }
    act.others('mud.ladder.climbs')
  },
}

const PRICES = { sell: 75, buy: 100, start: 200 } as const

const tokensOf = (body: MudObject): number => Number(stateOf(body, 'tokens') || PRICES.start)
const dollsOf = (body: MudObject): number => Number(stateOf(body, 'dolls'))

/** What the one who trades has then. */
const trade = (act: Act, tokens: number, dolls: number): { readonly tokens: number; readonly dolls: number } => {
  const { world, body } = act
  setState(world, body, 'tokens', String(tokensOf(body) + tokens))
  setState(world, act.body, 'dolls', String(dollsOf(body) + dolls))
  return { tokens: tokensOf(act.body), dolls: dollsOf(act.body) }
}

export const vendingSell: Exhibit = {
  use: (act) => {
    if (tokensOf(act.body) < PRICES.sell) throw new Stop('mud.vending.broke', { price: PRICES.sell })
    act.both('mud.vending.bought', trade(act, -PRICES.sell, 1))
  },
}

export const vendingBuy: Exhibit = {
  use: (act) => {
    if (dollsOf(act.body) < 1) throw new Stop('mud.vending.no-doll')
    act.both('mud.vending.sold', trade(act, PRICES.buy, -1))
    if (tokensOf(act.body) >= 2 * PRICES.start) act.tell('mud.vending.lesson', {}, 'dim')
  },
}

/** More than so many rooms for each builder, or fewer: the one thing in this world that is voted on. */
export const ballot: Exhibit = {
  use: (act, thing, words) => {
    const answer = /^(?:yes|ja)\b/i.test(words) ? 'yes' : /^(?:no|nei)\b/i.test(words) ? 'no' : null
    const votes = entriesOf(thing, 'votes')
    if (answer !== null) {
      if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
      const who = act.body.name.en ?? ''
      const vote = { who, at: act.theatre.clock.now(), text: answer }
      setEntries(act.world, thing, 'votes', [...votes.filter((each) => each.who !== who), vote])
      act.both('mud.ballot.cast')
    }
    const now = entriesOf(act.world.get(thing.id) ?? thing, 'votes')
    const yes = now.filter(({ text }) => text === 'yes').length
    act.tell('mud.ballot.count', { yes, no: now.length - yes }, 'list')
  },
}

const PLACES = 8

export const topEight: Exhibit = {
  use: (act, thing, words) => {
    const of = /^(?:of|til|av)\s+([\w-]+)$/i.exec(words)?.[1]
    const me = act.body.name.en ?? ''
    if (words !== '' && of === undefined) {
      if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
      const names = words.split(/[\s,]+/).filter((name) => name !== '')
      if (names.length > PLACES) throw new Stop('mud.top-eight.too-many', { most: PLACES })
      const unknown = names.find((name) => act.theatre.wires.person(act.session, name) === null)
      if (unknown !== undefined) throw new Stop('mud.mail-hour.nobody', { name: unknown })
      setState(act.world, act.body, 'top-eight', names.join(' '))
      act.both('mud.top-eight.hung', { what: the(thing), list: names })
      return
    }
    const whose = of ?? me
    const body = whose === me ? act.body : act.world.bodyCalled(whose)
    const list = stateOf(body ?? act.body, 'top-eight')
      .split(' ')
      .filter((name) => name !== '')
    if (body === undefined || list.length === 0) throw new Stop('mud.top-eight.empty', { name: whose })
    for (const [at, name] of list.entries()) act.show(line('mud.top-eight.place', { place: at + 1, name }, 'list'))
  },
}

export const telescope: Exhibit = {
  use: (act) => {
    const { world, bodies } = act.theatre
    const area = propText(act.room, 'area')
    const rooms = world.roomsOf(area)
    const busy = rooms.filter((room) => bodies.awakeIn(room.id).length > 0 && room.id !== act.room.id)
    act.tell('mud.telescope.rooms', { count: rooms.length })
    for (const room of busy.slice(0, 10)) {
      const people = bodies.awakeIn(room.id).map((body) => body.name)
      act.show(line('mud.telescope.busy', { room: room.name, list: people, count: people.length }, 'list'))
    }
  },
}

/** Sits down or gets up; while one sits, what one has not finished typing is shown to the others at the table. */
export const talkomatic: Exhibit = {
  use: (act, thing) => {
    const { seated } = act.theatre
    if (seated.get(act.body.id) === thing.id) {
      seated.delete(act.body.id)
      act.both('mud.talkomatic.up')
      act.theatre.stage.changed(act.room.id)
      return
    }
    const others = [...seated].filter(([, table]) => table === thing.id).length
    if (others >= 5) throw new Stop('mud.talkomatic.full')
    seated.set(act.body.id, thing.id)
    act.both('mud.talkomatic.down')
    act.theatre.stage.changed(act.room.id)
  },
}

/** A room that holds one: everybody else hears the busy signal. */
export const isBusy = (act: Act, room: MudObject): boolean =>
  propText(room, 'does') === 'booth' && !hasFlag(room, 'common') && act.theatre.bodies.awakeIn(room.id).length > 0
