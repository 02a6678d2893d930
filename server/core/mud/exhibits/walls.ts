// Things that one writes on and that keep what was written: a wall with its older texts, a film with its comments, a
// bird that takes 140 letters, a journal that may be for friends alone.

import { type Act, Stop } from '../act.ts'
import { line } from '../line.ts'
import { type MudObject, the } from '../mud-object.ts'
import { addEntry, type Entry, entriesOf } from '../state.ts'
import type { Exhibit } from './exhibit.ts'

const nameOf = (act: Act): string => act.body.name.en ?? ''

/** Writes only as somebody: visitors may read. `to` is for whom alone. */
const write = (act: Act, thing: MudObject, text: string, to?: readonly string[]): void => {
  if (act.role === 'visitor') throw new Stop('mud.exhibit.members')
  const at = act.theatre.clock.now()
  addEntry(act.world, thing, 'written', { who: nameOf(act), at, text, ...(to !== undefined && { to }) })
}

const show = (act: Act, entries: readonly Entry[]): void => {
  for (const { who, text } of entries) act.show(line('mud.exhibit.entry', { who, text }, 'list'))
}

/** The newest text stands there; the older ones are behind it. */
export const wall: Exhibit = {
  use: (act, thing, words) => {
    if (words !== '') {
      write(act, thing, words)
      act.both('mud.wall.written', { what: the(thing), text: words })
      return
    }
    const entries = entriesOf(thing, 'written')
    const newest = entries.at(-1)
    if (newest === undefined) throw new Stop('mud.wall.empty', { what: the(thing) })
    act.tell('mud.wall.now', { what: the(thing), who: newest.who, text: newest.text }, 'prose')
    if (entries.length > 1) act.tell('mud.wall.before', { count: entries.length - 1 }, 'dim')
    show(act, entries.slice(-6, -1).reverse())
  },
}

export const projector: Exhibit = {
  use: (act, thing, words) => {
    if (words !== '') {
      write(act, thing, words)
      act.both('mud.film.commented', { text: words })
      return
    }
    act.others('mud.film.started')
    act.tell('mud.film.shown', {}, 'prose')
    const comments = entriesOf(thing, 'written')
    act.tell('mud.film.comments', { count: comments.length }, 'dim')
    show(act, comments.slice(-8))
  },
}

const BIRD_LETTERS = 140

export const bird: Exhibit = {
  use: (act, thing, words) => {
    const letters = [...words].length
    if (letters > BIRD_LETTERS) throw new Stop('mud.bird.too-long', { letters, most: BIRD_LETTERS })
    if (words !== '') {
      write(act, thing, words)
      act.both('mud.bird.sings', { text: words })
      return
    }
    const entries = entriesOf(thing, 'written')
    if (entries.length === 0) throw new Stop('mud.bird.silent')
    show(act, entries.slice(-10))
  },
}

/** `friends TEXT` is for those alone whom the writer has as friends. */
const FOR_FRIENDS = /^(?:friends|venner)\s+(.+)$/is

export const journal: Exhibit = {
  use: (act, thing, words) => {
    const me = nameOf(act)
    const text = FOR_FRIENDS.exec(words)?.[1]
    if (text !== undefined) {
      const to = [me, ...act.theatre.wires.friendships(act.session).friends]
      write(act, thing, text, to)
      act.tell('mud.journal.friends', { count: to.length - 1 })
    } else if (words !== '') {
      write(act, thing, words)
      act.tell('mud.journal.open')
    }
    if (words !== '') {
      act.others('mud.journal.writes')
      return
    }
    const readable = entriesOf(thing, 'written').filter((entry) => entry.to?.includes(me) ?? true)
    if (readable.length === 0) throw new Stop('mud.journal.empty')
    for (const { who, text: said, to } of readable.slice(-8)) {
      act.show(line(to === undefined ? 'mud.exhibit.entry' : 'mud.journal.entry', { who, text: said }, 'list'))
    }
  },
}
