// The results: two or three rows each, as there is room. Arrows, PgUp and PgDn, Home and End; more are fetched near the
// end. Enter or Right opens one.

import type { Key } from '../widgets/keys.ts'
import { cutText, lineText, lineWidth } from '../widgets/lines.ts'
import type { Style } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Taken, Widget } from '../widgets/widget.ts'
import { type Hit, snippetLine } from './hit.ts'

export interface HitListOptions {
  readonly onChoose: (hit: Hit) => Promise<void>
  /** Fetches the hits behind those that are here; none is the end. */
  readonly more: () => Promise<void>
}

/** From here on place and author stand beside the head. */
const WIDE = 64
/** Of the room beside the date. */
const BESIDE = 0.42
const INDENT = 2
const NEAR_END = 5
const GAP = 2

export class HitList implements Widget {
  readonly #options: HitListOptions
  #hits: readonly Hit[] = []
  #selected = 0
  #scroll = 0
  #page = 8

  constructor(options: HitListOptions) {
    this.#options = options
  }

  get selected(): Hit | undefined {
    return this.#hits[this.#selected]
  }

  /** Other hits; the first is chosen, unless `keep`. */
  setHits(hits: readonly Hit[], keep = false): void {
    this.#hits = hits
    if (keep) return
    this.#selected = 0
    this.#scroll = 0
  }

  onKey(key: Key): Taken {
    const step = this.#step(key.name)
    if (step !== null) return this.#move(step)
    const hit = this.selected
    if ((key.name !== 'enter' && key.name !== 'right') || hit === undefined) return false
    return this.#options.onChoose(hit)
  }

  paint(surface: Surface, focused: boolean): void {
    const rows = surface.width >= WIDE ? 2 : 3
    // A blank row between them where it costs no hit that would fit otherwise.
    const each = surface.height >= 4 * (rows + 1) ? rows + 1 : rows
    this.#page = Math.max(1, Math.floor((surface.height + each - rows) / each))
    if (this.#selected < this.#scroll) this.#scroll = this.#selected
    if (this.#selected >= this.#scroll + this.#page) this.#scroll = this.#selected - this.#page + 1
    for (let at = 0; at < this.#page; at += 1) {
      const hit = this.#hits[this.#scroll + at]
      if (hit === undefined) break
      const isChosen = this.#scroll + at === this.#selected
      const bar = isChosen ? (focused ? 'selected' : 'marked') : null
      if (bar !== null) for (let row = 0; row < rows; row += 1) surface.row(at * each + row, bar)
      paintHit(surface, at * each, hit, bar)
    }
    if (this.#scroll > 0) surface.text(surface.width - 1, 0, '↑', 'dim')
    if (this.#scroll + this.#page < this.#hits.length) surface.text(surface.width - 1, surface.height - 1, '↓', 'dim')
  }

  #step(name: string): number | null {
    switch (name) {
      case 'up':
      case 'k':
        return -1
      case 'down':
      case 'j':
        return 1
      case 'pageup':
        return -this.#page
      case 'pagedown':
      case 'space':
        return this.#page
      case 'home':
        return -this.#hits.length
      case 'end':
        return this.#hits.length
      default:
        return null
    }
  }

  #move(step: number): Taken {
    this.#selected = Math.max(0, Math.min(this.#hits.length - 1, this.#selected + step))
    return step > 0 && this.#selected >= this.#hits.length - NEAR_END ? this.#options.more() : true
  }
}

const paintHit = (surface: Surface, top: number, { head, place, when, snippet }: Hit, bar: Style | null): void => {
  const right = surface.width - 2
  const quiet: Style = bar === null ? 'dim' : bar === 'selected' ? 'selectedDim' : bar
  surface.text(right - when.length, top, when, quiet)
  const room = right - when.length - GAP - 1
  if (surface.width >= WIDE) {
    const beside = cutText(place, Math.floor(room * BESIDE))
    const width = lineWidth([beside])
    surface.text(1 + room - width, top, beside, quiet)
    paintHead(surface, top, { head, columns: room - width - GAP, bar })
  } else {
    paintHead(surface, top, { head, columns: room, bar })
    surface.text(1 + INDENT, top + 1, cutText(place, right - INDENT - 1), quiet)
  }
  const y = top + (surface.width >= WIDE ? 1 : 2)
  const columns = right - INDENT - 1
  let x = 1 + INDENT
  for (const span of snippetLine(snippet, columns)) {
    const left = 1 + INDENT + columns - x
    const style = typeof span === 'string' ? 'text' : span.style
    const own = bar === null ? style : style === 'mention' ? bar : quiet
    if (left > 0) x = surface.text(x, y, cutText(lineText([span]), left), own)
  }
}

const paintHead = (
  surface: Surface,
  y: number,
  { head, columns, bar }: { readonly head: Hit['head']; readonly columns: number; readonly bar: Style | null },
): void => {
  const [span = ''] = head
  const style = typeof span === 'string' ? 'text' : span.style
  surface.text(1, y, cutText(lineText(head), columns), bar ?? style)
}
