// Waiting that somebody may cut short.

export class Pause {
  readonly #signal: AbortSignal
  #waiting: (() => void) | null = null
  /** Somebody called while nobody waited: the next wait is over at once. */
  #isCalled = false

  /** @param signal ends every wait, for good */
  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.end())
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#signal.aborted && !this.#isCalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.#waiting = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#waiting = null
    this.#isCalled = false
  }

  end(): void {
    if (this.#waiting === null) this.#isCalled = true
    else this.#waiting()
  }
}
