// The port through which Web Push subscriptions are kept. What writes must run inside a command.

import type { AccountId } from '../ids.ts'
import type { PushSubscription } from './push.ts'

export interface PushRepository {
  all(): readonly (PushSubscription & { readonly account: AccountId })[]
  put(account: AccountId, subscription: PushSubscription, at: number): void
  remove(account: AccountId, endpoint: string): void
  /** Of every account. */
  removeAll(endpoint: string): void
}
