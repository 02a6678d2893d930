// The port through which search is answered: an index beside the store, asked by a thread that only reads. Who may see
// what is settled before: it looks only at the boards and streams it is given.

import type { ArticleId, BoardId, MessageId, StreamId } from '../ids.ts'
import type { Wanted } from './query.ts'
import type { ArticleCursor, FoundMessage, MessageCursor, SnippetPart } from './search-calls.ts'

export interface ArticleSearch {
  readonly wanted: Wanted
  readonly boards: readonly BoardId[]
  readonly order: 'best' | 'newest'
  /** What is recent; the cursor's own on later pages. */
  readonly now: number
  readonly after: ArticleCursor | null
  readonly limit: number
}

export interface ArticleHit {
  readonly id: ArticleId
  readonly messageId: MessageId
  readonly thread: ArticleId
  readonly subject: string
  readonly author: string
  readonly date: number
  /** Of the boards that were asked about. */
  readonly placements: readonly { readonly board: BoardId; readonly number: number }[]
  readonly snippet: readonly SnippetPart[]
  readonly score: number
}

export interface MessageSearch {
  /** Without terms and author: everything that was said. */
  readonly wanted: Wanted
  readonly streams: readonly StreamId[]
  readonly after: MessageCursor | null
  readonly limit: number
}

export interface MessageHit extends Omit<FoundMessage, 'target'> {
  readonly stream: StreamId
}

export interface SearchIndex {
  /**
   * At most `limit` hits behind the cursor.
   * @throws Refusal busy
   */
  articles(search: ArticleSearch): Promise<readonly ArticleHit[]>
  /** Newest first. @throws Refusal busy */
  messages(search: MessageSearch): Promise<readonly MessageHit[]>
}
