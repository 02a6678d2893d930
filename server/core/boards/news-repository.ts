// The port through which news reads ranges of a board, and takes an article away again.

import type { AccountId, ArticleId, BoardId, MessageId } from '../ids.ts'

export interface PlacedRow {
  readonly number: number
  readonly messageId: MessageId
}

export interface NewsRepository {
  /** Numbers of a board from `from` to `to`, both included, in order. */
  numbers(board: BoardId, from: number, to: number, limit: number): readonly number[]
  overview(
    board: BoardId,
    from: number,
    to: number,
    limit: number,
  ): readonly { readonly number: number; readonly overview: Uint8Array }[]
  /**
   * Overview lines as one block: of `limit.rows` numbers, fewer when they would be more than `limit.octets` (but one
   * always). `last` is the number of its last line, null without any; `isThrough`: there are no more up to `to`.
   */
  overviewBlock(
    board: BoardId,
    from: number,
    to: number,
    limit: { readonly rows: number; readonly octets: number },
  ): { readonly block: Uint8Array; readonly last: number | null; readonly isThrough: boolean }
  /** As `overview`, with the first octets of each article: its header, and perhaps more. */
  headers(
    board: BoardId,
    from: number,
    to: number,
    limit: number,
  ): readonly { readonly number: number; readonly header: Uint8Array }[]
  stat(board: BoardId, number: number): PlacedRow | undefined
  article(board: BoardId, number: number): (PlacedRow & { readonly xref: string; readonly raw: Uint8Array }) | undefined
  overviewOf(article: ArticleId): Uint8Array | undefined
  /** The nearest above or below, itself not counted. */
  neighbour(board: BoardId, number: number, direction: 'next' | 'last'): PlacedRow | undefined
  /** What arrived at or after `arrived`, behind that article, oldest first; `isWanted`: it stands in one of the boards. */
  arrivals(
    from: { readonly arrived: number; readonly article: ArticleId },
    boards: readonly BoardId[],
    limit: number,
  ): readonly {
    readonly id: ArticleId
    readonly arrived: number
    readonly messageId: MessageId
    readonly isWanted: boolean
  }[]
  accountOf(article: ArticleId): AccountId | null
  /** Takes an article out of one board; its number becomes a hole. Runs inside a command. */
  unplace(board: BoardId, number: number): void
  isEdited(article: ArticleId): boolean
  /**
   * The article is cancelled: its numbers become holes, its Message-ID stays known so that it never comes back, its
   * octets stay for the record for a while. `at` is when. Runs inside a command.
   */
  withdraw(article: ArticleId, at: number): void
}
