// The row above the input line: what the others at a table are typing, letter by letter, as Talkomatic showed it in 1973.

import type { Local } from '../../core/mud/mud-object.ts'
import { textWidth } from '../../wire/text/width.ts'
import { cutText } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'

export interface TypingStripsOptions {
  /** What stands in the own line now. */
  readonly tell: (text: string) => void
  readonly say: (local: Local) => string
  readonly refresh: () => void
}

/** How often at most the own line is told, in milliseconds. */
const PACE = 80
/** After so long without a letter a strip is empty again. */
const FADES = 20_000

interface Strip {
  readonly text: string
  readonly at: number
}

export class TypingStrips implements Widget {
  readonly #options: TypingStripsOptions
  readonly #strips = new Map<string, Strip>()
  #latest = ''
  #timer: NodeJS.Timeout | null = null

  constructor(options: TypingStripsOptions) {
    this.#options = options
  }

  /** The own line has changed; what is told last is what stands there. */
  edited(text: string): void {
    this.#latest = text
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#options.tell(this.#latest)
    }, PACE)
  }

  heard(typist: Local, text: string): void {
    const name = this.#options.say(typist)
    if (text === '') this.#strips.delete(name)
    else this.#strips.set(name, { text, at: performance.now() })
    this.#options.refresh()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  paint(surface: Surface): void {
    const now = performance.now()
    const strips = [...this.#strips].filter(([, { at }]) => now - at < FADES)
    const room = Math.floor(surface.width / Math.max(1, strips.length))
    for (const [at, [name, { text }]] of strips.entries()) {
      const head = `${name}: `
      surface.text(at * room, 0, head, 'dim')
      const space = room - textWidth(head) - 2
      surface.text(at * room + textWidth(head), 0, tail(text, space), 'fresh')
    }
  }
}

/** The end of a text that is too long: that is where somebody types. */
const tail = (text: string, columns: number): string => {
  let shown = text
  while (shown !== '' && textWidth(shown) > columns - 1) shown = [...shown].slice(1).join('')
  return shown === text ? `${cutText(text, columns - 1)}_` : `${shown}_`
}
