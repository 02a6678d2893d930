// One article being read: a bar with the thread's subject and where in it the reader is, and the article below,
// scrolled by line and by page. At the end of the article Space goes on to the next one.

import type { Key } from '../widgets/keys.ts'
import { cutText, type Line, lineWidth, styled } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { TextVoice } from '../widgets/voice.ts'
import type { Taken, Widget } from '../widgets/widget.ts'

const MARGIN = 1

export interface ArticlePaneOptions {
  /** For the bar: the thread's subject on the left, the place in it on the right. */
  readonly bar: () => { readonly subject: string; readonly place: string }
  /** Words for how far the reader is: `end`, or a percentage. */
  readonly progress: (percent: number) => string
  /** Space, when the last line has been seen. */
  readonly onEnd: () => Promise<void>
}

export class ArticlePane implements Widget {
  readonly voice: TextVoice = {
    kind: 'text',
    lines: (columns) => {
      const { subject, place } = this.#options.bar()
      return [[`${subject} (${place})`], ...this.#layout(columns)]
    },
  }
  readonly #options: ArticlePaneOptions
  #layout: (columns: number) => readonly Line[] = () => []
  #lines: readonly Line[] = []
  #columns = -1
  #scroll = 0
  #height = 1

  constructor(options: ArticlePaneOptions) {
    this.#options = options
  }

  /** Shows an article from its beginning; `layout` is asked again when the width changes. */
  show(layout: (columns: number) => readonly Line[]): void {
    this.#layout = layout
    this.#columns = -1
    this.#scroll = 0
  }

  onKey(key: Key): Taken {
    const page = Math.max(1, this.#height - 1)
    switch (key.name) {
      case 'space':
        return this.#scrollBy(page) ? true : this.#options.onEnd()
      case 'down':
      case 'j':
      case 'enter':
        this.#scrollBy(1)
        return true
      case 'up':
      case 'k':
        this.#scrollBy(-1)
        return true
      case 'pagedown':
        this.#scrollBy(page)
        return true
      case 'pageup':
      case 'b':
        this.#scrollBy(-page)
        return true
      case 'home':
        this.#scrollBy(Number.NEGATIVE_INFINITY)
        return true
      case 'end':
        this.#scrollBy(Number.POSITIVE_INFINITY)
        return true
      default:
        return false
    }
  }

  paint(surface: Surface, focused: boolean): void {
    this.#height = Math.max(1, surface.height - 1)
    const columns = Math.max(1, surface.width - 2 * MARGIN)
    if (columns !== this.#columns) {
      this.#columns = columns
      this.#lines = this.#layout(columns)
    }
    this.#scrollBy(0)
    this.#paintBar(surface, focused)
    for (let y = 0; y < this.#height; y += 1) {
      const line = this.#lines[this.#scroll + y]
      if (line !== undefined) surface.line(MARGIN, y + 1, line)
    }
  }

  #paintBar(surface: Surface, focused: boolean): void {
    const { subject, place } = this.#options.bar()
    const seen = Math.min(this.#lines.length, this.#scroll + this.#height)
    const percent = this.#lines.length === 0 ? 100 : Math.floor((100 * seen) / this.#lines.length)
    const right: Line = [styled('barDim', `${this.#options.progress(percent)}  `), styled('bar', place)]
    surface.row(0, 'bar')
    const room = surface.width - lineWidth(right) - 4
    surface.text(MARGIN, 0, cutText(subject, room), focused ? 'barStrong' : 'bar')
    surface.lineRight(0, right, MARGIN)
  }

  #scrollBy(lines: number): boolean {
    const before = this.#scroll
    const last = Math.max(0, this.#lines.length - this.#height)
    this.#scroll = Math.min(last, Math.max(0, this.#scroll + lines))
    return this.#scroll !== before
  }
}
