// Lines that only stand there: headings, art, a summary. Asked anew for each frame, with the room there is.

import { type Line, lineWidth } from './lines.ts'
import type { Surface } from './surface.ts'
import type { TextVoice } from './voice.ts'
import type { Size, Widget } from './widget.ts'

/** `ornament` is centred and says nothing that must be read. */
export type BlockKind = 'left' | 'center' | 'ornament'

/** As many rows as any text of a block may have. */
const ALL_ROWS = 1_000

export class Block implements Widget {
  readonly voice?: TextVoice
  readonly #lines: (room: Size) => readonly Line[]
  readonly #kind: BlockKind

  constructor(lines: (room: Size) => readonly Line[], kind: BlockKind = 'left') {
    this.#lines = lines
    this.#kind = kind
    if (kind !== 'ornament') {
      this.voice = { kind: 'text', lines: (columns) => lines({ width: columns, height: ALL_ROWS }) }
    }
  }

  paint(surface: Surface): void {
    this.#lines({ width: surface.width, height: surface.height }).forEach((line, y) => {
      const x = this.#kind === 'left' ? 0 : Math.max(0, Math.floor((surface.width - lineWidth(line)) / 2))
      surface.line(x, y, line)
    })
  }
}
