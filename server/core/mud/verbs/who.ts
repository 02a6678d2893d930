// who is on, and where in the world

import { line } from '../line.ts'
import type { Verb } from '../verb.ts'

export const who: Verb = {
  words: { en: ['who'], nb: ['hvem'] },
  topic: 'people',
  help: {
    en: 'who\nEverybody who is on, by whatever door, and where in the world those are who walk about in it.',
    nb: 'hvem\nAlle som er inne, gjennom hvilken dør det enn er, og hvor i verdenen de er som går omkring i den.',
  },
  run: (act) => {
    const { bodies, wires } = act.theatre
    const people = wires.online(act.session)
    act.tell('mud.who', { count: people.length }, 'title')
    for (const { nick, presence } of people) {
      const body = presence === null ? null : bodies.ofPresence(presence)
      const room = body === null ? undefined : act.world.roomOf(body)
      if (room === undefined) act.show(line('mud.who.elsewhere', { who: nick }, 'list'))
      else act.show(line('mud.who.here', { who: nick, room: room.name }, 'list'))
    }
  },
}
