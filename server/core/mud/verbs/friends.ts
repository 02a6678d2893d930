// befriend, unfriend, friends: the friendships of the house, which the threads in the museum follow

import { Stop } from '../act.ts'
import { line } from '../line.ts'
import type { Verb } from '../verb.ts'

export const befriend: Verb = {
  words: { en: ['befriend'], nb: ['venn'] },
  topic: 'people',
  help: {
    en: 'befriend NAME\nAsks somebody to be your friend, or says yes to somebody who has asked. You are friends when both have said so.',
    nb: 'venn NAVN\nSpør noen om å bli vennen din, eller sier ja til noen som har spurt. Dere er venner når begge har sagt det.',
  },
  run: (act) => {
    const name = act.rest.trim()
    if (name === '') throw new Stop('mud.friend.whom')
    const outcome = act.theatre.wires.befriend(act.session, name)
    act.tell(outcome === 'asked' ? 'mud.friend.asked' : 'mud.friend.made', { name })
  },
}

export const unfriend: Verb = {
  words: { en: ['unfriend'], nb: ['uvenn'] },
  topic: 'people',
  help: {
    en: 'unfriend NAME\nEnds a friendship, takes back a question, or says no to one. Nobody is told.',
    nb: 'uvenn NAVN\nAvslutter et vennskap, tar tilbake et spørsmål, eller sier nei til et. Ingen får beskjed.',
  },
  run: (act) => {
    const name = act.rest.trim()
    if (name === '') throw new Stop('mud.friend.whom')
    act.theatre.wires.unfriend(act.session, name)
    act.tell('mud.friend.ended', { name })
  },
}

export const friends: Verb = {
  words: { en: ['friends'], nb: ['venner'] },
  topic: 'people',
  help: {
    en: 'friends\nYour friends, and who has asked to be one.',
    nb: 'venner\nVennene dine, og hvem som har spurt om å bli det.',
  },
  run: (act) => {
    const { friends: list, asking, asked } = act.theatre.wires.friendships(act.session)
    if (list.length === 0) act.tell('mud.friends.none')
    else act.show(line('mud.friends', { list, count: list.length }, 'list'))
    if (asking.length > 0) act.show(line('mud.friends.asking', { list: asking, count: asking.length }, 'asked'))
    if (asked.length > 0) act.show(line('mud.friends.asked', { list: asked }, 'dim'))
  },
}
