// The frame of a dialog: a box with a title over the screen below. What is inside is drawn by whoever opens it.

import { cutText, type Line, lineWidth } from './lines.ts'
import type { Surface } from './surface.ts'
import type { Placement, Size, Widget } from './widget.ts'

/** Columns of text inside a dialog: at most so many as are pleasant to read, at least so many as look like a box. */
const COLUMNS_MAX = 60
const COLUMNS_MIN = 28

/** A box in the middle, just large enough for its lines and `more` rows below them; `wide` takes all the width. */
export const dialogPlacement =
  (linesFor: (columns: number) => readonly Line[], options: { more?: number; wide?: boolean } = {}): Placement =>
  (screen: Size) => {
    const room = Math.min(COLUMNS_MAX, screen.width - 6)
    const lines = linesFor(room)
    const columns = options.wide === true ? room : Math.min(room, Math.max(COLUMNS_MIN, ...lines.map(lineWidth)))
    const width = columns + 4
    const height = Math.min(screen.height - 2, lines.length + (options.more ?? 0) + 2)
    return {
      left: Math.max(0, Math.floor((screen.width - width) / 2)),
      top: Math.max(0, Math.floor((screen.height - height) / 2) - 1),
      width,
      height,
    }
  }

/** Inside the frame, with a column of air on both sides. */
export const INSIDE: Placement = { left: 2, right: 2, top: 1, bottom: 1 }

export class DialogFrame implements Widget {
  readonly #title: string

  constructor(title: string) {
    this.#title = title
  }

  paint(surface: Surface): void {
    const { width, height } = surface
    const title = cutText(this.#title, width - 6)
    surface.text(0, 0, `┌${'─'.repeat(Math.max(0, width - 2))}┐`, 'accent')
    for (let y = 1; y < height - 1; y += 1) {
      surface.text(0, y, '│', 'accent')
      surface.text(width - 1, y, '│', 'accent')
    }
    surface.text(0, height - 1, `└${'─'.repeat(Math.max(0, width - 2))}┘`, 'accent')
    if (title !== '') surface.text(2, 0, ` ${title} `, 'title')
  }
}

/** Two answers beside each other, the chosen one lit. */
export const answerLine = (yes: string, no: string, chosen: boolean): Line => [
  { style: chosen ? 'selected' : 'field', text: `  ${yes}  ` },
  '   ',
  { style: chosen ? 'field' : 'selected', text: `  ${no}  ` },
]
