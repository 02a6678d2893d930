// Nicks that are not here any more: for WHOWAS. Memory only, and not for long.

import { foldName } from '../../../shared/names.ts'
import type { Origin } from '../../core/accounts/session.ts'

export interface Bygone {
  readonly who: Origin
  /** Milliseconds since 1970. */
  readonly at: number
}

const MOST_NICKS = 1000
const MOST_OF_ONE = 10

export class BygoneNicks {
  readonly #byNick = new Map<string, readonly Bygone[]>()

  note(who: Origin, at: number): void {
    const folded = foldName(who.nick)
    const before = this.#byNick.get(folded) ?? []
    // Put again, so that those who left first stand first.
    this.#byNick.delete(folded)
    this.#byNick.set(folded, [{ who, at }, ...before].slice(0, MOST_OF_ONE))
    const [oldest] = this.#byNick.keys()
    if (this.#byNick.size > MOST_NICKS && oldest !== undefined) this.#byNick.delete(oldest)
  }

  /** Newest first. */
  of(nick: string): readonly Bygone[] {
    return this.#byNick.get(foldName(nick)) ?? []
  }
}
