// A board written into an mbox file, slice by slice. Each separator line names the number of its article, so that a file
// says by itself how far it goes: an export that was broken off, or is older than the board, is gone on with.

import { closeSync, createReadStream, existsSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { isRefusal } from '../../server/core/refusal.ts'
import type { Connection } from '../connect.ts'
import { refusalWords } from '../refusal-words.ts'

/** A file that cannot be written, or not gone on with; the message says why, for the one who named it. */
export class ExportError extends Error {}

export interface Export {
  readonly board: string
  /** `-` is standard output. */
  readonly file: string
  readonly isResumed: boolean
}

const STANDARD_OUTPUT = 1
/** A busy house is asked again, so often and after so long. */
const TRIES = 10
const PATIENCE_MS = 1000

/** @throws ExportError, Refusal no-such-board */
export const exportBoard = async (connection: Connection, { board, file, isResumed }: Export): Promise<void> => {
  const isFile = file !== '-'
  if (isFile && !isResumed && existsSync(file)) {
    throw new ExportError(`${file} is there already; add --resume to go on with it`)
  }
  // Asked for first, so that a board that is not there leaves no file behind.
  const place = isFile && isResumed && existsSync(file) ? await endOf(file, board) : { offset: 0, number: 0 }
  let slice = await ask(connection, board, place.number)
  const descriptor = isFile ? openSync(file, isResumed && existsSync(file) ? 'r+' : 'wx', 0o600) : STANDARD_OUTPUT
  let articles = 0
  try {
    let offset = place.offset
    if (isFile) ftruncateSync(descriptor, offset)
    for (;;) {
      writeWhole(descriptor, slice.octets, isFile ? offset : null)
      offset += slice.octets.byteLength
      articles += slice.articles
      if (slice.next === null) break
      slice = await ask(connection, board, slice.next)
    }
    if (isFile) fsyncSync(descriptor)
  } finally {
    if (isFile) closeSync(descriptor)
  }
  const words = place.number === 0 ? 'written' : `added behind number ${place.number}`
  console.error(`${board}: ${articles.toLocaleString('en')} articles ${words}`)
}

const ask = async ({ core, session }: Connection, board: string, after: number) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await core.archive.mbox({ session, board, after })
    } catch (error) {
      if (!isRefusal(error) || error.code !== 'busy' || attempt === TRIES) throw error
      console.error(`${board}: ${refusalWords(error)}`)
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
    }
  }
}

const writeWhole = (descriptor: number, octets: Uint8Array, offset: number | null): void => {
  for (let done = 0; done < octets.byteLength; ) {
    done += writeSync(descriptor, octets, done, octets.byteLength - done, offset === null ? null : offset + done)
  }
}

interface Place {
  /** Where the last entry begins: it may be cut short, and is written again. */
  readonly offset: number
  /** The number before that entry's. */
  readonly number: number
}

/** `From 12@local.music Tue …`: within an article such a line is quoted, so every one that is found is a separator. */
const SEPARATOR = /(?:^|\n)From (\d{1,10})@(\S+) /g
const LONGEST = 200

/** @throws ExportError a file of another board, or none of ours */
const endOf = async (file: string, board: string): Promise<Place> => {
  let place: Place = { offset: 0, number: 0 }
  let tail = ''
  let read = 0
  for await (const chunk of createReadStream(file, { encoding: 'latin1', highWaterMark: 1_048_576 })) {
    const text = tail + String(chunk)
    for (const { 0: found, 1: number, 2: name, index } of text.matchAll(SEPARATOR)) {
      if (name !== board) throw new ExportError(`${file} holds ${name}, not ${board}`)
      place = { offset: read - tail.length + index + (found.startsWith('\n') ? 1 : 0), number: Number(number) - 1 }
    }
    read += String(chunk).length
    tail = text.slice(-LONGEST)
  }
  if (read > LONGEST && place.number === 0 && place.offset === 0 && !tail.includes('From ')) {
    throw new ExportError(`${file} is no export of a board`)
  }
  return place
}
