// Things that lead into the rest of the house: the teletype with the mail, the tube that is a newsgroup, the threads
// from friend to friend.

import { Stop } from '../act.ts'
import { line } from '../line.ts'
import { propText, the } from '../mud-object.ts'
import type { Exhibit } from './exhibit.ts'

/** What waits in private, in capitals, as a teletype has it. */
export const mail: Exhibit = {
  use: (act) => {
    if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
    act.others('mud.mail.hammers')
    const letters = act.theatre.wires.letters(act.session, 5)
    if (letters.length === 0) throw new Stop('mud.mail.none')
    act.tell('mud.mail.some', { count: letters.length }, 'title')
    for (const { nick, text } of letters) {
      act.show(line('mud.mail.line', { who: nick.toUpperCase(), text: text.toUpperCase() }, 'list'))
    }
    act.tell('mud.mail.answer', {}, 'dim')
  },
}

/** Faces with an editor open it; the others are told how to write. */
export const tube: Exhibit = {
  use: (act) => {
    const board = propText(act.room, 'board')
    if (board === '') throw new Stop('mud.tube.nowhere')
    if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
    act.both('mud.tube.opens', { board })
    act.theatre.tick.publish({ type: 'world.opened', session: act.session, what: 'board', target: board })
  },
}

export const degrees: Exhibit = {
  use: (act, thing, words) => {
    const name = words.replace(/^(?:to|til)\s+/i, '').trim()
    if (name === '') throw new Stop('mud.degrees.whom')
    const way = act.theatre.wires.friendsBetween(act.session, name)
    if (way === null) throw new Stop('mud.degrees.none', { what: the(thing), name })
    act.tell('mud.degrees.way', { count: way.length - 1, list: way }, 'list')
    act.others('mud.degrees.follows', { what: the(thing) })
  },
}
