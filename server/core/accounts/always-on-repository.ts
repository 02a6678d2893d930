// The port through which it is kept who is always on, and where. Channels are named as they are written.

import type { AccountId } from '../ids.ts'

export interface AlwaysOnRepository {
  all(): readonly AccountId[]
  put(account: AccountId, since: number): void
  /** With its channels. */
  remove(account: AccountId): void
  channels(account: AccountId): readonly string[]
  remember(account: AccountId, channel: string): void
  forget(account: AccountId, channel: string): void
}
