// One line of text being typed: a cursor that moves by whole clusters, a window that follows it, perhaps a mask. Used
// by forms and dialogs; it is no widget of its own, since it has no place.

import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import type { Key } from './keys.ts'
import type { Style } from './styles.ts'
import type { Surface } from './surface.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const clustersOf = (text: string): string[] => [...segmenter.segment(text)].map((each) => each.segment)

export interface FieldOptions {
  readonly initial?: string
  readonly masked?: boolean
  /** Greatest length in UTF-16 units. */
  readonly limit?: number
  /** Shown while it is empty. */
  readonly hint?: string
  readonly onChange?: (value: string) => void
}

export class Field {
  readonly #options: FieldOptions
  #clusters: string[]
  #cursor: number
  /** The first cluster in sight. */
  #scroll = 0

  constructor(options: FieldOptions = {}) {
    this.#options = options
    this.#clusters = clustersOf(options.initial ?? '')
    this.#cursor = this.#clusters.length
  }

  /** Shows what is typed in a masked field. */
  revealed = false

  get value(): string {
    return this.#clusters.join('')
  }

  set value(text: string) {
    this.#clusters = clustersOf(text)
    this.#cursor = this.#clusters.length
  }

  /** True when the key was for the field. Tab, Enter, Esc and the vertical arrows never are. */
  onKey(key: Key): boolean {
    const edit = EDITS[key.name]
    if (edit !== undefined) {
      const before = this.value
      const next = edit(this.#clusters, this.#cursor)
      this.#clusters = next.clusters
      this.#cursor = next.cursor
      if (this.value !== before) this.#options.onChange?.(this.value)
      return true
    }
    if (key.text === '') return false
    this.#insert(key.text)
    return true
  }

  #insert(text: string): void {
    const room = (this.#options.limit ?? 1000) - this.value.length
    // A password is taken as it is typed, blanks and all; only what could not be typed is left out of a paste.
    const typed = this.#options.masked === true ? text.replace(/[\u0000-\u001f\u007f]/g, '') : sanitizeLine(text)
    const added: string[] = []
    let length = 0
    for (const cluster of clustersOf(typed)) {
      length += cluster.length
      if (length > room) break
      added.push(cluster)
    }
    if (added.length === 0) return
    this.#clusters.splice(this.#cursor, 0, ...added)
    this.#cursor += added.length
    this.#options.onChange?.(this.value)
  }

  paint(surface: Surface, area: { x: number; y: number; width: number }, focused: boolean): void {
    const { x, y, width } = area
    const style: Style = focused ? 'fieldFocused' : 'field'
    surface.row(y, style, x, width)
    if (this.#clusters.length === 0 && this.#options.hint !== undefined && !focused) {
      surface.text(x + 1, y, this.#options.hint.slice(0, Math.max(0, width - 2)), 'fieldHint')
    }
    const shown = this.#options.masked === true && !this.revealed ? this.#clusters.map(() => '•') : this.#clusters
    const room = Math.max(1, width - 2)
    this.#follow(shown, room)
    let column = 1
    let cursor = 1
    for (let at = this.#scroll; at <= shown.length; at += 1) {
      if (at === this.#cursor) cursor = column
      const cluster = shown[at]
      const columns = cluster === undefined ? 0 : textWidth(cluster)
      if (cluster === undefined || column + columns > room + 1) break
      surface.text(x + column, y, cluster, style)
      column += columns
    }
    if (focused) surface.cursor(x + Math.min(cursor, width - 1), y)
  }

  /** Scrolls so that the cursor is in sight. */
  #follow(shown: readonly string[], room: number): void {
    if (this.#cursor < this.#scroll) this.#scroll = Math.max(0, this.#cursor - 4)
    const used = () => textWidth(shown.slice(this.#scroll, this.#cursor).join(''))
    while (this.#scroll < this.#cursor && used() >= room) this.#scroll += 1
  }
}

type Edit = (clusters: string[], cursor: number) => { clusters: string[]; cursor: number }

const wordStart = (clusters: readonly string[], cursor: number): number => {
  let at = cursor
  while (at > 0 && clusters[at - 1] === ' ') at -= 1
  while (at > 0 && clusters[at - 1] !== ' ') at -= 1
  return at
}

const wordEnd = (clusters: readonly string[], cursor: number): number => {
  let at = cursor
  while (at < clusters.length && clusters[at] === ' ') at += 1
  while (at < clusters.length && clusters[at] !== ' ') at += 1
  return at
}

const moveTo =
  (where: (clusters: readonly string[], cursor: number) => number): Edit =>
  (clusters, cursor) => ({ clusters, cursor: Math.min(clusters.length, Math.max(0, where(clusters, cursor))) })

const cut =
  (
    from: (clusters: readonly string[], at: number) => number,
    to: (clusters: readonly string[], at: number) => number,
  ) =>
  (clusters: string[], cursor: number): { clusters: string[]; cursor: number } => {
    const start = Math.max(0, from(clusters, cursor))
    return { clusters: [...clusters.slice(0, start), ...clusters.slice(to(clusters, cursor))], cursor: start }
  }

const here = (_clusters: readonly string[], cursor: number): number => cursor
const start = (): number => 0
const end = (clusters: readonly string[]): number => clusters.length

/** The keys of readline(3). */
const EDITS: Readonly<Record<string, Edit>> = {
  left: moveTo((_, at) => at - 1),
  right: moveTo((_, at) => at + 1),
  home: moveTo(start),
  end: moveTo(end),
  'C-a': moveTo(start),
  'C-e': moveTo(end),
  'C-left': moveTo(wordStart),
  'C-right': moveTo(wordEnd),
  'M-b': moveTo(wordStart),
  'M-f': moveTo(wordEnd),
  backspace: cut((_, at) => at - 1, here),
  delete: cut(here, (_, at) => at + 1),
  'C-d': cut(here, (_, at) => at + 1),
  'C-u': cut(start, here),
  'C-k': cut(here, end),
  'C-w': cut(wordStart, here),
  'M-backspace': cut(wordStart, here),
}
