// Speech. In a room that is linked to a channel it is one message of that channel and nothing else; the room hears it
// as the channel does. In any other room it is heard by those who are there, and kept nowhere.

import { type Act, Stop, type Theatre } from './act.ts'
import type { ChannelSaid, DirectSaid } from './heard.ts'
import { ignores } from './ignoring.ts'
import { line, type MudLine } from './line.ts'
import { type MudId, type MudObject, propText, the } from './mud-object.ts'

/** `message` is said, `action` is done. */
export type Talk = 'message' | 'action'

export const talk = (act: Act, kind: Talk, text: string): void => {
  if (text === '') throw new Stop(kind === 'message' ? 'mud.say.what' : 'mud.emote.what')
  const { theatre, body, room } = act
  const channel = propText(room, 'channel')
  if (channel !== '') {
    theatre.wires.say(act.session, channel, kind, text)
    return
  }
  tellTalk(theatre, room, { kind, text, name: the(body), own: body, channel: '' })
}

interface Utterance {
  readonly kind: Talk | 'notice'
  readonly text: string
  readonly name: MudLine['values'][string]
  /** The body that spoke, if it stands here. */
  readonly own: MudObject | null
  readonly channel: string
}

const tellTalk = (
  { stage, bodies, happenings }: Theatre,
  room: MudObject,
  { kind, text, name, own, channel }: Utterance,
): void => {
  const talker = typeof name === 'string' ? name : (own?.name.en ?? '')
  const said = (key: string): MudLine => ({ ...line(key, { who: name, text }, 'said'), talk: { channel, talker } })
  if (own !== null) stage.toBody(own, said(`mud.talk.${kind}.own`))
  const deaf = bodies.awakeIn(room.id).filter((each) => ignores(each, talker))
  const except = [...deaf, ...(own === null ? [] : [own])].map(({ id }) => id)
  stage.toRoom(room.id, [said(`mud.talk.${kind}`)], except)
  if (own !== null && kind === 'message') happenings.note('say', { actor: own.id, room: room.id, words: text })
}

/** A line of a channel, in each room that is linked to it. */
export const hearChannel = (theatre: Theatre, said: ChannelSaid): void => {
  for (const room of theatre.world.linkedTo(said.channel)) {
    const body = theatre.bodies.ofPresence(said.from.presence)
    const own = body !== null && theatre.world.roomOf(body)?.id === room.id ? body : null
    const name = own === null ? said.from.nick : the(own)
    tellTalk(theatre, room, { kind: said.kind, text: said.text, name, own, channel: said.channel })
  }
}

/** A private line, for both ends that are awake in the world. */
export const hearDirect = ({ bodies, stage, lastPaged }: Theatre, said: DirectSaid): void => {
  const [from, to] = [bodies.ofPresence(said.from.presence), bodies.ofPresence(said.to.presence)]
  const { text } = said
  if (from !== null) stage.toBody(from, line('mud.page.own', { who: said.to.nick, text }, 'said'))
  if (to === null || to.id === from?.id || ignores(to, said.from.nick)) return
  lastPaged.set(to.id, said.from.nick)
  stage.toBody(to, line('mud.page.heard', { who: said.from.nick, text }, 'said'))
}

/** A line that is being typed, for those at the same table. */
export const tellTyping = (
  { world, bodies, seated, tick }: Theatre,
  typist: MudId,
  table: MudId,
  text: string,
): void => {
  const to = [...seated].flatMap(([body, at]) => {
    const presence = at === table && body !== typist ? bodies.presenceOf(body) : null
    return presence === null ? [] : [presence]
  })
  const name = world.get(typist)?.name ?? {}
  if (to.length > 0) tick.publish({ type: 'world.typing', to, typist: name, text })
}
