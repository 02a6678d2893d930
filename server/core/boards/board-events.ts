// What happens to boards and their articles, as told in the one stream of ../events.ts.

import type { ArticleId, MessageId } from '../ids.ts'

export interface BoardCreated {
  readonly type: 'board.created'
  readonly board: string
}

export interface ArticlePosted {
  readonly type: 'article.posted'
  readonly article: ArticleId
  readonly messageId: MessageId
  readonly placements: readonly { readonly board: string; readonly number: number }[]
  readonly thread: ArticleId
  readonly startsThread: boolean
  readonly subject: string
  readonly author: string
  readonly at: number
}

/** Its author took it back, or put another in its place. Its numbers are holes from now on. */
export interface ArticleCancelled {
  readonly type: 'article.cancelled'
  readonly article: ArticleId
  readonly messageId: MessageId
  readonly placements: readonly { readonly board: string; readonly number: number }[]
  readonly thread: ArticleId
}

/** Many articles at once; told per batch, so that an import does not flood open screens. */
export interface BoardImported {
  readonly type: 'board.imported'
  readonly board: string
  readonly stored: number
}

/** What an account has read or follows has changed in these boards. */
export interface ReadingChanged {
  readonly type: 'reading.changed'
  readonly account: string
  readonly boards: readonly string[]
}

export type BoardEvent = BoardCreated | ArticlePosted | ArticleCancelled | BoardImported | ReadingChanged
