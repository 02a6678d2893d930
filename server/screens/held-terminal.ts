// A terminal that outlives the scenes on it: each scene listens in its turn, and what is typed before the first one
// listens is kept for it.

import type { Terminal, TerminalKind } from './terminal.ts'

/** UTF-16 units kept while nobody listens; it is a turn or two. */
const MOST_KEPT = 65_536

export class HeldTerminal implements Terminal {
  readonly #terminal: Terminal
  #onInput: ((text: string) => void) | null = null
  #onEnd: (() => void) | null = null
  #onResize: (() => void) | null = null
  #onIdle: (() => void) | null = null
  #kept = ''
  #hasEnded = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    terminal.onInput((text) => this.#hear(text))
    terminal.onEnd?.(() => {
      this.#hasEnded = true
      this.#onEnd?.()
    })
    terminal.onResize(() => this.#onResize?.())
    terminal.onIdle?.(() => this.#onIdle?.())
  }

  get kind(): TerminalKind {
    return this.#terminal.kind
  }

  get columns(): number {
    return this.#terminal.columns
  }

  get rows(): number {
    return this.#terminal.rows
  }

  write(text: string): void {
    this.#terminal.write(text)
  }

  get isBusy(): boolean {
    return this.#terminal.isBusy === true
  }

  onIdle(listener: () => void): void {
    this.#onIdle = listener
  }

  onInput(listener: (text: string) => void): void {
    this.#onInput = listener
    const kept = this.#kept
    this.#kept = ''
    if (kept !== '') queueMicrotask(() => listener(kept))
  }

  onEnd(listener: () => void): void {
    this.#onEnd = listener
    if (this.#hasEnded) queueMicrotask(listener)
  }

  onResize(listener: () => void): void {
    this.#onResize = listener
  }

  onHangup(listener: () => void): void {
    this.#terminal.onHangup(listener)
  }

  close(): void {
    this.#terminal.close()
  }

  /** The scene is over; the next one will listen. */
  release(): void {
    this.#onInput = null
    this.#onEnd = null
    this.#onResize = null
    this.#onIdle = null
  }

  #hear(text: string): void {
    if (this.#onInput !== null) this.#onInput(text)
    else this.#kept = (this.#kept + text).slice(0, MOST_KEPT)
  }
}
