// A streaming reader of mbox files: chunks of octets in, whole articles out, their line ends as they stood in the
// file. Memory holds one article at a time, however large the file. Quoting is undone as mboxrd says; mboxo differs
// only in that a body's own `>From ` loses its mark there too.

import { ARTICLE_OCTETS } from '../../../shared/limits.ts'
import type { ArchiveEntry, ArchiveReader } from './archive-reader.ts'
import { AS_IT_STANDS, WITHOUT_LINE_END } from './mbox-writer.ts'

const LF = 0x0a
const CR = 0x0d
const FROM_LINE = Buffer.from('\nFrom ')
/** A `From ` line with an address and a date, or with the lone number that Google's archives write. */
const SEPARATOR = /^From (?:\S+ +.*(?:\d\d:\d\d|\b(?:19|20)\d\d\b).*|\S+)$/
/** What follows one: the first field of a header, or a `From ` line that came along with it. */
const HEADER_LINE = /^(?:[!-9;-~]+[ \t]*:|>From )/
/** As much of a line as is looked at. */
const LINE_OCTETS = 1000

/**
 * Two articles part where a `From ` line stands first or after a blank line, looks like one, and a header follows it.
 * An entry starts at its `From ` line.
 */
export class MboxReader implements ArchiveReader {
  /** An mbox is never wrong as a whole. */
  readonly complaint = null
  /** From the start of the running article on; when that is too large, only the end of it. */
  #pending: Buffer = Buffer.alloc(0)
  /** Where in the file #pending starts, and the running article does. */
  #offset: number
  #start: number
  /** Up to here #pending holds no separator. */
  #scanned = 0
  #isTooLarge = false

  /** @param offset where in the file the first chunk starts; it must be the start of a `From ` line */
  constructor(offset = 0) {
    this.#offset = offset
    this.#start = offset
  }

  push(chunk: Uint8Array): ArchiveEntry[] {
    this.#pending = Buffer.concat([this.#pending, chunk])
    return this.#take(false)
  }

  finish(): ArchiveEntry[] {
    const entries = this.#take(true)
    if (this.#pending.length > 0) this.#cut(this.#pending.length, entries)
    return entries
  }

  #take(isLast: boolean): ArchiveEntry[] {
    const entries: ArchiveEntry[] = []
    for (;;) {
      const newline = this.#pending.indexOf(FROM_LINE, this.#scanned)
      if (newline === -1) break
      const verdict = this.#isSeparator(newline + 1, isLast)
      if (verdict === 'unknown') {
        this.#scanned = newline
        return entries
      }
      if (verdict) this.#cut(newline + 1, entries)
      else this.#scanned = newline + 1
    }
    this.#scanned = Math.max(0, this.#pending.length - FROM_LINE.length)
    this.#shed()
    return entries
  }

  #isSeparator(at: number, isLast: boolean): boolean | 'unknown' {
    if (!isBlankBefore(this.#pending, at)) return false
    const line = this.#lineAt(at)
    if (!line.isWhole && !isLast) return 'unknown'
    const separator = line.text.trimEnd()
    if (!SEPARATOR.test(separator)) return false
    if (separator.endsWith(AS_IT_STANDS) || separator.endsWith(WITHOUT_LINE_END)) return true
    const next = this.#lineAt(line.end)
    if (!next.isWhole && !isLast) return 'unknown'
    return HEADER_LINE.test(next.text)
  }

  #lineAt(at: number): { readonly text: string; readonly end: number; readonly isWhole: boolean } {
    const newline = this.#pending.indexOf(LF, at)
    const end = newline === -1 ? this.#pending.length : newline + 1
    const isWhole = newline !== -1 || end - at >= LINE_OCTETS
    return { text: this.#pending.toString('latin1', at, Math.min(end, at + LINE_OCTETS)), end, isWhole }
  }

  /** Ends the running article before `at`, where the next one starts. */
  #cut(at: number, entries: ArchiveEntry[]): void {
    const octets = this.#pending.subarray(0, at)
    const raw = this.#isTooLarge ? null : unwrap(octets)
    // Blank lines before the first article, or a `From ` line with nothing behind it, are not worth a word.
    if (raw === null || /\S/.test(raw.toString('latin1', 0, LINE_OCTETS))) {
      entries.push({ raw, start: this.#start, end: this.#offset + at })
    }
    this.#pending = this.#pending.subarray(at)
    this.#offset += at
    this.#start = this.#offset
    this.#scanned = 0
    this.#isTooLarge = false
  }

  /** An article that is too large is not kept while its end is looked for. */
  #shed(): void {
    if (this.#scanned <= ARTICLE_OCTETS + 2 * LINE_OCTETS) return
    this.#isTooLarge = true
    // The separator's own line and the blank before it may have begun already.
    const dropped = this.#scanned - FROM_LINE.length
    this.#pending = Buffer.from(this.#pending.subarray(dropped))
    this.#offset += dropped
    this.#scanned -= dropped
  }
}

const isBlankBefore = (octets: Buffer, at: number): boolean => {
  const before = octets[at - 2] === CR ? at - 3 : at - 2
  return before < 0 || octets[before] === LF
}

/** Without the `From ` line, the blank line that ends an mbox entry, and the quoting of `From ` lines inside. */
const unwrap = (entry: Buffer): Buffer | null => {
  const isSeparated = entry.toString('latin1', 0, 5) === 'From '
  const start = isSeparated ? entry.indexOf(LF) + 1 : 0
  const lacksEnd = entry.toString('latin1', 0, Math.min(start, LINE_OCTETS)).trimEnd().endsWith(WITHOUT_LINE_END)
  let end = entry.length
  const tail = entry.toString('latin1', Math.max(start, end - 4))
  if (tail.endsWith('\r\n\r\n')) end -= 2
  else if (tail.endsWith('\n\n')) end -= 1
  if (lacksEnd) end -= tail.endsWith('\r\n') ? 2 : 1
  const article = entry.subarray(start, end)
  if (article.length > ARTICLE_OCTETS) return null
  if (!article.includes('>')) return Buffer.from(article)
  return Buffer.from(article.toString('latin1').replace(/(^|\n)>(?=>*From )/g, '$1'), 'latin1')
}
