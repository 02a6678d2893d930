// Gestures, and the list of them. They stay in the room, in the language of each who sees them; what shall be heard in
// the room's channel too is an emote.

import { type Act, Stop } from '../act.ts'
import { ignores } from '../ignoring.ts'
import { prose } from '../line.ts'
import { type Local, type MudObject, the } from '../mud-object.ts'
import { fill, type Social } from '../socials.ts'
import type { Verb } from '../verb.ts'

export const socials: Verb = {
  words: { en: ['socials', 'gestures'], nb: ['gester'] },
  topic: 'talk',
  help: {
    en: 'socials\nThe gestures there are: "wave", "wave ada", "hug bob". Those in the room see them, each in their own language.',
    nb: 'gester\nGestene som finnes: «vink», «vink til ada», «klem bob». De i rommet ser dem, hver på sitt språk.',
  },
  run: (act) => {
    const list = act.theatre.socials.map(({ words }): Local => ({ en: words.en[0] ?? '', nb: words.nb[0] ?? '' }))
    act.tell(list.length === 0 ? 'mud.socials.none' : 'mud.socials', { list }, 'list')
  },
}

/** Carries out a gesture, with what stood behind its word as the one it is meant for. */
export const act = (deed: Act, social: Social): void => {
  const phrase = deed.rest.replace(/^(?:at|to|with|til|på|med|for)\s+/i, '')
  if (phrase === '') {
    show(deed, social.alone.own, social.alone.others, null)
    return
  }
  const people = deed.world.in(deed.room.id).filter((each) => isSomebody(deed, each))
  deed.find(phrase, people, (whom) => toward(deed, social, whom), 'mud.nobody')
}

const isSomebody = (deed: Act, object: MudObject): boolean =>
  object.kind === 'person' || (object.kind === 'character' && deed.isPresent(object))

const toward = (deed: Act, social: Social, whom: MudObject): void => {
  if (whom.id === deed.body.id) throw new Stop('mud.socials.self')
  show(deed, social.at.own, social.at.others, whom)
  if (whom.kind !== 'character' || ignores(whom, nameOf(deed.body))) return
  deed.theatre.stage.toBody(whom, prose(fill(social.at.received, { who: the(deed.body) }), 'said'))
}

const show = (deed: Act, own: Local, others: Local, whom: MudObject | null): void => {
  const names = { who: the(deed.body), ...(whom !== null && { whom: the(whom) }) }
  const { stage, bodies } = deed.theatre
  stage.toBody(deed.body, prose(fill(own, names), 'said'))
  const deaf = bodies.awakeIn(deed.room.id).filter((each) => ignores(each, nameOf(deed.body)))
  const except = [deed.body.id, ...deaf.map(({ id }) => id), ...(whom === null ? [] : [whom.id])]
  stage.toRoom(deed.room.id, [prose(fill(others, names), 'said')], except)
}

const nameOf = (body: MudObject): string => body.name.en ?? ''
