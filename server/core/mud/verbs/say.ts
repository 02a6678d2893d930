// say, emote, and whisper, page, reply: what is for one alone is a private conversation, here as everywhere

import { type Act, Stop } from '../act.ts'
import { line } from '../line.ts'
import { the } from '../mud-object.ts'
import { talk } from '../talk.ts'
import type { Verb } from '../verb.ts'

export const say: Verb = {
  words: { en: ['say'], nb: ['si'] },
  topic: 'talk',
  help: {
    en: 'say TEXT   or   "TEXT\nSays it to everybody in the room, and in the channel if the room has one.',
    nb: 'si TEKST   eller   "TEKST\nSier det til alle i rommet, og i kanalen hvis rommet har en.',
  },
  run: (act) => talk(act, 'message', act.rest),
}

export const emote: Verb = {
  words: { en: ['emote', 'pose', 'me'], nb: ['gjør', 'handling'] },
  topic: 'talk',
  help: {
    en: 'emote TEXT   or   :TEXT\nDoes something: ":waves" shows as "Ada waves". With a semicolon there is no blank: ";\'s hat falls off".',
    nb: 'gjør TEKST   eller   :TEKST\nGjør noe: «:vinker» vises som «Ada vinker». Med semikolon blir det uten mellomrom: «;s hatt faller av».',
  },
  run: (act) => talk(act, 'action', act.rest),
}

export const whisper: Verb = {
  words: { en: ['whisper', 'wh'], nb: ['hvisk'] },
  topic: 'talk',
  help: {
    en: 'whisper to NAME: TEXT   or   whisper NAME TEXT\nSays something to one person in the room. Others see that you whisper, not what.',
    nb: 'hvisk til NAVN: TEKST   eller   hvisk NAVN TEKST\nSier noe til én person i rommet. Andre ser at du hvisker, ikke hva.',
  },
  run: (act) => {
    const { whom, text } = addressed(act)
    const people = act.world.in(act.room.id).filter((each) => each.kind === 'character' && act.isPresent(each))
    act.find(
      whom,
      people,
      (listener) => {
        act.theatre.wires.tell(act.session, listener.name.en ?? '', text)
        act.others('mud.whisper.others', { whom: the(listener) }, [listener.id])
      },
      'mud.nobody',
    )
  },
}

export const page: Verb = {
  words: { en: ['page', 'tell', 'msg'], nb: ['kall', 'meld'] },
  topic: 'talk',
  help: {
    en: 'page NAME TEXT\nSays something to one person, wherever they are: here, in the BBS, on IRC. It is the same as a private message there.',
    nb: 'kall NAVN TEKST\nSier noe til én person, hvor de enn er: her, i BBS-en, på IRC. Det er det samme som en privat melding der.',
  },
  run: (act) => {
    const { whom, text } = addressed(act)
    act.theatre.wires.tell(act.session, whom, text)
    act.theatre.lastPaged.set(act.body.id, whom)
  },
}

const addressed = (act: Act): { readonly whom: string; readonly text: string } => {
  const rest = act.rest.replace(/^(?:to|til)\s+/i, '')
  const [, whom = '', text = ''] =
    /^([^\s:=,]+)\s*[:=,]?\s+?(.+)$/s.exec(rest) ?? /^([^\s:=,]+)[:=,](.+)$/s.exec(rest) ?? []
  if (whom === '' || text.trim() === '') throw new Stop('mud.page.whom')
  return { whom, text: text.trim() }
}

/** What `;` stands for: no blank between the name and the text. */
export const possess = (act: Act, text: string): void => {
  const name = act.body.name.en ?? ''
  if (text === '') throw new Stop('mud.emote.what')
  const channel = act.room.props['channel']
  if (channel !== undefined) talk(act, 'action', text.replace(/^\s*/, ''))
  else act.theatre.stage.toRoom(act.room.id, [line('', { text: { en: `${name}${text}` } }, 'said')])
}
