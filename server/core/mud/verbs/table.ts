// All verbs, and how a typed word finds its verb: exactly, else as the beginning of just one.

import { MUD_LANGUAGES } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { ask } from './ask.ts'
import { chown, quota, role } from './build/chown.ts'
import { create, spawn } from './build/create.ts'
import { describe, name } from './build/describe.ts'
import { destroy, undo } from './build/destroy.ts'
import { dig, link, open as openExit, unlink } from './build/dig.ts'
import { dump } from './build/dump.ts'
import { examine } from './build/examine.ts'
import { load } from './build/load.ts'
import { lock, unlock } from './build/lock.ts'
import { set } from './build/set.ts'
import { find, teleport } from './build/teleport.ts'
import { drop, get, give, inventory, put } from './carry.ts'
import { edit } from './edit.ts'
import { finger } from './finger.ts'
import { befriend, friends, unfriend } from './friends.ts'
import { go } from './go.ts'
import { helpAbout } from './help.ts'
import { home } from './home.ts'
import { exits, look } from './look.ts'
import { map } from './map.ts'
import { close, open } from './open.ts'
import { quit } from './quit.ts'
import { read } from './read.ts'
import { recall } from './recall.ts'
import { reply } from './reply.ts'
import { emote, page, say, whisper } from './say.ts'
import { score } from './score.ts'
import { script, scriptOff, scriptOn } from './script.ts'
import { alias, brief, ignore, think, unignore, verbose } from './self.ts'
import { socials } from './socials.ts'
import { next, tour } from './tour.ts'
import { use } from './use.ts'
import { who } from './who.ts'

const help = helpAbout(() => VERBS)

export const VERBS: readonly Verb[] = [
  ...[look, read, exits, map, go, home, tour, next],
  ...[get, drop, put, give, inventory, open, close, use],
  ...[say, emote, whisper, page, reply, ask, recall, socials],
  ...[who, finger, befriend, unfriend, friends, ignore, unignore],
  ...[score, help, alias, brief, verbose, think, quit],
  ...[dig, openExit, link, unlink, create, spawn, describe, name, set, lock, unlock, destroy, undo],
  ...[examine, find, teleport, chown, quota, role, dump, load],
  ...[script, scriptOff, scriptOn, edit],
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
