// All verbs, and how a typed word finds its verb: exactly, else as the beginning of just one.

import { MUD_LANGUAGES } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { ask } from './ask.ts'
import { drop, get, give, inventory, put } from './carry.ts'
import { befriend, friends, unfriend } from './friends.ts'
import { go } from './go.ts'
import { helpAbout } from './help.ts'
import { home } from './home.ts'
import { exits, look } from './look.ts'
import { map } from './map.ts'
import { quit } from './quit.ts'
import { emote, page, reply, say, whisper } from './say.ts'
import { score } from './score.ts'
import { next, tour } from './tour.ts'
import { use } from './use.ts'
import { who } from './who.ts'

const help = helpAbout(() => VERBS)

const VERBS: readonly Verb[] = [
  ...[look, exits, map, go, home, tour, next],
  ...[get, drop, put, give, inventory, use],
  ...[say, emote, whisper, page, reply, ask],
  ...[who, befriend, unfriend, friends, score, help, quit],
]

const byWord = new Map<string, Verb>()
for (const verb of VERBS) {
  for (const word of MUD_LANGUAGES.flatMap((language) => verb.words[language])) byWord.set(word, verb)
}

/** The verb of a word; several when it is the beginning of more than one; none when nothing begins so. */
export const verbsFor = (word: string): readonly Verb[] => {
  const exact = byWord.get(word)
  if (exact !== undefined) return [exact]
  if (word.length < 2) return []
  const beginning = [...byWord].filter(([known]) => known.startsWith(word)).map(([, verb]) => verb)
  return beginning.filter((verb, at) => beginning.indexOf(verb) === at)
}

export const VERB_WORDS: readonly string[] = [...byWord.keys()]
