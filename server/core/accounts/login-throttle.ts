// How often a password may be tried: per address and per account name, so that neither one machine against many
// names nor many machines against one name gets far. Success gives the try back.

import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'

const PER_ADDRESS = { burst: 20, perSecond: 1 / 6 }
const PER_NAME = { burst: 10, perSecond: 1 / 30 }
const MOST_BUCKETS = 20_000

export class LoginThrottle {
  readonly #clock: Clock
  readonly #enabled: boolean
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock
    this.#enabled = enabled
  }

  /** Counts one try. @throws Refusal throttled, with the seconds to wait */
  take(address: string, name: string): void {
    if (!this.#enabled) return
    const now = this.#clock.now()
    this.#forgetFull()
    const buckets = this.#bucketsFor(address, name, now)
    const wait = Math.max(...buckets.map((bucket) => bucket.wait(now)))
    if (wait > 0) throw new Refusal('throttled', `${Math.ceil(wait / 1000)}`)
    for (const bucket of buckets) bucket.take(now)
  }

  /** The try was right: it does not count. */
  giveBack(address: string, name: string): void {
    if (!this.#enabled) return
    for (const bucket of this.#bucketsFor(address, name, this.#clock.now())) bucket.giveBack()
  }

  #bucketsFor(address: string, name: string, now: number): TokenBucket[] {
    const byName = this.#bucket(`name ${name.toLowerCase()}`, PER_NAME, now)
    return address === '' ? [byName] : [byName, this.#bucket(`address ${address}`, PER_ADDRESS, now)]
  }

  #bucket(key: string, rate: { burst: number; perSecond: number }, now: number): TokenBucket {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new TokenBucket({ ...rate, now })
      this.#buckets.set(key, bucket)
    }
    return bucket
  }

  #forgetFull(): void {
    if (this.#buckets.size < MOST_BUCKETS) return
    const now = this.#clock.now()
    for (const [key, bucket] of this.#buckets) if (bucket.isFullAt(now)) this.#buckets.delete(key)
    if (this.#buckets.size >= MOST_BUCKETS) this.#buckets.clear()
  }
}
