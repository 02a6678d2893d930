// Lines to read: scrolled by line and by page, wrapped anew when the width changes. It can stay at its end while lines
// are added, as a log does.

import type { Key } from './keys.ts'
import type { Line } from './lines.ts'
import type { Surface } from './surface.ts'
import type { TextVoice } from './voice.ts'
import type { Widget } from './widget.ts'

export type Lines = readonly Line[] | ((columns: number) => readonly Line[])

export class TextPane implements Widget {
  readonly voice: TextVoice = {
    kind: 'text',
    lines: (columns) => (typeof this.#source === 'function' ? this.#source(columns) : this.#source),
  }
  #source: Lines
  #lines: readonly Line[] = []
  #columns = -1
  #scroll = 0
  #height = 1
  readonly #margin: number

  /** @param margin blank columns on both sides */
  constructor(lines: Lines = [], margin = 1) {
    this.#source = lines
    this.#margin = margin
  }

  /** New lines, shown from the top unless `keep`. */
  setLines(lines: Lines, keep = false): void {
    this.#source = lines
    this.#columns = -1
    if (!keep) this.#scroll = 0
  }

  get isAtEnd(): boolean {
    return this.#scroll + this.#height >= this.#lines.length
  }

  /** True when there was something to scroll to. */
  scrollBy(lines: number): boolean {
    const before = this.#scroll
    const last = Math.max(0, this.#lines.length - this.#height)
    this.#scroll = Math.min(last, Math.max(0, this.#scroll + lines))
    return this.#scroll !== before
  }

  onKey(key: Key): boolean {
    const page = Math.max(1, this.#height - 1)
    const steps: Readonly<Record<string, number>> = {
      ...{ up: -1, k: -1, down: 1, j: 1, pageup: -page, b: -page, pagedown: page, space: page },
      ...{ home: -this.#lines.length, end: this.#lines.length },
    }
    const step = steps[key.name]
    if (step === undefined) return false
    this.scrollBy(step)
    return true
  }

  paint(surface: Surface): void {
    const columns = Math.max(1, surface.width - 2 * this.#margin)
    this.#height = surface.height
    if (columns !== this.#columns) {
      this.#columns = columns
      this.#lines = typeof this.#source === 'function' ? this.#source(columns) : this.#source
    }
    this.scrollBy(0)
    for (let y = 0; y < surface.height; y += 1) {
      const line = this.#lines[this.#scroll + y]
      if (line !== undefined) surface.line(this.#margin, y, line)
    }
    if (this.#scroll > 0) surface.text(surface.width - 1, 0, '↑', 'dim')
    if (!this.isAtEnd) surface.text(surface.width - 1, surface.height - 1, '↓', 'dim')
  }
}
