// What the house opens with: boards, channels and places from data/*.toml, made at start when they are missing.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
import type { Bulletin } from './core/community/community-calls.ts'
import { ROLES } from './core/visibility.ts'

const role = z.enum(ROLES)

const channelFile = z.strictObject({
  channel: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      topic: z.string().default(''),
      read: role.default('guest'),
      write: role.default('guest'),
    }),
  ),
})

const boardFile = z.strictObject({
  board: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      read: role.default('guest'),
      write: role.default('member'),
    }),
  ),
})

const placeFile = z.strictObject({ place: z.array(z.strictObject({ channel: z.string(), board: z.string() })) })

export type ShippedChannel = z.infer<typeof channelFile>['channel'][number]
export type ShippedBoard = z.infer<typeof boardFile>['board'][number]

/** @throws Error naming the file, when it is not what it should be */
export const readShippedChannels = (file: string): readonly ShippedChannel[] => read(file, channelFile).channel

/** @throws Error naming the file, when it is not what it should be */
export const readShippedBoards = (file: string): readonly ShippedBoard[] => read(file, boardFile).board

/** @throws Error naming the file, when it is not what it should be */
export const readShippedPlaces = (file: string): z.infer<typeof placeFile>['place'] => read(file, placeFile).place

/** Bulletins that are files, `bulletins/NAME.txt`: a title, a blank line, the text. The first folder's files win. */
export const readBulletins = (folders: readonly string[]): readonly Bulletin[] => {
  const files = new Map<string, string>()
  for (const folder of folders.map((each) => join(each, 'bulletins')).filter((each) => existsSync(each))) {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.txt'))) {
      if (!files.has(name)) files.set(name, join(folder, name))
    }
  }
  return [...files.values()].flatMap((file) => {
    const [title = '', ...lines] = readFileSync(file, 'utf8').replace(/\r\n/g, '\n').split('\n')
    const text = lines.join('\n').trim()
    const ref = `file:${basename(file, '.txt')}`
    // An empty file takes a shipped one away.
    return text === '' ? [] : [{ ref, title: title.trim(), author: '', at: Math.round(statSync(file).mtimeMs), text }]
  })
}

/** The articles a new board opens with: `FOLDER/BOARD.*.txt`, each a header and a body as RFC 5322 has them. */
export const readShippedArticles = (folder: string, board: string): readonly Uint8Array[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${board}.`) && /^\d+\.txt$/.test(name.slice(board.length + 1)))
    .sort()
    .map((name) => Buffer.from(readFileSync(join(folder, name), 'utf8').replace(/\r?\n/g, '\r\n')))

const read = <T>(file: string, schema: z.ZodType<T>): T => {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`)
}
