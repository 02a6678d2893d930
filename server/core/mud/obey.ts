// From a typed line to what it means: an answer to a question, a mark in front, an exit's name, a verb, or the beginning
// of one; in this order, and never a silent guess.

import { type Act, Stop } from './act.ts'
import type { Waking } from './bodies.ts'
import { walk } from './movement.ts'
import type { MudObject } from './mud-object.ts'
import type { Verb } from './verb.ts'
import { emote, possess, say } from './verbs/say.ts'
import { VERB_WORDS, verbsFor } from './verbs/table.ts'
import { answer, choose, foldWords, parsePhrase } from './words.ts'

/** Begins a command of which this stands after the verb. */
export type Begin = (rest: string) => Act

/** @throws Stop, Refusal */
export const obey = (waking: Waking, text: string, begin: Begin): void => {
  const answered = answerTo(waking, text, begin)
  if (answered !== null) answered()
  else meaningOf(text, begin)()
}

const MARKS: Readonly<Record<string, Pick<Verb, 'run'>>> = {
  '"': say,
  "'": say,
  ':': emote,
  ';': { run: (act) => possess(act, act.rest) },
}

/** What the line does as an answer to "which one?"; null when it is none, and then the question is dropped. */
const answerTo = (waking: Waking, text: string, begin: Begin): (() => void) | null => {
  const { question } = waking
  if (question === null) return null
  waking.question = null
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
  if (verb !== undefined && VERB_WORDS.includes(word)) return () => verb.run(act)
  const begun = choose(parsePhrase(text), act.exits)
  if (begun.kind === 'one') return () => walk(act, begun.object)
  if (verb !== undefined && verbs.length === 1) return () => verb.run(act)
  if (begun.kind === 'several') return () => act.ask(begun.objects, (object) => walk(act, object))
  if (verbs.length > 1) throw new Stop('mud.which-verb', { word, list: verbs.map(({ words }) => words.en[0] ?? '') })
  throw new Stop('mud.unknown', { word })
}

const exactExit = (act: Act, text: string): MudObject | null => {
  const folded = foldWords(text)
  const namesOf = ({ name, words }: MudObject) => [...Object.values(name), ...Object.values(words).flat()]
  return act.exits.find((exit) => namesOf(exit).some((name) => foldWords(name ?? '') === folded)) ?? null
}
