// What a command of `ssh host COMMAND` is: words in, lines or one JSON document out. Errors go to the other stream, and
// the exit code says of which kind they are: 1 the house said no, 2 it was not asked rightly.

import type { Core } from '../../../core/contract.ts'
import type { SessionId } from '../../../core/ids.ts'
import type { TextValues } from '../../../screens/texts.ts'

export interface Request {
  readonly core: Core
  readonly session: SessionId
  /** Behind the command. */
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly houseName: string
  readonly version: string
  readonly now: number
  /** Somebody looks at what is written: a terminal was asked for. */
  readonly hasTerminal: boolean
  text(key: string, values?: TextValues): string
  /** All that comes on standard input, at most `limit` octets. @throws Refusal too-long */
  input(limit: number): Promise<Buffer>
  /** Writes octets as they are; resolves when there is room for more, rejects when nobody takes them any more. */
  write(octets: Buffer): Promise<void>
}

export interface Answer {
  /** For people; made harmless before they are written. */
  readonly lines: readonly string[]
  /** For programs: the same, whole. */
  readonly json: unknown
}

export interface Command {
  /** How many words it takes behind itself. */
  readonly words: readonly [least: number, most: number]
  /** Beside --json and --help. */
  readonly options?: readonly string[]
  /** @throws Refusal; UsageError. Null when it has written for itself. */
  run(request: Request): Promise<Answer | null>
}

/** It was asked wrongly; `key` is a text that says how. */
export class UsageError extends Error {
  readonly key: string
  readonly values: TextValues

  constructor(key: string, values: TextValues = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

/** A whole number from 1 to `most`. @throws UsageError */
export const numberOption = (request: Request, name: string, fallback: number, most: number): number => {
  const typed = request.options.get(name)
  if (typed === undefined) return fallback
  const number = Number(typed)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new UsageError('commands.bad-number', { name, most })
  return number
}

/** `2026-11-05`, `2026-11-05T12:00Z`, or so long ago: `36h`, `7d`, `4w`. Milliseconds since 1970. @throws UsageError */
export const momentOption = (request: Request, name: string): number | null => {
  const typed = request.options.get(name)
  if (typed === undefined) return null
  const ago = /^(\d{1,5})([hdw])$/.exec(typed)
  const hours = { h: 1, d: 24, w: 168 }[ago?.[2] ?? ''] ?? 0
  const moment = ago === null ? Date.parse(typed) : request.now - Number(ago[1]) * hours * 3_600_000
  if (Number.isNaN(moment)) throw new UsageError('commands.bad-date', { name })
  return moment
}

export const isoTime = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Rows set in columns; the last one is as long as it is. */
export const inColumns = (rows: readonly (readonly string[])[], width: (text: string) => number): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, at) =>
        at === row.length - 1 ? cell : cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(cell))),
      )
      .join('  ')
      .trimEnd(),
  )
}
