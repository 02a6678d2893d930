// The port through which history is asked, corrected and marked. Those methods that write must run inside a command.

import type { AccountId, Msgid, StreamId } from '../ids.ts'
import type { Reaction } from './channel.ts'
import type { HistoryItem, HistoryPlace } from './history.ts'

export interface HistoryRange {
  readonly stream: StreamId
  /** Both ends are left out; null for none. */
  readonly after: number | null
  readonly before: number | null
  readonly limit: number
  /** Which end the limit leaves: always given back oldest first. */
  readonly from: 'oldest' | 'newest'
  /** Also what happened, not only what was said. What was taken back is in neither. */
  readonly happenings: boolean
}

export interface HistoryRepository {
  range(range: HistoryRange): readonly HistoryItem[]
  find(msgid: Msgid): (HistoryPlace & { readonly item: HistoryItem }) | undefined
  /** The first seq whose time is `at` or later; one past the end when there is none. */
  firstSince(stream: StreamId, at: number): number
  /** The newest line that was said with a seq below `before`; null for none. */
  newestBefore(stream: StreamId, before: number): { readonly seq: number; readonly at: number } | null
  /** Time of the newest line that was said; null for none. */
  latest(stream: StreamId): number | null
  redact(place: HistoryPlace, by: string, at: number, reason: string): void
  /** False when it was there already. */
  react(place: HistoryPlace, reaction: Reaction): boolean
  unreact(place: HistoryPlace, nick: string, reaction: string): void
  /** The conversations of an account, by the name of the other. */
  conversations(account: AccountId): readonly { readonly stream: StreamId; readonly name: string }[]
  marker(account: AccountId, target: string): number | null
  setMarker(account: AccountId, target: string, at: number): void
  visit(account: AccountId, stream: StreamId): number | null
  setVisit(account: AccountId, stream: StreamId): void
}
