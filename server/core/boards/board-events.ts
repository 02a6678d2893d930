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

/** What is set for a board has changed: who may come in, who keeps order, its description. */
export interface BoardChanged {
  readonly type: 'board.changed'
  readonly board: string
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

/** Articles that had been here long enough have gone. */
export interface BoardExpired {
  readonly type: 'board.expired'
  readonly board: string
  readonly expired: number
}

/** A thread was closed or opened, put first or not, or moved away or here. */
export interface ThreadChanged {
  readonly type: 'thread.changed'
  readonly boards: readonly string[]
  readonly thread: ArticleId
}

/** An article waits for those who keep order in these boards, or does no longer. */
export interface QueueChanged {
  readonly type: 'queue.changed'
  readonly boards: readonly string[]
}

/** A moderator has decided on an article that waited; for its author alone. */
export interface ArticleJudged {
  readonly type: 'article.judged'
  readonly account: string
  readonly isApproved: boolean
  readonly boards: readonly string[]
  readonly subject: string
  readonly reason: string
}

export type BoardEvent =
  | BoardChanged
  | BoardExpired
  | ThreadChanged
  | QueueChanged
  | ArticleJudged
  | BoardCreated
  | ArticlePosted
  | ArticleCancelled
  | BoardImported
  | ReadingChanged
