// What a caller types, on its way to the screens: a bounded part each event-loop turn, so that somebody who pastes a
// book holds up nobody else. While more is waiting the carrier is asked to stop reading.

export interface TypedInputOptions {
  /** Takes the next part; it has at most TURN_UNITS (+1) UTF-16 units and never splits a surrogate pair. */
  readonly take: (text: string) => void
  readonly pause: () => void
  readonly resume: () => void
}

/** UTF-16 units handed on in one turn. */
export const TURN_UNITS = 512

export class TypedInput {
  readonly #options: TypedInputOptions
  #waiting = ''
  #scheduled = false
  #stopped = false
  #onDrained: (() => void) | null = null

  constructor(options: TypedInputOptions) {
    this.#options = options
  }

  push(text: string): void {
    if (this.#stopped || text === '') return
    this.#waiting += text
    if (!this.#scheduled) this.#drain()
  }

  /** Nothing more comes: `then` is called when what is waiting has been handed on. */
  finish(then: () => void): void {
    if (this.#stopped) return
    if (this.#waiting === '' && !this.#scheduled) then()
    else this.#onDrained = then
  }

  /** Forgets what is waiting; nothing is handed on any more. */
  stop(): void {
    this.#stopped = true
    this.#waiting = ''
  }

  #drain(): void {
    const end = partEnd(this.#waiting)
    const part = this.#waiting.slice(0, end)
    this.#waiting = this.#waiting.slice(end)
    if (this.#waiting !== '') this.#continueNextTurn()
    this.#options.take(part)
  }

  #continueNextTurn(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#options.pause()
    setImmediate(() => {
      this.#scheduled = false
      if (this.#stopped) return
      this.#drain()
      if (this.#scheduled) return
      this.#options.resume()
      this.#onDrained?.()
      this.#onDrained = null
    })
  }
}

const partEnd = (text: string): number => {
  if (text.length <= TURN_UNITS) return text.length
  const last = text.charCodeAt(TURN_UNITS - 1)
  const opensPair = last >= 0xd800 && last <= 0xdbff
  return opensPair ? TURN_UNITS + 1 : TURN_UNITS
}
