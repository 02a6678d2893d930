// Passwords that were right a moment ago, so that a newsreader with four connections pays for one hash and not for four.
// Kept is a digest under a key that lives as long as the process, and the stored hash that it was right for: when that
// changes, by whatever way, what is remembered is worth nothing. Says nothing of bans; who signs in is judged anew.

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { AccountId, Entropy } from '../ids.ts'

const REMEMBERED_MS = 5 * 60_000
const MOST = 1000

interface Login {
  readonly digest: Buffer
  readonly hash: string
  readonly until: number
}

export class RecentLogins {
  readonly #clock: Clock
  readonly #key: string
  readonly #logins = new Map<AccountId, Login>()

  constructor(clock: Clock, entropy: Entropy) {
    this.#clock = clock
    this.#key = entropy.token(32)
  }

  /** Whether this password was lately found to be right for this stored hash. */
  isKnown(account: AccountId, hash: string, password: string): boolean {
    const login = this.#logins.get(account)
    if (login === undefined) return false
    if (login.hash !== hash || login.until <= this.#clock.now()) {
      this.#logins.delete(account)
      return false
    }
    return timingSafeEqual(login.digest, this.#digest(account, password))
  }

  /** It was checked, and is right. Not prolonged by being used: after a while it is checked again. */
  remember(account: AccountId, hash: string, password: string): void {
    const now = this.#clock.now()
    this.#logins.delete(account)
    for (const [each, { until }] of this.#logins) {
      if (until > now && this.#logins.size < MOST) break
      this.#logins.delete(each)
    }
    this.#logins.set(account, { digest: this.#digest(account, password), hash, until: now + REMEMBERED_MS })
  }

  #digest(account: AccountId, password: string): Buffer {
    return createHmac('sha256', this.#key).update(`${account}:${password}`).digest()
  }
}
