// Asks for the same work at most once in a while, however often something happens: an import must not make every open
// list load itself a thousand times.

const PAUSE = 250

export class Refresher {
  readonly #work: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(work: () => void) {
    this.#work = work
  }

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#work()
    }, PAUSE).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
