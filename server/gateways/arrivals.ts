// How fast new connections may come from one network: a token bucket each, forgotten once it is full again. What a
// handshake costs is paid on our loop, so a flood is turned away before it.

import { TokenBucket } from '../../shared/token-bucket.ts'
import { networkOf } from './admission.ts'

export interface ArrivalRate {
  /** Connections of one network at once. */
  readonly burst: number
  readonly perSecond: number
}

const SWEEP_AT = 1024

export class Arrivals {
  /** Null lifts the limit. */
  readonly #rate: ArrivalRate | null
  readonly #now: () => number
  readonly #buckets = new Map<string, TokenBucket>()

  /** `now`: monotonic milliseconds. */
  constructor(rate: ArrivalRate | null, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#now = now
  }

  /** Whether a new connection from this address may come in now. */
  take(address: string): boolean {
    if (this.#rate === null) return true
    const network = networkOf(address)
    const now = this.#now()
    const bucket = this.#buckets.get(network) ?? this.#add(network, this.#rate, now)
    return bucket.take(now)
  }

  #add(network: string, rate: ArrivalRate, now: number): TokenBucket {
    if (this.#buckets.size >= SWEEP_AT) this.#sweep(now)
    const bucket = new TokenBucket({ ...rate, now })
    this.#buckets.set(network, bucket)
    return bucket
  }

  // A flood from more networks than this at once forgets the oldest: memory stays bounded.
  #sweep(now: number): void {
    for (const [network, bucket] of this.#buckets) {
      if (bucket.isFullAt(now) || this.#buckets.size >= 4 * SWEEP_AT) this.#buckets.delete(network)
    }
  }
}
