// What waits to be pushed, in memory and bounded: one push of an account at a time, so that an account whose push
// services are slow keeps nobody else waiting. What does not fit is dropped: the lines themselves stand in the history.

import type { PushSubscription } from '../../../core/push/push.ts'
import type { Outlet } from '../../../core/tick.ts'
import type { Log } from '../../gateway.ts'
import type { Outcome } from './courier.ts'

export interface PushQueueOptions {
  readonly outlet: Outlet
  readonly deliver: (subscription: PushSubscription, payload: string) => Promise<Outcome>
  /** There is nobody at this endpoint any more. */
  readonly onGone: (endpoint: string) => void
  readonly log: Log
}

interface Waiting {
  readonly subscription: PushSubscription
  readonly payload: string
}

const MOST_AT_ONCE = 16
const MOST_OF_ONE = 100
const MOST_WAITING = 2000

export class PushQueue {
  readonly #options: PushQueueOptions
  /** By account, in the order in which they will have their turn. */
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #busy = new Set<string>()
  #total = 0

  constructor(options: PushQueueOptions) {
    this.#options = options
  }

  /** Sends it after the turn's COMMIT. False when there is no room. */
  add(account: string, subscription: PushSubscription, payload: string): boolean {
    const own = this.#waiting.get(account) ?? []
    if (this.#total >= MOST_WAITING || own.length >= MOST_OF_ONE) return false
    own.push({ subscription, payload })
    this.#waiting.set(account, own)
    this.#total += 1
    this.#options.outlet.schedule(this)
    return true
  }

  flush(): void {
    for (const [account, own] of this.#waiting) {
      if (this.#busy.size >= MOST_AT_ONCE) return
      if (this.#busy.has(account)) continue
      const next = own.shift()
      // Whoever has had a turn stands last.
      this.#waiting.delete(account)
      if (own.length > 0) this.#waiting.set(account, own)
      if (next !== undefined) void this.#send(account, next)
    }
  }

  close(): void {
    this.#waiting.clear()
    this.#total = 0
  }

  async #send(account: string, { subscription, payload }: Waiting): Promise<void> {
    this.#total -= 1
    this.#busy.add(account)
    const outcome = await this.#options.deliver(subscription, payload)
    this.#busy.delete(account)
    // The endpoint is a secret of its owner: the log tells the service alone.
    if (outcome !== 'taken')
      this.#options.log.info({ account, service: serviceOf(subscription), outcome }, 'push not taken')
    if (outcome === 'gone') this.#options.onGone(subscription.endpoint)
    this.flush()
  }
}

const serviceOf = ({ endpoint }: PushSubscription): string => new URL(endpoint).host
