// finger: who somebody is, here or not

import { Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import type { Verb } from '../verb.ts'

export const finger: Verb = {
  words: { en: ['finger', 'whois'], nb: ['om'] },
  topic: 'people',
  help: {
    en: 'finger NAME\nWho somebody is: their name, whether they are on and where, when they were last here, and how they describe themselves.',
    nb: 'om NAVN\nHvem noen er: navnet, om de er inne og hvor, når de sist var her, og hvordan de beskriver seg selv.',
  },
  run: (act) => {
    const { wires, bodies } = act.theatre
    if (act.rest === '') throw new Stop('mud.finger.whom')
    const person = wires.person(act.session, act.rest)
    if (person === null) throw new Stop('mud.finger.nobody', { who: act.rest })
    const { nick, displayName, presence, lastSeen } = person
    const isNamed = displayName !== '' && displayName !== nick
    act.tell(isNamed ? 'mud.finger.named' : 'mud.finger', { who: nick, name: displayName }, 'title')
    const awake = presence === null ? null : bodies.ofPresence(presence)
    const room = awake === null ? undefined : act.world.roomOf(awake)
    if (room !== undefined) act.show(line('mud.finger.here', { room: room.name }, 'list'))
    else if (presence !== null) act.tell('mud.finger.on', {}, 'list')
    else if (lastSeen !== null) act.tell('mud.finger.last', { at: lastSeen }, 'list')
    else act.tell('mud.finger.off', {}, 'list')
    const account = wires.accountOf(nick)
    const body = awake ?? (account === null ? undefined : act.world.bodyOf(account.id))
    if (body !== undefined && Object.keys(body.text).length > 0) act.show(prose(body.text))
  },
}
