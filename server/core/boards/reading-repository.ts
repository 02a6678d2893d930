// The port through which it is kept what each account has read and which boards it follows.

import type { AccountId, ArticleId, BoardId } from '../ids.ts'
import type { ReadRange, ReadRanges } from './read-ranges.ts'

export interface Reading {
  readonly ranges: ReadRanges
  readonly isSubscribed: boolean
}

export interface Place {
  readonly board: BoardId
  readonly number: number
}

export interface ReadingRepository {
  /** Of all boards that the account has looked at. */
  readings(account: AccountId): ReadonlyMap<BoardId, Reading>
  reading(account: AccountId, board: BoardId): Reading | undefined
  /** Everybody who has looked at a board. */
  readers(board: BoardId): readonly { readonly account: AccountId; readonly reading: Reading }[]
  setReading(account: AccountId, board: BoardId, reading: Reading): void
  /** Numbers that were given once and have no article (any more), in order. */
  holes(board: BoardId, within: ReadRange): readonly number[]
  /** The newest placements of a board, newest first, with when and by whom their articles were written. */
  newest(
    board: BoardId,
    limit: number,
  ): readonly { readonly number: number; readonly date: number; readonly author: AccountId | null }[]
  /** The first placement of a range. */
  firstIn(board: BoardId, within: ReadRange): { readonly number: number; readonly article: ArticleId } | undefined
  /** Where the articles of a range stand in other boards. */
  crossposts(board: BoardId, within: ReadRange): readonly Place[]
  /** The numbers of a thread's articles in a board. */
  numbersOf(board: BoardId, thread: ArticleId): readonly number[]
  places(article: ArticleId): readonly Place[]
  authorOf(article: ArticleId): AccountId | null
}
