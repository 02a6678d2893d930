// @lock, @unlock: who may pass, take, use, enter and link

import { isRefusal } from '../../../refusal.ts'
import { Stop } from '../../act.ts'
import { called, findOwn, halves, usage } from '../../building/own.ts'
import { parseLock } from '../../lock.ts'
import { LOCK_KINDS, type LockKind, type MudObject } from '../../mud-object.ts'
import type { Verb } from '../../verb.ts'

const KIND_WORDS: Readonly<Record<string, LockKind>> = {
  ...{ passere: 'pass', gjennom: 'pass', ta: 'take', bruk: 'use', bruke: 'use', inn: 'enter', lenke: 'link' },
}

const kindOf = (word: string): LockKind | null =>
  KIND_WORDS[word.toLowerCase()] ?? LOCK_KINDS.find((kind) => kind === word.toLowerCase()) ?? null

const USUAL: Readonly<Record<MudObject['kind'], LockKind>> = {
  ...{ room: 'enter', exit: 'pass', thing: 'take', person: 'use', character: 'use' },
}

/** `north`, or `chest enter`. */
const splitKind = (text: string): { readonly phrase: string; readonly kind: LockKind | null } => {
  const [, phrase = '', word = ''] = /^(.+)\s+(\S+)$/.exec(text) ?? []
  const kind = kindOf(word)
  return kind === null ? { phrase: text, kind } : { phrase, kind }
}

export const lock: Verb = {
  words: { en: ['@lock'], nb: ['@lås'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@lock X [KIND] with EXPRESSION\nKinds: pass (exits), take and use (things), enter (rooms and containers), link (rooms: who may open exits into it). In the expression stand any, none, owner, role:builder, name:ada, has:lamp, group:teachers, score:100, with & (and), | (or), ! (not) and brackets: "@lock north with owner | has:key". Say why with "@set north fail = …".',
    nb: '@lås X [SLAG] med UTTRYKK\nSlag: passere (utganger), ta og bruke (ting), inn (rom og beholdere), lenke (rom: hvem som kan åpne utganger dit). I uttrykket står any (alle), none (ingen), owner (eieren), role:builder, name:ada, has:lampe, group:lærere, score:100, med & (og), | (eller), ! (ikke) og parenteser: «@lås nord med owner | has:nøkkel». Si hvorfor med «@sett nord nei = …».',
  },
  run: (act) => {
    const split = halves(act.rest, ['with', 'med', 'to', 'til'])
    if (split === null || split.left === '' || split.right === '') throw usage(lock)
    const { phrase, kind } = splitKind(split.left)
    try {
      parseLock(split.right)
    } catch (error) {
      if (!isRefusal(error)) throw error
      throw new Stop('mud-build.lock.wrong', { why: error.detail })
    }
    findOwn(act, phrase, (object) => {
      const on = kind ?? USUAL[object.kind]
      act.world.change(object, { locks: { ...object.locks, [on]: split.right } }, act.hand, 'lock')
      act.tell('mud-build.lock.done', { what: called(object), kind: on, lock: split.right })
    })
  },
}

export const unlock: Verb = {
  words: { en: ['@unlock'], nb: ['@lås-opp', '@låsopp'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@unlock X [KIND]\nTakes a lock away: "@unlock north", "@unlock chest enter".',
    nb: '@lås-opp X [SLAG]\nTar bort en lås: «@lås-opp nord», «@lås-opp kiste inn».',
  },
  run: (act) => {
    if (act.rest === '') throw usage(unlock)
    const { phrase, kind } = splitKind(act.rest)
    findOwn(act, phrase, (object) => {
      const on = kind ?? USUAL[object.kind]
      const { [on]: standing, ...others } = object.locks
      if (standing === undefined) throw new Stop('mud-build.unlock.none', { what: called(object), kind: on })
      act.world.change(object, { locks: others }, act.hand, 'unlock')
      act.tell('mud-build.unlock.done', { what: called(object), kind: on })
    })
  },
}
