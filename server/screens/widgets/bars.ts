// The frame around every screen: the header (house, place, who, time), the status line, and the footer with the keys.

import { textWidth } from '../../wire/text/width.ts'
import { cutText, type Line, lineWidth, styled } from './lines.ts'
import type { Style } from './styles.ts'
import type { Surface } from './surface.ts'
import type { Widget } from './widget.ts'

export interface HeaderView {
  readonly house: string
  readonly place: string
  readonly nick: string
  /** Another year than the present; '' for none. */
  readonly year: string
  readonly clock: string
  /** Something new that waits, in a word or two; '' for nothing. */
  readonly news: string
}

export class Header implements Widget {
  readonly #view: () => HeaderView

  constructor(view: () => HeaderView) {
    this.#view = view
  }

  paint(surface: Surface): void {
    const { house, place, nick, year, clock, news } = this.#view()
    surface.row(0, 'bar')
    const right: Line[] = [
      news === '' ? [] : [styled('barStrong', news), styled('barDim', '  ')],
      [
        ...(nick === '' ? [] : [styled('bar', nick), styled('barDim', '  ')]),
        ...(year === '' ? [] : [styled('selected', ` ${year} `), styled('barDim', '  ')]),
      ],
      [styled('barDim', clock)],
    ]
    // On a narrow screen the place comes first, then the nick, then the rest.
    const least = textWidth(place) + 4
    while (right.length > 0 && right.reduce((sum, line) => sum + lineWidth(line), 0) + least > surface.width) {
      if (right.length > 2) right.shift()
      else right.pop()
    }
    const used = right.reduce((sum, line) => sum + lineWidth(line), 0)
    const room = surface.width - used - 3
    const isRoomy = textWidth(house) + 3 + textWidth(place) <= room
    const column = isRoomy ? surface.text(surface.text(1, 0, house, 'barStrong'), 0, ' › ', 'barDim') : 1
    surface.text(column, 0, cutText(place, room - column + 2), isRoomy ? 'bar' : 'barStrong')
    surface.line(surface.width - used - 1, 0, right.flat())
  }
}

export interface Hint {
  readonly cap: string
  readonly word: string
}

export class Footer implements Widget {
  readonly #hints: () => { readonly own: readonly Hint[]; readonly always: readonly Hint[] }

  constructor(hints: () => { readonly own: readonly Hint[]; readonly always: readonly Hint[] }) {
    this.#hints = hints
  }

  paint(surface: Surface): void {
    const { own, always } = this.#hints()
    const right = always.map(hintLine)
    const reserved = right.reduce((sum, line) => sum + lineWidth(line) + 2, 0)
    let x = 1
    for (const hint of own) {
      const line = hintLine(hint)
      if (x + lineWidth(line) + 1 + reserved > surface.width) break
      x = surface.line(x, 0, line) + 2
    }
    x = surface.width - reserved + 1
    for (const line of right) x = surface.line(x, 0, line) + 2
  }
}

const hintLine = ({ cap, word }: Hint): Line => [styled('hotkey', cap), styled('dim', ` ${word}`)]

export class StatusLine implements Widget {
  #text = ''
  #style: Style = 'text'

  show(text: string, style: Style): void {
    this.#text = text
    this.#style = style
  }

  get isEmpty(): boolean {
    return this.#text === ''
  }

  paint(surface: Surface): void {
    surface.text(1, 0, cutText(this.#text, surface.width - 2), this.#style)
  }
}
