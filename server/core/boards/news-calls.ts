// What the contract offers on boards as newsreaders read them. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { MessageId, SessionId } from '../ids.ts'
import type {
  ArrivalCursor,
  ArticleFate,
  ArticleName,
  ArticleOctets,
  ArticleStat,
  HeaderRow,
  Injected,
  NewsgroupView,
  Page,
} from './news.ts'

/**
 * Boards as newsreaders read them (RFC 3977). Every call may throw `sign-in-required`: the house takes no guests, or a
 * stranger named a group that may be there for members. Ranges hold both their ends; a page may be empty.
 */
export interface News {
  /** The groups this reader may see, by name. */
  groups(args: { session: SessionId }): readonly NewsgroupView[]
  /** @throws Refusal no-such-board */
  group(args: { session: SessionId; group: string }): NewsgroupView
  /** The numbers that are there, in order. @throws Refusal no-such-board */
  numbers(args: { session: SessionId; group: string; from: number; to: number }): Page<readonly number[]>
  /** Finished lines for OVER, each with its CRLF (RFC 3977 §8.3.2). @throws Refusal no-such-board */
  overview(args: { session: SessionId; group: string; from: number; to: number }): Page<Uint8Array>
  /** The same of one article, with number 0. @throws Refusal no-such-article */
  overviewOf(args: { session: SessionId; messageId: MessageId }): Uint8Array
  /** @throws Refusal no-such-board, no-such-article */
  stat(args: { session: SessionId; article: ArticleName }): ArticleStat
  /** @throws Refusal no-such-board, no-such-article */
  article(args: { session: SessionId; article: ArticleName }): ArticleOctets
  /** What became of it; `unknown` where it never was, and for those who could not have read it. */
  fate(args: { session: SessionId; messageId: MessageId }): ArticleFate
  /** The nearest article after (`next`) or before (`last`) a number. @throws Refusal no-such-board, no-such-article */
  neighbour(args: { session: SessionId; group: string; number: number; direction: 'next' | 'last' }): ArticleStat
  /** One header field, or `:bytes` or `:lines`, of every article of a range. @throws Refusal no-such-board */
  header(args: {
    session: SessionId
    group: string
    from: number
    to: number
    field: string
  }): Page<readonly HeaderRow[]>
  /** As `header`, of one article. @throws Refusal no-such-article */
  headerOf(args: { session: SessionId; messageId: MessageId; field: string }): string | null
  /** Message-IDs of what has arrived in these groups since a moment, oldest first; each once. */
  arrivals(args: { session: SessionId; groups: readonly string[]; since: number; after?: ArrivalCursor }): {
    readonly items: readonly MessageId[]
    readonly next: ArrivalCursor | null
  }
  /**
   * Posts a proto-article (RFC 5537 §3.5): CRLF, dots undone. `Control: cancel` takes an article of one's own back.
   * @throws Refusal sign-in-required, malformed (the detail is a sentence), no-such-board, not-permitted, duplicate,
   *   too-long (ARTICLE_OCTETS), too-many, throttled, no-such-article (a cancel)
   */
  inject(args: { session: SessionId; octets: Uint8Array }): Injected
}
