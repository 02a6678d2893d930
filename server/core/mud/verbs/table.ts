// All verbs, and how a typed word finds its verb: exactly, else as the beginning of just one.

import { MUD_LANGUAGES } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { drop, get, give, inventory, put } from './carry.ts'
import { go } from './go.ts'
import { helpAbout } from './help.ts'
import { home } from './home.ts'
import { exits, look } from './look.ts'
import { quit } from './quit.ts'
import { emote, page, reply, say, whisper } from './say.ts'
import { who } from './who.ts'

const help = helpAbout(() => VERBS)

const VERBS: readonly Verb[] = [
  ...[look, exits, go, home],
  ...[get, drop, put, give, inventory],
  ...[say, emote, whisper, page, reply],
  ...[who, help, quit],
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
