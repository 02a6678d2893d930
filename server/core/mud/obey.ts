// From a typed line to what it means: an answer to a question, a mark in front, an exit's name, a verb, a social, or the
// beginning of one; in this order, and never a silent guess. One's own aliases are written out first.

import { type Act, Stop } from './act.ts'
import { expandAlias } from './aliases.ts'
import type { Waking } from './bodies.ts'
import { carryOut, collect, isCollected } from './building/load.ts'
import { directionOf } from './directions.ts'
import { walk } from './movement.ts'
import type { MudObject } from './mud-object.ts'
import { socialFor } from './socials.ts'
import type { Verb } from './verb.ts'
import { nearest } from './verb-distance.ts'
import { emote, possess, say } from './verbs/say.ts'
import { act as actOut } from './verbs/socials.ts'
import { VERB_WORDS, verbsFor } from './verbs/table.ts'
import { answer, choose, foldWords, parsePhrase } from './words.ts'

/** Begins a command of which this stands after the verb. */
export type Begin = (rest: string) => Act

/** @throws Stop, Refusal */
export const obey = (waking: Waking, text: string, begin: Begin): void => {
  if (waking.load !== null) {
    if (isCollected(text)) collect(waking.load, text, begin(''))
    else carryOut(begin(''), (each) => meaningOf(each, begin)())
    return
  }
  const answered = answerTo(waking, text, begin)
  if (answered !== null) answered()
  else meaningOf(expandAlias(begin('').body, text), begin)()
}

const MARKS: Readonly<Record<string, Pick<Verb, 'run'>>> = {
  '"': say,
  "'": say,
  ':': emote,
  ';': { run: (act) => possess(act, act.rest) },
}

/** What the line does as an answer to a question; null when it is none, and then the question is dropped. */
const answerTo = (waking: Waking, text: string, begin: Begin): (() => void) | null => {
  const { question } = waking
  if (question === null) return null
  waking.question = null
  if ('yes' in question) {
    if (/^(?:y|yes|j|ja)$/i.test(text)) return question.yes
    return /^(?:n|no|nei)$/i.test(text) ? () => begin('').tell('mud.never-mind') : null
  }
  const chosen = answer(text, question.candidates)
  const object = chosen === null ? undefined : begin('').world.get(chosen.id)
  return object === undefined ? null : () => question.then(object)
}

const meaningOf = (text: string, begin: Begin): (() => void) => {
  const marked = MARKS[text[0] ?? '']
  if (marked !== undefined) return () => marked.run(begin(text.slice(1).trim()))
  const [typed = ''] = text.split(/\s/)
  const word = typed.toLowerCase()
  const act = begin(text.slice(typed.length).trim())
  const exit = exactExit(act, text)
  if (exit !== null) return () => walk(act, exit)
  const verbs = verbsFor(word)
  const [verb] = verbs
  if (verb !== undefined && VERB_WORDS.includes(word)) return () => perform(verb, act, word)
  const begun = choose(parsePhrase(text), act.exits)
  if (begun.kind === 'one') return () => walk(act, begun.object)
  if (verb !== undefined && verbs.length === 1) return () => perform(verb, act, word)
  if (begun.kind === 'several') return () => act.ask(begun.objects, (object) => walk(act, object))
  const social = socialFor(act.theatre.socials, word)
  if (social !== undefined) return () => actOut(act, social)
  if (verbs.length > 1) throw new Stop('mud.which-verb', { word, list: verbs.map(({ words }) => words.en[0] ?? '') })
  throw unknown(act, word)
}

const perform = (verb: Verb, act: Act, word: string): void => {
  if (isNorwegian(verb, word)) act.typedIn = 'nb'
  if (verb.role !== undefined && !act.is(verb.role)) {
    throw new Stop(`mud.role.${verb.role}`, { word: verb.words[act.language][0] ?? '' })
  }
  verb.run(act)
}

/** Whether a word, or the beginning of one, is Norwegian and not English. English is typed by everybody. */
const isNorwegian = ({ words }: Verb, word: string): boolean =>
  words.nb.some((each) => each.startsWith(word)) && !words.en.some((each) => each.startsWith(word))

const unknown = (act: Act, word: string): Stop => {
  if (directionOf(word) !== null) return new Stop('mud.go.no-exit', { what: word })
  const { socials } = act.theatre
  const known = [...VERB_WORDS, ...socials.flatMap(({ words }) => [...words.en, ...words.nb])]
  const list = nearest(word, known)
  return list.length === 0 ? new Stop('mud.unknown', { word }) : new Stop('mud.unknown.near', { word, list })
}

const exactExit = (act: Act, text: string): MudObject | null => {
  const folded = foldWords(text)
  const namesOf = ({ name, words }: MudObject) => [...Object.values(name), ...Object.values(words).flat()]
  return act.exits.find((exit) => namesOf(exit).some((name) => foldWords(name ?? '') === folded)) ?? null
}
