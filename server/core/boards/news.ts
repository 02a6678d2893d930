// Boards as a newsreader sees them (RFC 3977): groups with water marks, ranges of numbers, finished octets. Types only;
// the use cases are in news-service.ts and news-posting.ts.

import type { ArticleId, MessageId } from '../ids.ts'
import type { HoldReason } from './order-calls.ts'

export interface NewsgroupView {
  readonly name: string
  readonly description: string
  /** Water marks as in RFC 3977 §6.1.1: an empty group has low = high + 1. */
  readonly low: number
  readonly high: number
  readonly count: number
  /** `y`: the one who asks may post, or a stranger could after logging in; `n`: may not; `m`: moderated. */
  readonly posting: 'y' | 'n' | 'm'
  /** Milliseconds since 1970. */
  readonly created: number
}

/** An article by its Message-ID, or by its number in a group. */
export type ArticleName = MessageId | { readonly group: string; readonly number: number }

export interface ArticleStat {
  /** In the group that was named; 0 when it was asked for by its Message-ID. */
  readonly number: number
  readonly messageId: MessageId
}

export interface ArticleOctets extends ArticleStat {
  /** The octets as they came in, CRLF, dots undone, with our own Xref as last header field. */
  readonly octets: Uint8Array
}

/** One page of a range. */
export interface Page<T> {
  readonly items: T
  /** The number to go on from; null when the range is through. */
  readonly next: number | null
}

export interface HeaderRow {
  readonly number: number
  /** Unfolded octets as latin1, without TAB, NUL, CR, LF; null where the article has no such field. */
  readonly value: string | null
}

/** Where NEWNEWS goes on. */
export interface ArrivalCursor {
  readonly arrived: number
  readonly article: ArticleId
}

export interface Injected {
  readonly messageId: MessageId
  /** Empty for a control message, which is carried out and not filed. */
  readonly placements: readonly { readonly board: string; readonly number: number }[]
  /** It is not filed yet: it waits for a moderator. */
  readonly held: HoldReason | null
}

/**
 * Cancelled by its author or the staff; superseded by another article; expired with age, or gone for so long that no more
 * is known of it.
 */
export type ArticleFate =
  | { readonly kind: 'live' | 'cancelled' | 'expired' | 'unknown' }
  | { readonly kind: 'superseded'; readonly by: MessageId }
