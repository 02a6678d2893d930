// Batches of news as UUCP sites exchanged them (RFC 1036 §4.3, INN's rnews(1)): `#! rnews LENGTH`, then that many
// octets of article, over and over.

import { ARTICLE_OCTETS } from '../../../shared/limits.ts'
import type { ArchiveEntry, ArchiveReader } from './archive-reader.ts'

const HEAD = /^#! *rnews +(\d{1,9})\b/
const LONGEST_HEAD = 100
const LF = 0x0a

export class RnewsReader implements ArchiveReader {
  #pending: Buffer = Buffer.alloc(0)
  /** Where in the file #pending starts. */
  #offset = 0
  /** Octets of an article that is too large and still to come. */
  #skip = 0
  #complaint: string | null = null

  get complaint(): string | null {
    return this.#complaint
  }

  push(chunk: Uint8Array): readonly ArchiveEntry[] {
    if (this.#complaint !== null) return []
    this.#pending = Buffer.concat([this.#pending, chunk])
    const entries: ArchiveEntry[] = []
    for (;;) {
      this.#pass()
      const entry = this.#next()
      if (entry === null) return entries
      entries.push(entry)
    }
  }

  finish(): readonly ArchiveEntry[] {
    if (this.#complaint === null && (this.#pending.length > 0 || this.#skip > 0)) {
      this.#complaint = 'the batch ends in the middle of an article'
    }
    return []
  }

  #pass(): void {
    const passed = Math.min(this.#skip, this.#pending.length)
    this.#skip -= passed
    this.#drop(passed)
  }

  /** The article at the front, or null until more octets come. */
  #next(): ArchiveEntry | null {
    const newline = this.#pending.indexOf(LF)
    const isHeadWhole = newline !== -1 || this.#pending.length > LONGEST_HEAD
    if (this.#skip > 0 || !isHeadWhole) return null
    const length = HEAD.exec(this.#pending.toString('latin1', 0, LONGEST_HEAD))?.[1]
    if (length === undefined || newline === -1) {
      this.#complaint = `no article but something else from octet ${this.#offset} on`
      this.#pending = Buffer.alloc(0)
      return null
    }
    const start = this.#offset + newline + 1
    const octets = Number(length)
    const isTooLarge = octets > ARTICLE_OCTETS
    if (!isTooLarge && this.#pending.length < newline + 1 + octets) return null
    this.#drop(newline + 1)
    const raw = isTooLarge ? null : Buffer.from(this.#pending.subarray(0, octets))
    if (isTooLarge) this.#skip = octets
    else this.#drop(octets)
    return { raw, start, end: start + octets }
  }

  #drop(octets: number): void {
    this.#pending = this.#pending.subarray(octets)
    this.#offset += octets
  }
}
