// Ids and times of everything that is told in channels and between people: one source, so that times never run
// backwards from one line to the next, whatever the clock does.

import type { Clock } from './clock.ts'
import type { Entropy, Msgid } from './ids.ts'

/** Behind nine characters of time. */
const RANDOM = 12

export interface Stamp {
  readonly msgid: Msgid
  /** Milliseconds since 1970. */
  readonly at: number
}

export class Msgids {
  readonly #clock: Clock
  readonly #entropy: Entropy
  #latest = 0

  constructor({ clock, entropy }: { readonly clock: Clock; readonly entropy: Entropy }) {
    this.#clock = clock
    this.#entropy = entropy
  }

  /** Ids begin with the time, so that the index on them grows at its end only: that keeps writing cheap. */
  next(): Stamp {
    this.#latest = Math.max(this.#latest, this.#clock.now())
    const at = this.#latest
    return { msgid: (at.toString(36).padStart(9, '0') + this.#entropy.token(RANDOM)) as Msgid, at }
  }
}
