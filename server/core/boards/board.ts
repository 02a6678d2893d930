// A board is a newsgroup: it holds articles in threads. Types and rules; the octets of an article are the business of
// the ArticleFormat (article-format.ts), its place in a thread that of threading.ts.

import { BOARD_DESCRIPTION_OCTETS } from '../../../shared/limits.ts'
import { isBoardName } from '../../../shared/names.ts'
import type { AccountId, ArticleId, BoardId, MessageId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Guarded } from '../visibility.ts'

export interface Board extends Guarded {
  readonly id: BoardId
  readonly readGroup: string | null
  readonly writeGroup: string | null
  readonly moderators: readonly AccountId[]
  /** What is written here waits for a moderator. */
  readonly isModerated: boolean
  /** How long articles stay, and how many and how much of them; null is for good, and without bound. */
  readonly expireDays: number | null
  readonly maxArticles: number | null
  readonly maxOctets: number | null
  readonly name: string
  readonly description: string
  readonly created: number
  /** Water marks as in RFC 3977 §6.1.1: an empty board has low = high + 1. `high` never falls. */
  readonly low: number
  readonly high: number
  /** How many articles there are now, and in how many threads. */
  readonly count: number
  readonly threads: number
  /** When the newest article arrived; null for an empty board. */
  readonly latest: number | null
}

export interface BoardView {
  readonly name: string
  readonly description: string
  readonly low: number
  readonly high: number
  readonly count: number
  readonly threads: number
  /** When the newest article arrived; null for an empty board. */
  readonly latest: number | null
  readonly canPost: boolean
  /** What is written here waits for a moderator. */
  readonly isModerated: boolean
  /** The one who asks keeps order here. */
  readonly canModerate: boolean
  /** Articles that wait for those who keep order here; 0 for everybody else. */
  readonly held: number
  /** Articles that the account has not read; null for guests. */
  readonly unread: number | null
  /** Whether its new articles count among what is new in the house. */
  readonly isSubscribed: boolean
}

/** One thread in a board's list. */
export interface ThreadView {
  readonly thread: ArticleId
  /** Of the earliest article that is here: names the thread to the world. */
  readonly messageId: MessageId
  /** Decoded, of the earliest article that is here. */
  readonly subject: string
  readonly author: string
  /** Articles of the thread in this board. */
  readonly count: number
  readonly firstNumber: number
  readonly lastNumber: number
  /** Dates of the first and the newest article. */
  readonly started: number
  readonly latest: number
  /** Takes no more answers. */
  readonly isLocked: boolean
  /** Stands first, whatever its last number. */
  readonly isPinned: boolean
  /** Of them, those that the account has not read; null for guests. */
  readonly unread: number | null
}

/** One line of a thread's tree, in reading order (depth first, oldest first). */
export interface ThreadItem {
  readonly id: ArticleId
  readonly messageId: MessageId
  /** 0 for the root. */
  readonly depth: number
  /** Null for a ghost (an article that others refer to and that is not here) or one posted to other boards only. */
  readonly number: number | null
  readonly subject: string
  readonly author: string
  readonly date: number | null
  /** Also what cannot be read: ghosts, and everything for guests. */
  readonly isRead: boolean
}

/** An article made ready for a person to read. Everything is decoded; nothing is trusted. */
export interface ArticleView {
  readonly id: ArticleId
  readonly messageId: MessageId
  readonly boards: readonly { readonly board: string; readonly number: number }[]
  readonly thread: ArticleId
  readonly parent: MessageId | null
  readonly subject: string
  readonly author: string
  readonly date: number
  /** It stands in the place of an earlier one. */
  readonly isEdited: boolean
  /** Its thread takes no more answers here. */
  readonly isLocked: boolean
  /** The one who asks wrote it. */
  readonly isOwn: boolean
  /** The text parts, decoded, lines ended by LF. */
  readonly text: string
  /** Parts that are no text, by name and size in octets. */
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly octets: number }[]
}

/** What became of one article of an import. */
export type ImportOutcome =
  | { readonly kind: 'stored'; readonly messageId: MessageId }
  | { readonly kind: 'duplicate'; readonly messageId: MessageId }
  | { readonly kind: 'refused'; readonly why: string }

/** @throws Refusal name-invalid */
export const requireBoardName = (name: string): void => {
  if (!isBoardName(name)) throw new Refusal('name-invalid', name.slice(0, 80))
}

/** @throws Refusal too-long */
export const requireDescription = (text: string): void => {
  if (Buffer.byteLength(text) > BOARD_DESCRIPTION_OCTETS) {
    throw new Refusal('too-long', `description of ${BOARD_DESCRIPTION_OCTETS} octets at most`)
  }
}
