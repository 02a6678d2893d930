// How fast one may post, counted for each presence over all faces.

import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Clock } from '../clock.ts'
import type { PresenceId } from '../ids.ts'
import { Refusal } from '../refusal.ts'

const POST = { burst: 5, perSecond: 1 / 10 }
const MOST_BUCKETS = 10_000

export class PostingPace {
  readonly #clock: Clock
  readonly #enabled: boolean
  readonly #buckets = new Map<PresenceId, TokenBucket>()

  /** @param enabled false lifts the limit */
  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock
    this.#enabled = enabled
  }

  /** Counts one article. @throws Refusal throttled, with the seconds to wait */
  take(who: PresenceId): void {
    if (!this.#enabled) return
    const now = this.#clock.now()
    if (this.#buckets.size > MOST_BUCKETS) {
      for (const [key, bucket] of this.#buckets) if (bucket.isFullAt(now)) this.#buckets.delete(key)
    }
    const bucket = this.#buckets.get(who) ?? new TokenBucket({ ...POST, now })
    this.#buckets.set(who, bucket)
    if (!bucket.take(now)) throw new Refusal('throttled', `${Math.ceil(bucket.wait(now) / 1000)}`)
  }
}
