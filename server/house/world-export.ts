// A wing written back as a file that a person edits: the inverse of world-files.ts.

import { stringify } from 'yaml'
import { directionName, directionWords } from '../core/mud/directions.ts'
import { propKeys } from '../core/mud/mud-object.ts'
import type { Seed, Wing } from '../core/mud/seed.ts'

export const wingToYaml = (wing: Wing): string => {
  const of = (kind: Seed['kind']): readonly Seed[] => wing.seeds.filter((seed) => seed.kind === kind)
  const exits = of('exit')
  const rooms = of('room').map((room) => [
    room.key,
    roomEntry(
      room,
      exits.filter((exit) => exit.location === room.key),
    ),
  ])
  const content = {
    wing: wing.name,
    ...areaOf(wing),
    rooms: Object.fromEntries(rooms),
    ...section('things', of('thing'), thingEntry),
    ...section('people', of('person'), personEntry),
  }
  return stringify(content, { lineWidth: 110, blockQuote: 'literal' })
}

/** Said only where it is not the wing's own name. */
const areaOf = ({ name, seeds }: Wing): object => {
  const area = seeds.find((seed) => seed.kind === 'room')?.props['area']
  return area === undefined || area === name ? {} : { area }
}

const section = (name: string, seeds: readonly Seed[], entry: (seed: Seed) => object): object =>
  seeds.length === 0 ? {} : { [name]: Object.fromEntries(seeds.map((seed) => [seed.key, entry(seed)])) }

const roomEntry = (room: Seed, exits: readonly Seed[]): object => {
  const { x, y, year, channel, board, area: _, ...props } = room.props
  return {
    ...{ ...named(room), text: room.text },
    ...(x !== undefined && y !== undefined && { at: [x, y] }),
    ...given({ year, channel, board }),
    ...marks(room, props),
    ...(exits.length > 0 && { exits: Object.fromEntries(exits.map((exit) => [wayOf(exit), exitEntry(exit)])) }),
  }
}

const wayOf = ({ key }: Seed): string => key.slice(key.indexOf('>') + 1)

const exitEntry = (exit: Seed): object => {
  const way = wayOf(exit)
  const usual = directionName(way)
  const { name, words, ...rest } = named(exit, directionWords(way))
  const isUsual = JSON.stringify(name) === JSON.stringify(usual)
  return {
    to: exit.target,
    ...(!isUsual && { name }),
    ...rest,
    ...given({ words }),
    ...textOf(exit),
    ...marks(exit, exit.props),
  }
}

const thingEntry = (thing: Seed): object => {
  const { read, does, ...props } = thing.props
  return { in: thing.location, ...named(thing), ...textOf(thing), ...given({ read, does }), ...marks(thing, props) }
}

const personEntry = (person: Seed): object => {
  const { greets, ...others } = person.props
  const topics = propKeys(others, 'topic.').map((key) => [key.slice('topic.'.length), others[key]])
  const props = Object.fromEntries(Object.entries(others).filter(([key]) => !key.startsWith('topic.')))
  return {
    ...{ in: person.location, ...named(person), ...textOf(person), ...given({ greets }) },
    ...(topics.length > 0 && { topics: Object.fromEntries(topics) }),
    ...marks(person, props),
  }
}

const textOf = ({ text }: Seed): object => (Object.keys(text).length === 0 ? {} : { text })

const named = ({ name, one, the, words }: Seed, usual: Seed['words'] = {}) => {
  const own = Object.entries(words).flatMap(([language, all]) => {
    const extra = all.filter((word) => !(usual[language === 'nb' ? 'nb' : 'en'] ?? []).includes(word))
    return extra.length === 0 ? [] : [[language, extra]]
  })
  return { name, ...given({ one, the }), ...(own.length > 0 && { words: Object.fromEntries(own) }) }
}

const marks = ({ flags, locks }: Seed, props: object): object => ({
  ...(flags.length > 0 && { flags }),
  ...(Object.keys(locks).length > 0 && { locks }),
  ...(Object.keys(props).length > 0 && { props }),
})

const given = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
