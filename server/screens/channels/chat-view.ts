// The pane in which a conversation is read: its rows from the bottom up, and a word when newer ones wait below.

import { type Line, lineWidth, styled } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'
import type { ChatFormat } from './chat-line.ts'
import type { Scrollback } from './scrollback.ts'

export interface ChatViewOptions {
  readonly scrollback: () => Scrollback | null
  /** Said in the last row while the reader is further up; `below` lines have come since. */
  readonly away: (below: number) => string
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** `14:05` in the house's own time zone. */
export const clockTime = (at: number): string => {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** For panes of this width; `day` is asked once for each day. */
export const chatFormat = (columns: number, day: (at: Date) => string): ChatFormat => {
  const days = new Map<string, string>()
  return {
    columns,
    time: clockTime,
    day: (at) => {
      const date = new Date(at)
      const key = date.toDateString()
      const known = days.get(key) ?? day(date)
      days.set(key, known)
      return known
    },
  }
}

export class ChatView implements Widget {
  readonly #options: ChatViewOptions
  #height = 1
  #width = 80

  constructor(options: ChatViewOptions) {
    this.#options = options
  }

  /** Rows and columns as last painted. */
  get height(): number {
    return this.#height
  }

  get width(): number {
    return this.#width
  }

  paint(surface: Surface): void {
    this.#height = surface.height
    this.#width = surface.width
    const scrollback = this.#options.scrollback()
    if (scrollback === null) return
    scrollback.setColumns(surface.width)
    const { rows, below, following } = scrollback.view(surface.height)
    const top = surface.height - rows.length
    rows.forEach((row, y) => {
      surface.line(0, top + y, row)
    })
    if (!following) this.#paintAway(surface, below)
  }

  #paintAway(surface: Surface, below: number): void {
    const word: Line = [styled(below > 0 ? 'fresh' : 'dim', ` ${this.#options.away(below)} `)]
    const y = surface.height - 1
    surface.text(0, y, '─'.repeat(surface.width), 'rule')
    surface.line(Math.max(0, Math.floor((surface.width - lineWidth(word)) / 2)), y, word)
  }
}
