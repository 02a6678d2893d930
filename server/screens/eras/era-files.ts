// The years of the time machine as files that a person edits: data/eras/*.yaml, one year a file, texts by language. Of
// two files with one name the one in the sysop's own folder counts. Read once per process, judged when the daemon starts.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { FIRST_YEAR, LAST_YEAR } from '../../core/eras/era.ts'
import { type DataFolders, findDataFile } from '../data-files.ts'
import { DRESSES } from '../widgets/styles.ts'
import { AREAS, type Area, type Era, type Eras, type Local } from './era.ts'

const words = z.string().trim().min(1)
/** The same in all languages, or each for itself. */
const local = z.union(
  [words.transform((text): Local => ({ en: text, nb: text })), z.strictObject({ en: words, nb: words })],
  {
    error: 'needs words in "en" and "nb"',
  },
)
const area = z.enum(AREAS)
const placard = z.strictObject({
  ...{ title: local, who: local, where: local, when: local, text: local },
  ...{ doubt: local.optional(), source: local, see: local },
})
const isYear = (year: unknown): boolean =>
  year === 'present' || (typeof year === 'number' && Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR)
const file = z.strictObject({
  year: z.custom<'present' | number>(isYear, 'is a year from 1971 to 2007, or present'),
  name: local,
  has: z.array(area).default([]),
  called: z.partialRecord(area, local).default({}),
  dress: z.enum(DRESSES),
  speed: z.union([z.literal('off').transform(() => 0), z.literal([110, 300, 1200, 2400, 14_400])], {
    error: 'is 110, 300, 1200, 2400, 14400 or off',
  }),
  placards: z.partialRecord(area, placard).refine((all) => Object.keys(all).length > 0, 'an era needs a placard'),
})

const read = new Map<string, Eras>()

/** @throws Error with file, place and reason on one line */
export const loadEras = (folders: DataFolders): Eras => {
  const key = folders.join('\n')
  let eras = read.get(key)
  if (eras === undefined) {
    eras = inOrder(
      eraFiles(folders).map((name) => readEra(readFileSync(findDataFile(folders, 'eras', name), 'utf8'), name)),
    )
    read.set(key, eras)
  }
  return eras
}

const eraFiles = (folders: DataFolders): readonly string[] => {
  const places = folders.map((folder) => join(folder, 'eras')).filter((folder) => existsSync(folder))
  const names = places.flatMap((place) => readdirSync(place)).filter((name) => name.endsWith('.yaml'))
  return [...new Set(names)].sort()
}

/** @throws Error when there is no present, or one year twice */
export const inOrder = (eras: readonly Era[]): Eras => {
  const sorted = eras.toSorted((a, b) => (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY))
  const twice = sorted.find(({ year }, at) => at > 0 && sorted[at - 1]?.year === year)
  if (twice !== undefined) throw new Error(`eras: the year ${twice.year ?? 'present'} is there twice`)
  if (sorted.at(-1)?.year !== null) throw new Error('eras: there is no file with "year: present"')
  return sorted
}

/** @throws Error with file, place and reason on one line */
export const readEra = (source: string, name: string): Era => {
  let content: unknown
  try {
    content = parse(source)
  } catch (error) {
    throw new Error(`eras/${name}: ${error instanceof Error ? error.message.split('\n')[0] : 'not YAML'}`)
  }
  const result = file.safeParse(content)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(`eras/${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not understood'}`)
  }
  const { year, placards, ...rest } = result.data
  return {
    ...{ ...rest, year: year === 'present' ? null : year },
    placards: Object.entries(placards).map(([where, each]) => ({
      ...{ ...each, area: where as Area, doubt: each.doubt ?? null },
    })),
  }
}
