// Lines around one that was looked for, which is marked. Scrolls by row and page, and asks for more at both ends.

import type { Msgid } from '../../core/ids.ts'
import type { Key } from '../widgets/keys.ts'
import { type Line, lineText, lineWidth, styled } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Taken, Widget } from '../widgets/widget.ts'
import { type ChatFormat, layoutLine, type SpokenLine } from './chat-line.ts'

export interface HistoryPaneOptions {
  readonly wanted: Msgid
  readonly format: (columns: number) => ChatFormat
  /** Lines before the first, and after the last, oldest first; none is the end. */
  readonly older: (first: Msgid) => Promise<readonly SpokenLine[]>
  readonly newer: (last: Msgid) => Promise<readonly SpokenLine[]>
}

interface Row {
  readonly line: Line
  readonly isWanted: boolean
}

export class HistoryPane implements Widget {
  readonly #options: HistoryPaneOptions
  #lines: readonly SpokenLine[] = []
  #rows: readonly Row[] = []
  #columns = 0
  /** The first row in sight; null: the wanted line in the middle. */
  #top: number | null = null
  #height = 1

  constructor(options: HistoryPaneOptions) {
    this.#options = options
  }

  setLines(lines: readonly SpokenLine[]): void {
    this.#lines = lines
    this.#columns = 0
    this.#top = null
  }

  toWanted(): void {
    this.#top = null
  }

  onKey(key: Key): Taken {
    const page = Math.max(1, this.#height - 2)
    const steps: Readonly<Record<string, number>> = {
      ...{ up: -1, k: -1, down: 1, j: 1, pageup: -page, b: -page, pagedown: page, space: page },
      ...{ home: -this.#rows.length, end: this.#rows.length },
    }
    const step = steps[key.name]
    return step === undefined ? false : this.#scroll(step)
  }

  paint(surface: Surface): void {
    this.#height = surface.height
    if (surface.width !== this.#columns) this.#layOut(surface.width)
    const top = this.#clamped(this.#top ?? this.#middle())
    if (this.#top !== null) this.#top = top
    for (let y = 0; y < surface.height; y += 1) {
      const row = this.#rows[top + y]
      if (row === undefined) break
      if (row.isWanted) {
        surface.row(y, 'marked')
        surface.text(0, y, lineText(row.line), 'marked')
      } else surface.line(0, y, row.line)
    }
  }

  async #scroll(step: number): Promise<void> {
    const from = this.#clamped(this.#top ?? this.#middle())
    const to = from + step
    this.#top = this.#clamped(to)
    if (to < 0) await this.#loadOlder()
    else if (to > this.#rows.length - this.#height) await this.#loadNewer()
  }

  async #loadOlder(): Promise<void> {
    const [first] = this.#lines
    const older = first === undefined ? [] : await this.#options.older(first.msgid)
    if (older.length === 0) return
    const before = this.#rows.length
    this.#lines = [...older, ...this.#lines]
    this.#layOut(this.#columns)
    // What was read stays where it was, a row further down than the newly loaded.
    this.#top = this.#clamped((this.#top ?? 0) + this.#rows.length - before - 1)
  }

  async #loadNewer(): Promise<void> {
    const last = this.#lines.at(-1)
    const newer = last === undefined ? [] : await this.#options.newer(last.msgid)
    if (newer.length === 0) return
    this.#lines = [...this.#lines, ...newer]
    this.#layOut(this.#columns)
    this.#top = this.#clamped((this.#top ?? 0) + 1)
  }

  #middle(): number {
    const at = this.#rows.findIndex(({ isWanted }) => isWanted)
    return at - Math.floor(this.#height / 2)
  }

  #clamped(top: number): number {
    return Math.max(0, Math.min(this.#rows.length - this.#height, top))
  }

  /** With the day before its first line. */
  #layOut(columns: number): void {
    this.#columns = columns
    const format = this.#options.format(columns)
    let today = ''
    this.#rows = this.#lines.flatMap((line): Row[] => {
      const day = format.day(line.at)
      const isNew = day !== today
      today = day
      const isWanted = line.msgid === this.#options.wanted
      const rows = layoutLine(line, format).map((each) => ({ line: each, isWanted }))
      return isNew ? [{ line: separator(day, columns), isWanted: false }, ...rows] : rows
    })
  }
}

const separator = (day: string, columns: number): Line => {
  const word = styled('dim', ` ${day} `)
  const left = Math.max(0, Math.floor((columns - lineWidth([word])) / 2))
  const right = Math.max(0, columns - left - lineWidth([word]))
  return [styled('rule', '─'.repeat(left)), word, styled('rule', '─'.repeat(right))]
}
