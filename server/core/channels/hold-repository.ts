// The port through which held lines and what is known of newcomers are kept. Those methods that write must run inside
// a command.

import type { AccountId, ChannelId } from '../ids.ts'
import type { HeldLine } from './hold-calls.ts'

/** Of a channel, its id: it may have another name by now. */
export type HeldRow = Omit<HeldLine, 'channel'> & { readonly channel: ChannelId | null }

export interface HoldRepository {
  /** Oldest first. */
  held(): readonly HeldRow[]
  hold(line: HeldRow): void
  /** False when there was none. */
  settle(handle: string): boolean
  /** Forgets those that have waited since before `at`. */
  forgetBefore(at: number): void
  /** How many lines of an account were heard while it was new. */
  heard(account: AccountId): number
  setHeard(account: AccountId, lines: number): void
}
