// What the contract offers to those who keep order on boards, and to authors whose articles wait for them. How the calls
// behave in general stands in ../contract.ts, of which this is a part.

import type { ArticleId, MessageId, SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'

/** A role and all above it, or a group of accounts (and the staff). */
export type Audience = Role | `group:${string}`

export interface BoardSettings {
  readonly board: string
  readonly description: string
  readonly readers: Audience
  readonly writers: Audience
  readonly isModerated: boolean
  /** Names of accounts, in order. */
  readonly moderators: readonly string[]
  /** Null is for good. Pinned threads stay in any case. */
  readonly expireDays: number | null
  readonly maxArticles: number | null
  readonly maxOctets: number | null
}

/** Why an article waits. */
export type HoldReason = 'moderated' | 'new-account'

export interface HeldView {
  readonly id: number
  readonly boards: readonly string[]
  readonly why: HoldReason
  readonly subject: string
  readonly author: string
  /** The account's name. */
  readonly account: string
  readonly arrived: number
}

export interface HeldArticle extends HeldView {
  readonly messageId: MessageId
  /** Decoded, as in ArticleView. */
  readonly text: string
}

/** What became of an article that waited. */
export interface Verdict {
  readonly id: number
  readonly at: number
  readonly isApproved: boolean
  readonly boards: readonly string[]
  readonly subject: string
  /** Said by the moderator; may be empty. */
  readonly reason: string
}

interface OfBoard {
  readonly session: SessionId
  readonly board: string
}

interface OfThread extends OfBoard {
  readonly thread: ArticleId
}

/**
 * Those who keep order on a board are its moderators and the staff; to all others its calls throw `not-permitted`, and
 * `no-such-board` where they may not see it. Everything done is written to the log.
 */
export interface Order {
  /** @throws Refusal no-such-board, not-permitted */
  settings(args: OfBoard): BoardSettings
  /**
   * The sysop's alone; what is not named stays as it is.
   * @throws Refusal not-permitted, no-such-board, no-such-thing (a group), too-long, malformed (a number below 1)
   */
  set(args: OfBoard & { change: Partial<Omit<BoardSettings, 'board' | 'moderators'>> }): BoardSettings
  /** The sysop's alone. @throws Refusal not-permitted, no-such-board, no-such-account, too-many */
  addModerator(args: OfBoard & { account: string }): BoardSettings
  removeModerator(args: OfBoard & { account: string }): BoardSettings
  /** Names of the accounts that keep order in each board that one may see and that is moderated. */
  moderators(args: { session: SessionId }): readonly { readonly board: string; readonly accounts: readonly string[] }[]

  /** What waits in the boards where one keeps order, oldest first, at most `limit` (1-200) with an id above `after`. */
  held(args: { session: SessionId; after?: number; limit: number }): readonly HeldView[]
  /** How much waits for the one who asks. */
  heldCount(args: { session: SessionId }): number
  /** @throws Refusal no-such-thing */
  heldArticle(args: { session: SessionId; held: number }): Promise<HeldArticle>
  /** Files it with Approved; the author is told. @throws Refusal no-such-thing, no-such-board (all are gone) */
  approve(args: { session: SessionId; held: number }): { messageId: MessageId }
  /** It is dropped; the author is told why. @throws Refusal no-such-thing, too-long (300 octets) */
  reject(args: { session: SessionId; held: number; reason: string }): void
  /** What became of one's own articles that waited, oldest first, until one has taken note of it. */
  verdicts(args: { session: SessionId }): readonly Verdict[]
  takeNote(args: { session: SessionId; upTo: number }): void

  /** No more answers, or answers again. @throws Refusal no-such-article */
  lock(args: OfThread & { isLocked: boolean; reason: string }): void
  /** First in the lists, and never expired. @throws Refusal no-such-article, too-many (MOST_PINNED) */
  pin(args: OfThread & { isPinned: boolean }): void
  /**
   * Puts all that stands of the thread in `board` into `to`, with new numbers; what was read stays read.
   * @throws Refusal no-such-board, no-such-article, too-many (MOST_MOVED)
   */
  move(args: OfThread & { to: string; reason: string }): { readonly moved: number }
  /**
   * Takes an article away: one's own, or as a moderator of every board that it stands in, from those.
   * @throws Refusal no-such-article, not-permitted, sign-in-required, too-long
   */
  cancel(args: { session: SessionId; article: MessageId; reason: string }): void
  /**
   * Lets go of what has been here long enough, in one board or all; the sysop's alone. At most 1000 articles a call:
   * when it is not through, call again. @throws Refusal not-permitted, no-such-board
   */
  expire(args: { session: SessionId; board?: string }): { readonly expired: number; readonly isThrough: boolean }
}
