// @script, @script/off, @script/on: what a thing answers to

import { type Act, Stop } from '../act.ts'
import type { MudObject } from '../mud-object.ts'
import { parseScript } from '../script/parser.ts'
import { called, faultLines, numbered, stateLines } from '../script/report.ts'
import { sourceOf, switched, withSource } from '../script/switches.ts'
import type { Verb } from '../verb.ts'

/** Finds what is to have a script: something of one's own. @throws Stop */
export const findScripted = (act: Act, phrase: string, then: (object: MudObject) => void): void => {
  if (phrase === '') throw new Stop('script.what')
  const found = (object: MudObject): void => {
    if (!act.owns(object)) throw new Stop('script.not-yours', { what: called(object) })
    if (object.kind === 'character') throw new Stop('script.no-body')
    then(object)
  }
  const number = /^#(\d+)$/.exec(phrase)?.[1]
  const numbered = number === undefined ? undefined : act.world.get(Number(number) as MudObject['id'])
  if (numbered !== undefined) found(numbered)
  else act.find(phrase, [...act.inReach, ...act.exits], found)
}

/** Puts a script on something, if it can be read; else tells what is wrong. True when it is done. */
export const putScript = (act: Act, object: MudObject, source: string): boolean => {
  const now = act.world.get(object.id)
  if (now === undefined || !act.owns(now)) throw new Stop('script.gone')
  if (source !== '') {
    const parsed = parseScript(source)
    if ('fault' in parsed) {
      act.show(...faultLines(now, source, parsed.fault))
      return false
    }
    const events = [...new Set(parsed.script.handlers.map(({ event }) => event))]
    act.tell('script.saved', { what: called(now), list: events })
  } else act.tell('script.removed', { what: called(now) })
  act.world.change(now, { props: withSource(now, source) }, act.hand, 'script')
  return true
}

export const script: Verb = {
  words: { en: ['@script'], nb: ['@skript'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@script THING   or   @script THING = SCRIPT\nShows what a thing answers to, or gives it a script of one line: "@script parrot = on say "*hello*": say "Hello yourself!"". Nothing behind the = takes it away. "@edit THING" is for longer ones, "help scripting" teaches the language.',
    nb: '@skript TING   eller   @skript TING = SKRIPT\nViser hva en ting svarer på, eller gir den et skript på én linje: «@skript papegøye = on say "*hei*": say "Hei selv!"». Ingenting bak = tar det bort. «@rediger TING» er for lengre skript, «hjelp skripting» lærer deg språket.',
  },
  run: (act) => {
    const at = act.rest.indexOf('=')
    if (at !== -1) {
      findScripted(act, act.rest.slice(0, at).trim(), (object) => {
        putScript(act, object, act.rest.slice(at + 1).trim())
      })
      return
    }
    findScripted(act, act.rest, (object) => {
      const source = sourceOf(object)
      if (source === '') throw new Stop('script.none', { what: called(object) })
      act.tell('script.title', { what: called(object) }, 'title')
      act.tell('script.row', { text: numbered(source) }, 'list')
      act.show(...stateLines(object))
    })
  },
}

const hasScript = (object: MudObject): MudObject => {
  if (sourceOf(object) === '') throw new Stop('script.none', { what: called(object) })
  return object
}

export const scriptOff: Verb = {
  words: { en: ['@script/off'], nb: ['@skript/av'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@script/off THING\nLets a thing rest: its script stays, but answers to nothing.',
    nb: '@skript/av TING\nLar en ting hvile: skriptet blir værende, men svarer ikke på noe.',
  },
  run: (act) =>
    findScripted(act, act.rest, (object) => {
      act.world.change(hasScript(object), { props: switched(object, 'owner') }, act.hand, 'script')
      act.tell('script.now-off', { what: called(object) })
    }),
}

export const scriptOn: Verb = {
  words: { en: ['@script/on'], nb: ['@skript/på'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@script/on THING\nLets a thing answer again that was switched off, by you or because it failed too often.',
    nb: '@skript/på TING\nLar en ting svare igjen som er slått av, av deg eller fordi den feilet for ofte.',
  },
  run: (act) =>
    findScripted(act, act.rest, (object) => {
      act.world.change(hasScript(object), { props: switched(object, null) }, act.hand, 'script')
      act.tell('script.now-on', { what: called(object) })
    }),
}
