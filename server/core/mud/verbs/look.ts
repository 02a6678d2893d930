// look, look X, look in X, exits

import { type Act, Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import { hasFlag, type MudObject, one, propLocal, the } from '../mud-object.ts'
import { describeRoom, exitLine } from '../rooms.ts'
import type { Verb } from '../verb.ts'

export const look: Verb = {
  words: { en: ['look', 'l', 'examine', 'x'], nb: ['se', 'titt', 'undersøk'] },
  topic: 'look',
  help: {
    en: 'look [something]\nShows the room you are in, or something in it: a thing, a person, an exit, what you carry. "look in chest" shows what is inside.',
    nb: 'se [noe]\nViser rommet du står i, eller noe i det: en ting, en person, en utgang, det du bærer. «se i kista» viser hva som ligger inni.',
  },
  run: (act) => {
    const phrase = act.rest.replace(/^(?:at|på)\s+/i, '')
    if (phrase === '') {
      act.show(...describeRoom(onlooker(act), act.room))
      return
    }
    const inside = /^(?:in|inside|into|i|inni|nedi)\s+(.+)$/i.exec(phrase)?.[1]
    if (inside === undefined) act.find(phrase, [...act.inReach, ...act.exits], (object) => lookAt(act, object))
    else act.find(inside, act.inReach, (object) => lookInside(act, object))
  },
}

export const exits: Verb = {
  words: { en: ['exits'], nb: ['utganger'] },
  topic: 'look',
  help: { en: 'exits\nThe ways out of this room.', nb: 'utganger\nVeiene ut av dette rommet.' },
  run: (act) => act.show(exitLine(onlooker(act), act.room)),
}

const onlooker = (act: Act) => ({ theatre: act.theatre, session: act.session, body: act.body })

const lookAt = (act: Act, object: MudObject): void => {
  if (object.id === act.room.id) {
    act.show(...describeRoom(onlooker(act), object))
    return
  }
  const { text } = object
  act.tell('mud.look.name', { what: one(object) }, 'title')
  if (Object.keys(text).length > 0) act.show(prose(text))
  else act.tell('mud.look.plain', { what: the(object) })
  if (object.kind === 'exit') {
    const target = act.world.get(object.target)
    if (target !== undefined) act.tell('mud.look.leads', { room: target.name }, 'dim')
  }
  if (propLocal(object, 'read') !== null) act.tell('mud.look.readable', { what: the(object) }, 'dim')
  if (hasFlag(object, 'container')) lookInside(act, object)
  if (object.kind === 'character') showCarried(act, object)
}

const lookInside = (act: Act, object: MudObject): void => {
  if (!hasFlag(object, 'container')) throw new Stop('mud.look.no-inside', { what: the(object) })
  if (hasFlag(object, 'closed')) throw new Stop('mud.look.closed', { what: the(object) })
  const list = act.world.in(object.id).map(one)
  if (list.length === 0) act.tell('mud.look.empty', { what: the(object) })
  else act.show(line('mud.look.inside', { what: the(object), list }, 'list'))
}

const showCarried = (act: Act, body: MudObject): void => {
  const list = act.world.in(body.id).map(one)
  if (list.length > 0) act.show(line('mud.look.carries', { who: the(body), list }, 'list'))
}
