// Beside the text, where there is room: a map around the reader, the ways out, and who is here.

import type { RoomView } from '../../core/mud/mud-calls.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import { cutText, type Line, styled, wrapLines } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'
import { drawMap } from './map.ts'

export interface SidePaneOptions {
  readonly room: () => RoomView | null
  readonly map: () => readonly RoomView[]
  readonly say: (local: Local) => string
  readonly words: (key: 'exits' | 'people' | 'things' | 'legend') => string
}

const MOST_MAP_ROWS = 13

export class SidePane implements Widget {
  readonly #options: SidePaneOptions

  constructor(options: SidePaneOptions) {
    this.#options = options
  }

  paint(surface: Surface): void {
    for (let y = 0; y < surface.height; y += 1) surface.text(0, y, '│', 'rule')
    const room = this.#options.room()
    if (room === null) return
    const columns = surface.width - 2
    const rows = [...this.#mapRows(room, columns, surface.height), ...this.#listRows(room, columns)]
    rows.slice(0, surface.height).forEach((row, y) => {
      surface.line(2, y, row)
    })
  }

  #mapRows(room: RoomView, columns: number, height: number): readonly Line[] {
    const rows = Math.min(MOST_MAP_ROWS, Math.floor(height / 2))
    const drawn = drawMap(this.#options.map(), room.id, { columns, rows })
    return drawn === null ? [] : [...drawn, [styled('dim', cutText(this.#options.words('legend'), columns))], []]
  }

  #listRows(room: RoomView, columns: number): readonly Line[] {
    const { say, words } = this.#options
    const exits = room.exits.map((exit) => `${say(exit.name)}: ${say(exit.toName)}`)
    const part = (head: string, texts: readonly string[]): readonly Line[] =>
      texts.length === 0
        ? []
        : [[styled('strong', cutText(head, columns))], ...texts.flatMap((text) => wrapLines(text, columns, 'dim')), []]
    return [
      ...part(words('exits'), exits),
      ...part(words('people'), room.people.map(say)),
      ...part(words('things'), room.things.map(say)),
    ]
  }
}
