// use X: what an exhibit does

import { type Act, Stop } from '../act.ts'
import { EXHIBITS } from '../exhibits/table.ts'
import { type MudObject, propText, the } from '../mud-object.ts'
import { award } from '../score.ts'
import { answersTo } from '../script/answers.ts'
import type { Verb } from '../verb.ts'
import { choose, parsePhrase } from '../words.ts'

export const use: Verb = {
  words: { en: ['use', 'touch', 'ring'], nb: ['bruk', 'prøv'] },
  topic: 'things',
  help: {
    en: 'use THING [WORDS]\nDoes what can be done with something: "use bell", "use wall Hello from me". What it is good for stands on it: "look bell".',
    nb: 'bruk TING [ORD]\nGjør det som kan gjøres med noe: «bruk klokke», «bruk vegg Hei fra meg». Hva det er godt for, står på det: «se klokke».',
  },
  run: (act) => {
    if (act.rest === '') throw new Stop('mud.use.what')
    const { phrase, words } = split(act, act.rest)
    act.find(phrase, act.inReach, (thing) => useThing(act, thing, words))
  },
}

const useThing = (act: Act, thing: MudObject, words: string): void => {
  const exhibit = EXHIBITS[propText(thing, 'does')]
  if (!act.passes(thing, 'use')) throw new Stop('mud.use.locked', { what: the(thing) })
  const isScripted = answersTo(thing, 'use')
  if (exhibit === undefined && !isScripted) throw new Stop('mud.use.nothing', { what: the(thing) })
  if (isScripted) act.theatre.happenings.note('use', { actor: act.body.id, thing: thing.id, words })
  if (exhibit === undefined) return
  exhibit.use(act, thing, words)
  award(act, thing, 'deed')
}

/** The longest beginning that names something here; what follows is for the thing. */
const split = (act: Act, text: string): { readonly phrase: string; readonly words: string } => {
  const pieces = text.split(' ')
  for (let count = pieces.length; count > 0; count -= 1) {
    const phrase = pieces.slice(0, count).join(' ')
    if (choose(parsePhrase(phrase), act.inReach).kind !== 'none') {
      return { phrase, words: pieces.slice(count).join(' ').trim() }
    }
  }
  return { phrase: text, words: '' }
}
