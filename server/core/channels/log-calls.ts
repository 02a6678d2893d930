// What the contract offers on public logs: the talk of channels whose owners let anybody read it, day by day. How the
// calls behave in general stands in ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { HistoryItem } from './history.ts'

export interface PublicLog {
  readonly channel: string
  readonly description: string
  readonly topic: string
  /** The log begins here; nothing older is ever shown. */
  readonly since: number
  /** How many presences are in the channel now. */
  readonly members: number
}

/** Anybody may ask, also a session without a nick. Days are those of UTC, written `2026-01-31`. */
export interface PublicLogs {
  /** The channels that have one, by name. */
  list(args: { session: SessionId }): readonly PublicLog[]
  /** @throws Refusal no-such-channel (also for a channel that has none) */
  get(args: { session: SessionId; channel: string }): PublicLog
  /** Days on which something was said, newest first: at most `limit` (1-366), all before `before`. @throws as get */
  days(args: { session: SessionId; channel: string; before?: string; limit: number }): readonly string[]
  /**
   * What was said on a day, oldest first, without what was taken back: at most `limit` (1-500) with seq above `after`.
   * @throws Refusal as get; malformed (the day)
   */
  day(args: { session: SessionId; channel: string; day: string; after?: number; limit: number }): readonly HistoryItem[]
}
