// What the house opens with: boards, channels and places from data/*.toml, made at start when they are missing.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
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
