// @examine: everything a builder needs to know of something

import type { Act } from '../../act.ts'
import { called, findAny, ownerOf } from '../../building/own.ts'
import { line, type MudLine } from '../../line.ts'
import { type Local, type MudObject, propLocal } from '../../mud-object.ts'
import { numbered, stateLines } from '../../script/report.ts'
import { sourceOf } from '../../script/switches.ts'
import type { Verb } from '../../verb.ts'

const LOG_LINES = 5

export const examine: Verb = {
  words: { en: ['@examine', '@ex'], nb: ['@undersøk'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@examine [X]\nNumber, owner, flags, locks, properties and texts of something, and who last changed it. Of what is not yours you see the first lines only.',
    nb: '@undersøk [X]\nNummer, eier, merker, låser, egenskaper og tekster, og hvem som sist endret det. Av det som ikke er ditt, ser du bare de første linjene.',
  },
  run: (act) => findAny(act, act.rest === '' ? 'here' : act.rest, (object) => act.show(...about(act, object))),
}

const about = (act: Act, object: MudObject): readonly MudLine[] => {
  const { world } = act
  const { id, kind, flags, location, target, parent } = object
  const row = (key: string, values: MudLine['values']): MudLine => line(`mud-build.examine.${key}`, values, 'list')
  const place = (key: string, at: MudObject['location']): readonly MudLine[] => {
    const there = world.get(at)
    return there === undefined ? [] : [row(key, { room: called(there), number: there.id })]
  }
  const head = [
    line('mud-build.examine.head', { what: object.name, number: id }, 'title'),
    row(`kind-${kind}`, { owner: ownerOf(act, object) }),
    ...place('at', location),
    ...place('leads', target),
    ...place('parent', parent),
    ...(flags.length === 0 ? [] : [row('flags', { list: flags })]),
  ]
  return act.owns(object) ? [...head, ...inside(object, row), ...log(act, object, row)] : head
}

type Row = (key: string, values: MudLine['values']) => MudLine

const inside = (object: MudObject, row: Row): readonly MudLine[] => {
  const { text, words, locks, props, seed } = object
  // A script and what is wrong with it are told apart from the rest, below.
  const shown = Object.keys(props).filter((name) => !/^~?script\b/.test(name))
  const source = sourceOf(object)
  const texts = (values: Local): readonly [string, string][] => Object.entries(values)
  return [
    ...texts(text).map(([language, value]) => row('text', { language, value })),
    ...Object.entries(words).map(([language, list]) => row('words', { language, list })),
    ...Object.entries(locks).map(([kind, value]) => row('lock', { kind, value })),
    ...shown.flatMap((name) =>
      texts(propLocal(object, name) ?? {}).map(([language, value]) =>
        typeof props[name] === 'object' ? row('prop-in', { name, language, value }) : row('prop', { name, value }),
      ),
    ),
    ...(source === '' ? [] : [line('script.row', { text: numbered(source) }, 'list'), ...stateLines(object)]),
    ...(seed === null ? [] : [row('seed', { key: seed.key })]),
  ]
}

const log = (act: Act, object: MudObject, row: Row): readonly MudLine[] =>
  act.world.repository
    .logOf(object.id, LOG_LINES)
    .map(({ at, actor, act: what }) =>
      actor === '' ? row('log-house', { at, act: what }) : row('log', { at, act: what, who: actor }),
    )
