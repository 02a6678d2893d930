// What builders name, and what is theirs: objects here or by number, rooms to lead to, texts in their own language.

import { type Act, isHere, Stop } from '../act.ts'
import type { MudLine } from '../line.ts'
import { hasFlag, type Local, type MudId, type MudLanguage, type MudObject, the } from '../mud-object.ts'
import { homeOf } from '../places.ts'
import type { Verb } from '../verb.ts'
import { choose, parsePhrase } from '../words.ts'

const NAME_LETTERS = 80
const TEXT_LETTERS = 4000

/** Not understood: how the verb is typed. */
export const usage = (verb: Pick<Verb, 'help'>): Stop => {
  const first = Object.entries(verb.help).map(([language, help]) => [language, help.split('\n')[0] ?? ''])
  return new Stop('mud-build.usage', { usage: Object.fromEntries(first) })
}

/** Rooms and exits are called by their bare names. */
export const called = (object: MudObject): MudLine['values'][string] =>
  object.kind === 'room' || object.kind === 'exit' ? object.name : the(object)

/** The two sides of ` as `, ` to ` (in both languages), or of `=`, whichever comes first; null when there is neither. */
export const halves = (
  text: string,
  words: readonly string[],
): { readonly left: string; readonly right: string } | null => {
  const found = new RegExp(`\\s*=\\s*|(?:^|\\s+)(?:${words.join('|')})\\s+`, 'i').exec(text)
  if (found === null) return null
  return { left: text.slice(0, found.index).trim(), right: text.slice(found.index + found[0].length).trim() }
}

/** Something here, carried, an exit, the room, or anything by its number. */
export const findAny = (act: Act, phrase: string, then: (object: MudObject) => void): void => {
  const number = /^#(\d+)$/.exec(phrase.trim())?.[1]
  const object = number === undefined ? undefined : act.world.get(Number(number) as MudId)
  if (object !== undefined) then(object)
  else act.find(phrase, [...act.inReach, ...act.exits, act.room], then)
}

export const findOwn = (act: Act, phrase: string, then: (object: MudObject) => void): void =>
  findAny(act, phrase, (object) => {
    requireOwner(act, object)
    then(object)
  })

export const requireOwner = (act: Act, object: MudObject): void => {
  if (act.owns(object)) return
  throw new Stop('mud-build.not-yours', { what: called(object), owner: ownerOf(act, object) })
}

export const ownerOf = (act: Act, object: MudObject): Local => {
  const { owner } = object
  if (owner === null) return { en: 'the house', nb: 'huset' }
  return { en: act.theatre.wires.nameOf(owner) }
}

/** `here`, `home`, a number, or the name of a room that is one's own or common. */
export const findRoom = (act: Act, phrase: string, then: (room: MudObject) => void): void => {
  const said = roomSaid(act, phrase.trim())
  if (said !== null) {
    then(said)
    return
  }
  const rooms = [...act.world.objects()].filter(
    (each) => each.kind === 'room' && (each.owner === act.body.account || hasFlag(each, 'common')),
  )
  const match = choose(parsePhrase(phrase), rooms)
  if (match.kind === 'one') then(match.object)
  else if (match.kind === 'several') act.ask(match.objects, then)
  else throw new Stop('mud-build.no-room', { what: phrase })
}

const roomSaid = (act: Act, phrase: string): MudObject | null => {
  if (isHere(phrase)) return act.room
  if (/^(?:home|hjem)$/i.test(phrase)) return homeOf(act.world, act.body)
  const number = /^#(\d+)$/.exec(phrase)?.[1]
  const numbered = number === undefined ? undefined : act.world.get(Number(number) as MudId)
  return numbered?.kind === 'room' ? numbered : null
}

const LANGUAGES: readonly (readonly [RegExp, MudLanguage])[] = [
  [/\s+(?:in|på)\s+(?:en|english|engelsk)$/i, 'en'],
  [/\s+(?:in|på)\s+(?:nb|no|norwegian|norsk)$/i, 'nb'],
]

/** `lamp in Norwegian` is the lamp, and Norwegian; without such words one's own language. */
export const inLanguage = (act: Act, phrase: string): { readonly phrase: string; readonly language: MudLanguage } => {
  for (const [pattern, language] of LANGUAGES) {
    if (pattern.test(phrase)) return { phrase: phrase.replace(pattern, ''), language }
  }
  return { phrase, language: act.language }
}

/** A name as it is kept. @throws Stop */
export const nameIn = (text: string): string => {
  const name = text.replace(/\s+/g, ' ').trim()
  if (name === '' || name.length > NAME_LETTERS) throw new Stop('mud-build.name-length', { count: NAME_LETTERS })
  if (/^[#@!"':;]/.test(name) || /^\d+$/.test(name) || /[|={}]/.test(name)) throw new Stop('mud-build.name-odd')
  return name
}

/** A text as it is kept: `\n` begins a new paragraph. @throws Stop */
export const textIn = (text: string): string => {
  if (text.length > TEXT_LETTERS) throw new Stop('mud-build.text-length', { count: TEXT_LETTERS })
  return text.replace(/\s*\\n\s*/g, '\n\n').trim()
}

export const local = (language: MudLanguage, text: string): Local => ({ [language]: text })
