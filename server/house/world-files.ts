// The world of the MUD as files that a person edits: one wing a file, keys in place of numbers, texts by language.
// Everything is judged before anything is planted; world-export.ts writes back what is read here.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { directionName, directionWords } from '../core/mud/directions.ts'
import { parseLock } from '../core/mud/lock.ts'
import { FLAGS, type Flag, LOCK_KINDS, type Local, MUD_LANGUAGES, type MudLanguage } from '../core/mud/mud-object.ts'
import type { Seed, Wing } from '../core/mud/seed.ts'
import { type DataFolders, findDataFile } from '../screens/data-files.ts'

export class WorldFileError extends Error {}

const local = z.partialRecord(z.enum(MUD_LANGUAGES), z.string().trim().min(1))
const words = z.union([z.array(z.string()), z.partialRecord(z.enum(MUD_LANGUAGES), z.array(z.string()))])
const lock = z.string().refine(canRead, 'is no lock')
const locks = z.partialRecord(z.enum(LOCK_KINDS), lock)
const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens')
const props = z.record(z.string(), z.union([z.string(), z.number(), local]))
const naming = { one: local.optional(), the: local.optional(), words: words.optional() }
const shared = { flags: z.array(z.enum(FLAGS)).default([]), locks: locks.default({}), props: props.default({}) }

const exit = z.strictObject({
  to: key,
  ...{ name: local.optional(), text: local.optional(), ...naming, ...shared },
})
const room = z.strictObject({
  ...{ name: local, text: local, ...naming, ...shared },
  /** Place on the map: east, south. */
  at: z.tuple([z.number().int(), z.number().int()]).optional(),
  year: z.number().int().optional(),
  channel: z.string().optional(),
  board: z.string().optional(),
  exits: z.record(z.string(), exit).default({}),
})
const thing = z.strictObject({
  in: key,
  ...{ name: local, text: local.optional(), read: local.optional(), does: z.string().optional(), ...naming, ...shared },
})
const person = z.strictObject({
  in: key,
  ...{ name: local, text: local.optional(), greets: local.optional(), ...naming, ...shared },
  /** What it says of a word: `mail: {en: …, nb: …}`; several words with commas. */
  topics: z.record(z.string(), local).default({}),
})
const file = z.strictObject({
  wing: key,
  /** The map that its rooms are on: wings of one area share it. The wing's own name by default. */
  area: key.optional(),
  rooms: z.record(key, room).default({}),
  things: z.record(key, thing).default({}),
  people: z.record(key, person).default({}),
  /** Where the facts of a room are from; read by people who check them, not by the house. */
  sources: z.record(z.string(), z.array(z.string())).default({}),
})

type WingFile = z.infer<typeof file>

function canRead(source: string): boolean {
  try {
    parseLock(source)
    return true
  } catch {
    return false
  }
}

/** Read once per process. */
const library = new Map<string, Wing>()

/** Every `world/*.yaml`, by name; of two with one name the one in the sysop's own folder. @throws WorldFileError */
export const readWings = (folders: DataFolders): readonly Wing[] => {
  const places = folders.map((folder) => join(folder, 'world')).filter((folder) => existsSync(folder))
  const names = places.flatMap((place) => readdirSync(place)).filter((name) => name.endsWith('.yaml'))
  return [...new Set(names)].sort().map((name) => {
    const place = findDataFile(folders, 'world', name)
    const known = library.get(place)
    if (known !== undefined) return known
    const wing = readWing(readFileSync(place, 'utf8'), name)
    library.set(place, wing)
    return wing
  })
}

/** @throws WorldFileError file, place and reason on one line */
export const readWing = (source: string, name: string): Wing => {
  let content: unknown
  try {
    content = parse(source)
  } catch (error) {
    throw new WorldFileError(`${basename(name)}: ${error instanceof Error ? error.message.split('\n')[0] : 'not YAML'}`)
  }
  const result = file.safeParse(content)
  if (!result.success) {
    throw new WorldFileError(`${basename(name)}: ${whatIsWrong(result.error)}`)
  }
  return wingOf(result.data)
}

const whatIsWrong = ({ issues: [issue] }: z.ZodError): string => {
  const inner = issue?.code === 'invalid_key' ? issue.issues[0]?.message : undefined
  return `${issue?.path.join('.') ?? ''}: ${inner ?? issue?.message ?? 'is not understood'}`
}

const wingOf = ({ wing, area = wing, rooms, things, people }: WingFile): Wing => ({
  name: wing,
  seeds: [
    ...Object.entries(rooms).flatMap(([name, each]) => roomSeeds(area, name, each)),
    ...Object.entries(things).map(([name, each]): Seed => {
      const { in: location, name: called, text = {}, read, does } = each
      return {
        ...{ key: name, kind: 'thing', name: called, text, location, target: null, ...rest(each) },
        props: { ...each.props, ...(read !== undefined && { read }), ...(does !== undefined && { does }) },
      }
    }),
    ...Object.entries(people).map(([name, each]): Seed => {
      const topics = Object.entries(each.topics).map(([topic, says]): [string, Local] => [`topic.${topic}`, says])
      return {
        ...{ key: name, kind: 'person', name: each.name, text: each.text ?? {}, location: each.in, target: null },
        ...rest(each),
        props: {
          ...each.props,
          ...(each.greets !== undefined && { greets: each.greets }),
          ...Object.fromEntries(topics),
        },
      }
    }),
  ],
})

const roomSeeds = (area: string, name: string, each: WingFile['rooms'][string]): readonly Seed[] => {
  const { at, year, channel, board, exits } = each
  const [x, y] = at ?? []
  const props = {
    ...{ ...each.props, area },
    ...(x !== undefined && y !== undefined && { x, y }),
    ...(year !== undefined && { year }),
    ...(channel !== undefined && { channel }),
    ...(board !== undefined && { board }),
  }
  return [
    {
      ...{ key: name, kind: 'room', name: each.name, text: each.text, location: null, target: null },
      ...rest(each),
      props,
    },
    ...Object.entries(exits).map(([way, out]): Seed => {
      const named = out.name ?? directionName(way)
      const { words: own, ...more } = rest(out)
      return {
        ...{ key: `${name}>${way}`, kind: 'exit', name: named, text: out.text ?? {}, location: name, target: out.to },
        ...{ ...more, words: merge(directionWords(way), own), props: out.props },
      }
    }),
  ]
}

type Common = Pick<Seed, 'words' | 'flags' | 'locks' | 'one' | 'the'>

const rest = (each: {
  readonly words?: z.infer<typeof words> | undefined
  readonly flags: readonly Flag[]
  readonly locks: Seed['locks']
  readonly one?: Local | undefined
  readonly the?: Local | undefined
}): Common => ({
  ...{ words: wordsOf(each.words), flags: each.flags, locks: each.locks },
  ...(each.one !== undefined && { one: each.one }),
  ...(each.the !== undefined && { the: each.the }),
})

/** A bare list is English. */
const wordsOf = (given: z.infer<typeof words> | undefined): Seed['words'] =>
  given === undefined ? {} : isList(given) ? { en: given } : given

const isList = (given: z.infer<typeof words>): given is string[] => Array.isArray(given)

const merge = (a: Seed['words'], b: Seed['words']): Seed['words'] => {
  const merged: Partial<Record<MudLanguage, readonly string[]>> = {}
  for (const language of MUD_LANGUAGES) {
    const all = [...new Set([...(a[language] ?? []), ...(b[language] ?? [])])]
    if (all.length > 0) merged[language] = all
  }
  return merged
}
