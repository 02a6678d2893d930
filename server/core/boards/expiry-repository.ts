// The port through which old articles are let go of.

import type { ArticleId, BoardId, MessageId } from '../ids.ts'

export interface Candidate {
  readonly number: number
  readonly arrived: number
  readonly octets: number
}

/** All that changes anything runs inside a command, and takes at most `limit` at a time. */
export interface ExpiryRepository {
  /** The lowest numbers of a board whose threads are not pinned, in order. */
  lowest(board: BoardId, limit: number): readonly Candidate[]
  /** Numbers of a board whose own Expires has come, in order; not those of pinned threads. */
  overdue(board: BoardId, now: number, limit: number): readonly number[]
  /** Of all articles in a board together. */
  octets(board: BoardId): number
  /**
   * Their numbers are holes, or lie below the low water mark. An article that stands in no other board is gone with its
   * octets. Returns those that still stand elsewhere.
   */
  remove(board: BoardId, numbers: readonly number[], now: number): readonly ArticleId[]
  /** Octets of cancelled and replaced articles that went before a moment are dropped. Says how many. */
  dropOctets(before: number, limit: number): number
  /** Rows of articles that went before a moment and that nothing hangs from any more are dropped. */
  dropRows(before: number, limit: number): readonly MessageId[]
}
