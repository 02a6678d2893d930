// The port through which articles are kept that wait for a moderator, and what was decided on them.

import type { AccountId, BoardId, MessageId } from '../ids.ts'
import type { HeldView, HoldReason, Verdict } from './order-calls.ts'

export interface NewHeld {
  readonly messageId: MessageId
  readonly account: AccountId | null
  readonly boards: readonly string[]
  readonly why: HoldReason
  readonly subject: string
  readonly author: string
  readonly arrived: number
  readonly supersedes: string | null
  /** As it will be filed, but for Approved. */
  readonly raw: Uint8Array
}

export type Held = Omit<HeldView, 'account'> &
  Pick<NewHeld, 'messageId' | 'supersedes'> & {
    readonly accountId: AccountId | null
    /** '' for a guest. */
    readonly account: string
  }

export interface HeldRepository {
  /** Oldest first: at most `limit` with an id above `after`. */
  all(after: number, limit: number): readonly Held[]
  /** The boards that each one waits for. */
  boards(): readonly { readonly boards: readonly string[]; readonly why: HoldReason }[]
  find(id: number): Held | undefined
  has(messageId: string): boolean
  raw(id: number): Uint8Array | undefined
  count(): number
  countOf(account: AccountId | null): number
  insert(held: NewHeld): void
  remove(id: number): void
  /** How many articles of an account are here, counted up to `most`. */
  articlesOf(account: AccountId, most: number): number
  verdicts(account: AccountId): readonly Verdict[]
  addVerdict(account: AccountId, verdict: Omit<Verdict, 'id'>): void
  /** Only the newest are kept for somebody who never comes. */
  dropVerdicts(account: AccountId, upTo: number): void
  /** Names of accounts that keep order in a board. */
  moderatorsOf(board: BoardId): readonly string[]
}
