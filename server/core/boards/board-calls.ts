// What the contract offers on boards, threads and articles. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { ArticleId, MessageId, SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { ArticleView, BoardView, ImportOutcome, ThreadItem, ThreadView } from './board.ts'
import type { ReadingCalls } from './reading.ts'
import type { Outcome } from './submission.ts'

export interface Boards extends ReadingCalls {
  /** The boards this viewer may see, by name. */
  list(args: { session: SessionId }): readonly BoardView[]
  /** @throws Refusal no-such-board */
  get(args: { session: SessionId; board: string }): BoardView
  /** Newest activity first, at most `limit` (1–500), those whose last number is below `before`. */
  threads(args: { session: SessionId; board: string; before?: number; limit: number }): readonly ThreadView[]
  /** The whole tree, as seen from one board. @throws Refusal no-such-board, no-such-article */
  thread(args: { session: SessionId; board: string; thread: ArticleId }): readonly ThreadItem[]
  /** One article by its id, its Message-ID, or its number in a board. @throws Refusal no-such-board, no-such-article */
  read(args: {
    session: SessionId
    article: ArticleId | MessageId | { readonly board: string; readonly number: number }
  }): Promise<ArticleView>
  /** The octets as they came in. */
  raw(args: { session: SessionId; messageId: MessageId }): Uint8Array
  /**
   * Writes an article. A reply goes to the thread of `inReplyTo`; its References follow from it. On a moderated board it
   * waits for a moderator, and is `held`.
   * @throws Refusal no-such-board, sign-in-required, not-permitted, no-such-article, empty, too-long, too-many, throttled,
   *   thread-locked
   */
  post(args: {
    session: SessionId
    boards: readonly string[]
    subject: string
    text: string
    inReplyTo?: MessageId
  }): Outcome
  /**
   * Puts another article in the place of one's own, in the same boards and at the same place in the thread; the id of
   * the old one leads to it from then on. @throws Refusal as post
   */
  edit(args: { session: SessionId; article: MessageId; subject: string; text: string }): Outcome
  /** @throws Refusal not-permitted, name-invalid, already-exists */
  add(args: { session: SessionId; board: string; description: string; readRole?: Role; writeRole?: Role }): BoardView
  /** Archive articles into one board, whatever their Newsgroups say; at most 256 a call. @throws Refusal not-permitted */
  import(args: { session: SessionId; board: string; articles: readonly Uint8Array[] }): readonly ImportOutcome[]
}
