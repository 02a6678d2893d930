// The model of a chat pane: lines laid out in rows for one width, and the stretch of rows that is in sight. It follows
// the newest line until a reader scrolls up; then what they read stays where it is, whatever arrives. Pure.

import type { Msgid } from '../../core/ids.ts'
import { textWidth } from '../../wire/text/width.ts'
import { type Line, styled } from '../widgets/lines.ts'
import { type ChatFormat, type ChatLine, isSpoken, layoutLine, type Reacted } from './chat-line.ts'
import { plainText } from './formatting.ts'

/** Lines kept; what falls off the top can be read from history again. */
const MOST_LINES = 3_000

interface Entry {
  line: ChatLine
  /** Laid out, with day and "new" separators before it; null until it is asked for. */
  rows: readonly Line[] | null
}

/** The lowest row in sight. */
interface Anchor {
  readonly entry: number
  readonly row: number
}

export interface ScrollbackTexts {
  /** The separator before the first line that came while nobody looked. */
  readonly unread: string
  /** Stands for an answered line that is not here. */
  readonly earlier: string
}

export interface ScrollbackView {
  /** Exactly as many as fit, fewer when there are fewer. */
  readonly rows: readonly Line[]
  /** Lines that arrived below since the reader scrolled up. */
  readonly below: number
  /** Whether the first line kept is in sight: time to load older ones. */
  readonly atTop: boolean
  readonly following: boolean
}

export class Scrollback {
  #entries: Entry[] = []
  #format: ChatFormat
  readonly #texts: ScrollbackTexts
  /** Null while following the newest line. */
  #anchor: Anchor | null = null
  #below = 0
  #appended = 0
  #height = 1
  /** The entry that the "new" separator stands before; entries.length when nothing has come yet. */
  #mark: number | null = null

  constructor(format: ChatFormat, texts: ScrollbackTexts) {
    this.#format = format
    this.#texts = texts
  }

  /** How many lines have come at the end so far, those that were dropped since included. */
  get appended(): number {
    return this.#appended
  }

  get lines(): readonly ChatLine[] {
    return this.#entries.map((entry) => entry.line)
  }

  /** The lowest seq that is here, to ask history for what came before; null when nothing spoken is here. */
  get oldestSeq(): number | null {
    for (const { line } of this.#entries) if (isSpoken(line) && line.seq !== null) return line.seq
    return null
  }

  clear(): void {
    this.#entries = []
    this.#mark = null
    this.toBottom()
  }

  append(line: ChatLine): void {
    this.#entries.push({ line, rows: null })
    this.#appended += 1
    if (this.#anchor !== null) this.#below += 1
    else if (this.#entries.length > MOST_LINES) this.#dropOldest(this.#entries.length - MOST_LINES)
  }

  /** Older lines, oldest first, from history. Those that are here already are left out. */
  prepend(lines: readonly ChatLine[]): void {
    const known = new Set(this.#entries.flatMap(({ line }) => (isSpoken(line) ? [line.msgid] : [])))
    const older = lines.filter((line) => !isSpoken(line) || !known.has(line.msgid))
    const formerFirst = this.#entries[0]
    if (formerFirst !== undefined) formerFirst.rows = null
    this.#entries = [...older.map((line) => ({ line, rows: null })), ...this.#entries]
    if (this.#anchor !== null) this.#anchor = { ...this.#anchor, entry: this.#anchor.entry + older.length }
    if (this.#mark !== null) this.#mark += older.length
  }

  /** Puts other words in place of a line's own. False when that line is not here. */
  reword(msgid: Msgid, text: string): boolean {
    const entry = this.#entries.find(({ line }) => isSpoken(line) && line.msgid === msgid)
    if (entry === undefined || !isSpoken(entry.line)) return false
    const { reactions: _, ...line } = entry.line
    entry.line = { ...line, text, mention: false, removed: true }
    entry.rows = null
    return true
  }

  /** Somebody answered a line with a sign, or took it back. False when that line is not here. */
  react(msgid: string, reacted: Reacted, isTaken: boolean): boolean {
    const entry = this.#entries.find(({ line }) => isSpoken(line) && line.msgid === msgid)
    if (entry === undefined || !isSpoken(entry.line)) return false
    const others = (entry.line.reactions ?? []).filter(
      ({ nick, reaction }) => nick !== reacted.nick || reaction !== reacted.reaction,
    )
    entry.line = { ...entry.line, reactions: isTaken ? others : [...others, reacted] }
    entry.rows = null
    return true
  }

  /** When the newest line was said; null when nothing spoken is here. */
  get newestAt(): number | null {
    const newest = this.#entries.findLast(({ line }) => isSpoken(line))
    return newest === undefined ? null : newest.line.at
  }

  /** What others said after this moment is new: it stands below a "new" separator. */
  markSince(at: number): void {
    const first = this.#entries.findIndex(({ line }) => isSpoken(line) && line.at > at && !line.own)
    if (first <= 0) return
    this.#mark = first
    const entry = this.#entries[first]
    if (entry !== undefined) entry.rows = null
  }

  /** Folds the rows anew where the width has changed; what is read stays in sight. */
  setColumns(columns: number): void {
    if (columns === this.#format.columns) return
    this.#format = { ...this.#format, columns }
    for (const entry of this.#entries) entry.rows = null
    if (this.#anchor !== null) this.#anchor = { entry: this.#anchor.entry, row: 0 }
  }

  /** Whoever reads looks away: what comes from now on stands below a "new" separator. */
  markRead(): void {
    const former = this.#mark === null ? undefined : this.#entries[this.#mark]
    if (former !== undefined) former.rows = null
    this.#mark = this.#entries.length
  }

  /** Scrolls by rows, up when negative. */
  scroll(distance: number): void {
    const from = this.#anchor ?? this.#lowest()
    if (from === null) return
    const to = this.#step(from, distance)
    const highest = this.#highestAnchor()
    this.#settle(highest !== null && compare(to, highest) < 0 ? highest : to)
  }

  toTop(): void {
    const highest = this.#highestAnchor()
    if (highest !== null) this.#settle(highest)
  }

  toBottom(): void {
    this.#anchor = null
    this.#below = 0
  }

  view(height: number): ScrollbackView {
    this.#height = Math.max(1, height)
    if (this.#anchor !== null) {
      const highest = this.#highestAnchor()
      if (highest !== null && compare(this.#anchor, highest) < 0) this.#anchor = highest
    }
    const anchor = this.#anchor ?? this.#lowest()
    const rows: Line[] = []
    let entry = anchor?.entry ?? -1
    for (let upTo = anchor?.row ?? 0; entry >= 0 && rows.length < this.#height; entry -= 1) {
      const laid = this.#rows(entry)
      const part = upTo === Number.POSITIVE_INFINITY ? laid : laid.slice(0, upTo + 1)
      rows.unshift(...part.slice(-(this.#height - rows.length)))
      upTo = Number.POSITIVE_INFINITY
    }
    return { rows, below: this.#below, atTop: entry < 0, following: this.#anchor === null }
  }

  #rows(index: number): readonly Line[] {
    const entry = this.#entries[index]
    if (entry === undefined) return []
    entry.rows ??= [...this.#separators(index), ...layoutLine(entry.line, this.#format, this.#quoted(entry.line))]
    return entry.rows
  }

  /** What a line answers: who said it, and how it began. */
  #quoted(line: ChatLine): string | undefined {
    if (!isSpoken(line) || line.replyTo === undefined) return undefined
    const found = this.#entries.find(({ line: each }) => isSpoken(each) && each.msgid === line.replyTo)?.line
    if (found === undefined || !isSpoken(found)) return this.#texts.earlier
    return `${found.nick}: ${plainText(found.text.replaceAll('\n', ' '))}`
  }

  #separators(index: number): readonly Line[] {
    const line = this.#entries[index]?.line
    if (line === undefined) return []
    const above = this.#entries[index - 1]?.line
    const day = this.#format.day(line.at)
    const rows: Line[] = []
    if (above === undefined || this.#format.day(above.at) !== day) rows.push(this.#separator(day, 'rule'))
    if (index === this.#mark && index > 0) rows.push(this.#separator(this.#texts.unread, 'warning'))
    return rows
  }

  #separator(text: string, style: 'rule' | 'warning'): Line {
    const room = Math.max(0, this.#format.columns - textWidth(text) - 2)
    const left = '─'.repeat(Math.floor(room / 2))
    return [styled(style, `${left} ${text} ${'─'.repeat(Math.ceil(room / 2))}`)]
  }

  #lowest(): Anchor | null {
    const entry = this.#entries.length - 1
    return entry < 0 ? null : { entry, row: this.#rows(entry).length - 1 }
  }

  /** With the lowest row here, the first row of all is at the top of the window. */
  #highestAnchor(): Anchor | null {
    return this.#entries.length === 0 ? null : this.#step({ entry: 0, row: 0 }, this.#height - 1)
  }

  #step(from: Anchor, distance: number): Anchor {
    let { entry, row } = from
    for (let left = Math.abs(distance); left > 0; left -= 1) {
      if (distance > 0 && row < this.#rows(entry).length - 1) row += 1
      else if (distance > 0 && entry < this.#entries.length - 1) [entry, row] = [entry + 1, 0]
      else if (distance < 0 && row > 0) row -= 1
      else if (distance < 0 && entry > 0) [entry, row] = [entry - 1, this.#rows(entry - 1).length - 1]
      else break
    }
    return { entry, row }
  }

  #settle(anchor: Anchor): void {
    const lowest = this.#lowest()
    if (lowest === null || compare(anchor, lowest) >= 0) {
      this.toBottom()
      return
    }
    this.#anchor = anchor
    this.#below = Math.min(this.#below, lowest.entry - anchor.entry)
  }

  #dropOldest(count: number): void {
    this.#entries.splice(0, count)
    if (this.#mark !== null) this.#mark = this.#mark < count ? null : this.#mark - count
    const first = this.#entries[0]
    if (first !== undefined) first.rows = null
  }
}

const compare = (a: Anchor, b: Anchor): number => a.entry - b.entry || a.row - b.row
