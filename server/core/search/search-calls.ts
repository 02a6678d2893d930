// Search as faces ask for it: in articles and in what was said. What people may write in a query stands in query.ts.

import type { ArticleId, MessageId, Msgid, SessionId } from '../ids.ts'

/** A stretch of text; those with `isHit` are what was looked for. Put together they are the whole. */
export interface SnippetPart {
  readonly text: string
  readonly isHit: boolean
}

export interface FoundArticle {
  readonly id: ArticleId
  readonly messageId: MessageId
  readonly thread: ArticleId
  /** Where the one who asks may read it; never empty. */
  readonly boards: readonly { readonly board: string; readonly number: number }[]
  readonly subject: string
  readonly author: string
  readonly date: number
  /** One line of about SNIPPET_CHARACTERS out of the body. */
  readonly snippet: readonly SnippetPart[]
}

/** Where a page of articles ended. Plain data, to be handed back as it came. */
export interface ArticleCursor {
  readonly score: number
  readonly id: ArticleId
  /** What "recent" meant when the first page was made. */
  readonly now: number
}

export interface FoundMessage {
  /** A channel's name, or for a private conversation the other's. */
  readonly target: string
  readonly msgid: Msgid
  readonly at: number
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: 'message' | 'notice' | 'action'
  /** With line ends (LF) where it was said in several lines at once. */
  readonly text: string
  readonly snippet: readonly SnippetPart[]
}

/** Where a page of lines ended. */
export interface MessageCursor {
  readonly at: number
  readonly msgid: Msgid
}

export interface SearchPage<T, Cursor> {
  readonly items: readonly T[]
  /** Null at the end. */
  readonly next: Cursor | null
}

export interface ArticleSearchArgs {
  readonly session: SessionId
  /** As people write it: words, "phrases", word*, -not, subject:, author:, in:BOARD, after:DATE, before:DATE. */
  readonly query: string
  /** Only in this board; the same as `in:` in the query. */
  readonly board?: string
  /** `best` (the default) weighs where the words stand, how often, and a little how old the article is. */
  readonly order?: 'best' | 'newest'
  readonly after?: ArticleCursor
  /** 1 to 100. */
  readonly limit: number
}

export interface MessageSearchArgs {
  readonly session: SessionId
  /** As for articles, with in:#CHANNEL or with:NAME. It may be empty where `target` or `from` is given. */
  readonly query: string
  /** Only in this channel, or in the conversation with this account. */
  readonly target?: string
  /** Only what this nick said. */
  readonly from?: string
  /** Since this moment, and before that one (itself left out). */
  readonly since?: number
  readonly until?: number
  readonly after?: MessageCursor
  /** 1 to 100. */
  readonly limit: number
}

/**
 * Only what the one who asks may read is looked at; what they may not see is not there.
 * Each call may throw `empty` (nothing to look for), too-long (SEARCH_OCTETS), too-many (words), throttled, and
 * `busy` (too many are searching just now, or it took too long).
 */
export interface Search {
  /** Empty where the query asks in a channel. @throws Refusal no-such-board */
  articles(args: ArticleSearchArgs): Promise<SearchPage<FoundArticle, ArticleCursor>>
  /**
   * Newest first: channels whose history the one who asks may read, and an account's private conversations. Empty where
   * the query asks in a board. @throws Refusal no-such-channel, not-in-channel, sign-in-required, no-such-account
   */
  messages(args: MessageSearchArgs): Promise<SearchPage<FoundMessage, MessageCursor>>
}
