// Where in the files every article lies, and in which order they are to be filed. A first reading notes place and date
// of each in a few numbers; so an archive of any size is filed oldest first, as its newsgroup once was.

import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import type { ArchiveEntry, ArchiveReader } from '../../server/wire/article/archive-reader.ts'
import { parseDate } from '../../server/wire/article/date.ts'
import { indexFields, normalizeOctets, parseFields, splitArticle } from '../../server/wire/article/header.ts'
import { MboxReader } from '../../server/wire/article/mbox.ts'
import { RnewsReader } from '../../server/wire/article/rnews.ts'
import { ARTICLE_OCTETS } from '../../shared/limits.ts'
import type { ArchiveFile } from './archive-files.ts'

/** One article: its octets, or null when it is larger than any article may be. */
export interface Found {
  readonly raw: Buffer | null
  readonly file: ArchiveFile
  /** Where in the file it starts, in octets. */
  readonly start: number
}

const CHUNK_OCTETS = 262_144

export class ArchiveIndex {
  readonly #files: readonly ArchiveFile[]
  /** Parallel, one number an article: far smaller than objects. */
  readonly #file: number[] = []
  readonly #start: number[] = []
  readonly #end: number[] = []
  readonly #date: number[] = []
  readonly #complaints: string[] = []

  private constructor(files: readonly ArchiveFile[]) {
    this.#files = files
  }

  /** Reads all files once. `onRead` is told how many octets have been read so far; false from it ends the reading. */
  static async of(files: readonly ArchiveFile[], onRead: (octets: number) => boolean): Promise<ArchiveIndex> {
    const index = new ArchiveIndex(files)
    let octets = 0
    for (const [number, file] of files.entries()) {
      const goOn = await index.#readFile(number, file, (read) => {
        octets += read
        return onRead(octets)
      })
      if (!goOn) break
    }
    return index
  }

  get length(): number {
    return this.#start.length
  }

  /** What was wrong with files as a whole. */
  get complaints(): readonly string[] {
    return this.#complaints
  }

  /** All articles, oldest first, or as they stand in the files. */
  *articles(order: 'date' | 'file'): Generator<Found> {
    const numbers = Uint32Array.from(this.#start.keys())
    // One that bears no date counts as old as the one before it in its file, and the sort is stable.
    if (order === 'date') numbers.sort((a, b) => (this.#date[a] ?? 0) - (this.#date[b] ?? 0) || a - b)
    const open = new Map<number, number>()
    try {
      for (const number of numbers) yield this.#fetch(number, open)
    } finally {
      for (const descriptor of open.values()) closeSync(descriptor)
    }
  }

  async #readFile(number: number, file: ArchiveFile, onRead: (octets: number) => boolean): Promise<boolean> {
    const reader = readerFor(file)
    let previous = 0
    const note = (found: ArchiveEntry): void => {
      previous = (found.raw === null ? null : dateOf(found.raw)) ?? previous
      this.#file.push(number)
      this.#start.push(found.start)
      this.#end.push(found.end)
      this.#date.push(previous)
    }
    for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK_OCTETS })) {
      for (const found of reader.push(chunk)) note(found)
      if (!onRead(chunk.length)) return false
    }
    for (const found of reader.finish()) note(found)
    if (reader.complaint !== null) this.#complaints.push(`${file.name}: ${reader.complaint}`)
    return true
  }

  #fetch(number: number, open: Map<number, number>): Found {
    const fileNumber = this.#file[number] ?? 0
    const file = this.#files[fileNumber]
    const start = this.#start[number] ?? 0
    const octets = (this.#end[number] ?? 0) - start
    if (file === undefined) throw new Error(`article ${number} lies in no file`)
    if (octets > 2 * ARTICLE_OCTETS) return { raw: null, file, start }
    const descriptor = this.#open(fileNumber, file, open)
    const raw = Buffer.alloc(octets)
    readSync(descriptor, raw, 0, octets, start)
    if (file.kind !== 'mbox') return { raw, file, start }
    const reader = new MboxReader(start)
    const [entry] = [...reader.push(raw), ...reader.finish()]
    return { raw: entry?.raw ?? null, file, start }
  }

  #open(number: number, file: ArchiveFile, open: Map<number, number>): number {
    const descriptor = open.get(number)
    if (descriptor !== undefined) return descriptor
    // A folder may hold more files than may be open at once.
    for (const [other, old] of open.size >= MOST_OPEN ? open : []) {
      closeSync(old)
      open.delete(other)
    }
    const opened = openSync(file.path, 'r')
    open.set(number, opened)
    return opened
  }
}

const MOST_OPEN = 64

const readerFor = (file: ArchiveFile): ArchiveReader => {
  if (file.kind === 'mbox') return new MboxReader()
  return file.kind === 'rnews' ? new RnewsReader() : singleReader(file.octets)
}

/** A file that is one article. */
const singleReader = (octets: number): ArchiveReader => {
  const chunks: Uint8Array[] = []
  const isTooLarge = octets > ARTICLE_OCTETS
  return {
    push: (chunk) => {
      if (!isTooLarge) chunks.push(chunk)
      return []
    },
    finish: () => [{ raw: isTooLarge ? null : Buffer.concat(chunks), start: 0, end: octets }],
    complaint: null,
  }
}

const dateOf = (raw: Buffer): number | null => {
  const fields = indexFields(parseFields(splitArticle(normalizeOctets(raw.subarray(0, 65_536))).header))
  const date = fields.get('date') ?? fields.get('nntp-posting-date')
  return date === undefined ? null : parseDate(date.value)
}
