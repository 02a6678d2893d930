// What peers have been told to send and have not sent yet: a second peer that offers the same is asked to wait
// (RFC 4644 §2.4: 431), so that no article comes twice over the wire. Held in memory: a restart asks anew.

/** A peer that was told to send and does not is not waited for longer than this. */
const PATIENCE_MS = 60_000
const MOST = 20_000

export class Offers {
  readonly #awaited = new Map<string, { readonly peer: string; readonly until: number }>()

  /** Whether this peer is to send it: not where it is awaited from another. */
  claim(messageId: string, peer: string, now: number): boolean {
    const awaited = this.#awaited.get(messageId)
    if (awaited !== undefined && awaited.peer !== peer && awaited.until > now) return false
    this.#awaited.delete(messageId)
    this.#makeRoom(now)
    this.#awaited.set(messageId, { peer, until: now + PATIENCE_MS })
    return true
  }

  settle(messageId: string): void {
    this.#awaited.delete(messageId)
  }

  /** Oldest first, as a Map keeps them. */
  #makeRoom(now: number): void {
    for (const [messageId, { until }] of this.#awaited) {
      if (until > now && this.#awaited.size < MOST) return
      this.#awaited.delete(messageId)
    }
  }
}
