// The gestures of the MUD as a file that a person edits: for each its words, and five sentences in each language.

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Local, MUD_LANGUAGES } from '../core/mud/mud-object.ts'
import type { Social } from '../core/mud/socials.ts'
import { type DataFolders, findDataFile } from '../screens/data-files.ts'
import { WorldFileError } from './world-files.ts'

const word = z.string().regex(/^[\p{Ll}\p{N}-]{2,20}$/u, 'small letters')
/** Alone: own, others. At somebody: own, others, the one it is meant for. */
const sentences = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])
const social = z.strictObject({
  words: z.strictObject({ en: z.array(word).min(1), nb: z.array(word).min(1) }),
  ...{ en: sentences, nb: sentences },
})
const file = z.record(word, social)

/** `socials.yaml`, the sysop's own before the shipped one. @throws WorldFileError */
export const readSocials = (folders: DataFolders): readonly Social[] => {
  const path = findDataFile(folders, 'socials.yaml')
  let content: unknown
  try {
    content = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new WorldFileError(`socials.yaml: ${error instanceof Error ? error.message.split('\n')[0] : 'not YAML'}`)
  }
  const result = file.safeParse(content)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new WorldFileError(`socials.yaml: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not understood'}`)
  }
  return Object.values(result.data).map(socialOf)
}

const socialOf = (given: z.infer<typeof social>): Social => {
  const sentence = (at: 0 | 1 | 2 | 3 | 4): Local =>
    Object.fromEntries(MUD_LANGUAGES.map((language) => [language, given[language][at]]))
  return {
    words: given.words,
    alone: { own: sentence(0), others: sentence(1) },
    at: { own: sentence(2), others: sentence(3), received: sentence(4) },
  }
}
