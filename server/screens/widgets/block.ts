// Lines that only stand there: headings, art, a summary. Asked anew for each frame, with the room there is.

import { type Line, lineWidth } from './lines.ts'
import type { Surface } from './surface.ts'
import type { Size, Widget } from './widget.ts'

export class Block implements Widget {
  readonly #lines: (room: Size) => readonly Line[]
  readonly #align: 'left' | 'center'

  constructor(lines: (room: Size) => readonly Line[], align: 'left' | 'center' = 'left') {
    this.#lines = lines
    this.#align = align
  }

  paint(surface: Surface): void {
    this.#lines({ width: surface.width, height: surface.height }).forEach((line, y) => {
      const x = this.#align === 'left' ? 0 : Math.max(0, Math.floor((surface.width - lineWidth(line)) / 2))
      surface.line(x, y, line)
    })
  }
}
