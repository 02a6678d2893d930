// What builders may set on what is theirs: flags and properties, by the words of both languages, and who may.

import { isChannelName } from '../../../../shared/names.ts'
import { type Act, Stop } from '../act.ts'
import { FLAGS, type Flag, hasFlag, type Kind, type Local, type MudLanguage, type MudObject } from '../mud-object.ts'
import { findRoom, local, nameIn, textIn } from './own.ts'

const FLAG_WORDS: Readonly<Record<string, Flag>> = {
  ...{ fast: 'fixed', beholder: 'container', lukket: 'closed', skjult: 'hidden', egennavn: 'proper' },
  ...{ felles: 'common', melder: 'announces' },
}

/** Which kinds a flag means something for. */
const FLAG_KINDS: Readonly<Record<Flag, readonly Kind[]>> = {
  fixed: ['thing'],
  container: ['thing'],
  closed: ['thing'],
  hidden: ['thing', 'person', 'exit'],
  proper: ['thing', 'person'],
  prototype: ['thing'],
  common: ['room'],
  announces: ['room'],
}

export const flagOf = (word: string): Flag | null =>
  FLAG_WORDS[word.toLowerCase()] ?? FLAGS.find((flag) => flag === word.toLowerCase()) ?? null

/** @throws Stop */
export const withFlag = (object: MudObject, flag: Flag, isOn: boolean): readonly Flag[] => {
  if (!FLAG_KINDS[flag].includes(object.kind)) throw new Stop('mud-build.set.flag-kind', { flag })
  if (hasFlag(object, flag) === isOn) return object.flags
  return isOn ? [...object.flags, flag] : object.flags.filter((each) => each !== flag)
}

const PROP_WORDS: Readonly<Record<string, string>> = {
  ...{ hjem: 'home', kanal: 'channel', tavle: 'board', år: 'year', ord: 'words', les: 'read', lesetekst: 'read' },
  ...{ nei: 'fail', ja: 'success', hilser: 'greets' },
}
const TOPICS = 60

type Patch = Partial<Omit<MudObject, 'id'>>

interface Setting {
  readonly kinds: readonly Kind[]
  /** What to change; `value` is '' to take it away. @throws Stop */
  patch(act: Act, object: MudObject, value: string): Patch
}

const ANY: readonly Kind[] = ['room', 'exit', 'thing', 'person']

const prop = (object: MudObject, name: string, value: Local | string | number | null): Patch => {
  const { [name]: _, ...others } = object.props
  return { props: value === null ? others : { ...others, [name]: value } }
}

const textProp = (name: string, kinds: readonly Kind[]): Setting => ({
  kinds,
  patch: (act, object, value) => {
    const before = object.props[name]
    const others = typeof before === 'object' ? before : {}
    if (value === '') return prop(object, name, null)
    return prop(object, name, { ...others, ...local(act.language, textIn(value)) })
  },
})

const numberProp = (name: string, isForStaff: boolean): Setting => ({
  kinds: ['room'],
  patch: (act, object, value) => {
    if (isForStaff && !act.is('keeper')) throw new Stop('mud-build.set.staff', { prop: name })
    if (!/^-?\d{0,5}$/.test(value)) throw new Stop('mud-build.set.number', { prop: name })
    return prop(object, name, value === '' ? null : Number(value))
  },
})

const staffProp = (name: string, kinds: readonly Kind[]): Setting => ({
  kinds,
  patch: (act, object, value) => {
    if (!act.is('keeper')) throw new Stop('mud-build.set.staff', { prop: name })
    return prop(object, name, value === '' ? null : value)
  },
})

const SETTINGS: Readonly<Record<string, Setting>> = {
  home: {
    kinds: ['character'],
    patch: (act, object, value) => {
      const found: MudObject[] = []
      if (value !== '') findRoom(act, value, (each) => found.push(each))
      const [room] = found
      if (room === undefined) return prop(object, 'home', null)
      if (!act.owns(room) && !hasFlag(room, 'common')) throw new Stop('mud-build.set.home', { room: room.name })
      return prop(object, 'home', `#${room.id}`)
    },
  },
  channel: {
    kinds: ['room'],
    patch: (act, object, value) => {
      if (value === '') return prop(object, 'channel', null)
      if (!isChannelName(value)) throw new Stop('mud-build.set.no-channel', { channel: value })
      if (!act.theatre.wires.keepsChannel(act.session, value)) {
        throw new Stop('mud-build.set.channel', { channel: value })
      }
      return prop(object, 'channel', value)
    },
  },
  board: {
    kinds: ['room'],
    patch: (act, object, value) => {
      if (value === '') return prop(object, 'board', null)
      if (!act.theatre.wires.keepsBoard(act.session, value)) throw new Stop('mud-build.set.board', { board: value })
      return prop(object, 'board', value)
    },
  },
  words: {
    kinds: ANY,
    patch: (act, object, value) => {
      const { [act.language]: _, ...others } = object.words
      const list = value
        .split(/[,;]/)
        .map((each) => each.trim())
        .filter((each) => each !== '')
      if (list.length > 20) throw new Stop('mud-build.set.words', { count: 20 })
      const words: Partial<Record<MudLanguage, readonly string[]>> = { ...others }
      if (list.length > 0) words[act.language] = list.map((each) => nameIn(each))
      return { words }
    },
  },
  year: numberProp('year', false),
  x: numberProp('x', true),
  y: numberProp('y', true),
  area: staffProp('area', ['room']),
  does: staffProp('does', ['thing', 'person']),
  read: textProp('read', ['thing']),
  fail: textProp('fail', ['exit', 'thing', 'room']),
  success: textProp('success', ['exit']),
  greets: textProp('greets', ['person']),
}

/** The name under which a property is kept. */
export const propOf = (word: string): string => {
  const lower = word.toLowerCase()
  return PROP_WORDS[lower] ?? lower.replace(/^(?:emne|tema)\./, 'topic.')
}

/** @throws Stop when there is no such property, not for such an object, or not for the actor */
export const settingOf = (object: MudObject, name: string): Setting => {
  const isTopic = /^topic\.[^\s.][^.]{0,60}$/.test(name)
  const setting = isTopic ? textProp(name, ['person']) : SETTINGS[name]
  if (setting === undefined) throw new Stop('mud-build.set.unknown', { prop: name, list: Object.keys(SETTINGS) })
  if (!setting.kinds.includes(object.kind)) throw new Stop('mud-build.set.prop-kind', { prop: name })
  if (isTopic && Object.keys(object.props).length >= TOPICS) throw new Stop('mud-build.set.topics', { count: TOPICS })
  return setting
}
