// What has been read and what is new: one record for each account, for all faces. The part of the contract's `Boards`
// that speaks of it, and its rules; the use cases are in reading-service.ts.
//
// - An article is read, not a placement: a crosspost that was read in one board is read in all.
// - A screen that has shown an article marks it. Fetching over NNTP marks nothing: newsreaders keep their own record.
// - One's own articles are read.
// - The first look at a board is kind: new are the articles dated within the last FIRST_LOOK_DAYS, at most the newest
//   FIRST_LOOK_ARTICLES. Everything before counts as read, so that no newcomer meets "7,453 new". The first look is
//   when the account is first shown a list with that board in it.
// - Guests have no record. For them nothing is new and nothing is kept.

import type { ArticleId, SessionId } from '../ids.ts'

export const FIRST_LOOK_DAYS = 30
export const FIRST_LOOK_ARTICLES = 20
/** In one call of markRead. */
export const MOST_MARKED = 1000

export interface UnreadArticle {
  readonly board: string
  readonly number: number
  readonly article: ArticleId
  readonly thread: ArticleId
}

export interface ReadingCalls {
  /** These were shown. Guests, and articles that are not here, are passed over. @throws Refusal too-many (MOST_MARKED) */
  markRead(args: { session: SessionId; articles: readonly ArticleId[] }): void
  /** All that is in the board now is read ("catch up"). @throws Refusal no-such-board, sign-in-required */
  markBoardRead(args: { session: SessionId; board: string }): void
  /**
   * The next article that is new: over all boards that the account follows, by their names; or in `board` alone, followed
   * or not. The search begins behind `after` and comes round to it again. Null when nothing is new, and for guests.
   * @throws Refusal no-such-board
   */
  nextUnread(args: {
    session: SessionId
    board?: string
    after?: { readonly board: string; readonly number: number }
  }): UnreadArticle | null
  /** Follows a board, as everybody does with all boards until they say otherwise. @throws Refusal as markBoardRead */
  subscribe(args: { session: SessionId; board: string }): void
  /** Its articles are no longer among what is new in the house. @throws Refusal as markBoardRead */
  unsubscribe(args: { session: SessionId; board: string }): void
  /**
   * Takes over what a newsreader has recorded of this server's groups: what is read there is read here, in addition.
   * The console names the `account` it is for; everybody else does it for themselves.
   * `ignored` are lines with groups that are not here. @throws Refusal sign-in-required, too-long (1 MiB, 20,000 lines)
   */
  importNewsrc(args: { session: SessionId; text: string; account?: string }): {
    readonly boards: number
    readonly ignored: number
  }
}
