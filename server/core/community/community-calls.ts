// What the contract offers on the life of the house: who called, one-liners, bulletins, polls, mentions, pages, and the
// list of members. How calls behave in general stands in ../contract.ts, of which this is a part.

import type { Face } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'

export interface CallerView {
  readonly name: string
  readonly face: Face
  readonly came: number
  /** When they were last noticed. */
  readonly seen: number
  readonly isOn: boolean
}

export interface Callers {
  /** Newest first, each call once; without those who would rather not be listed. At most `limit` (1-200). */
  list(args: { session: SessionId; limit: number }): readonly CallerView[]
  /**
   * The caller's own call: when it began (and whether that is less than a minute ago), and when their account was last
   * noticed before it (null at a first call).
   * @throws Refusal sign-in-required
   */
  own(args: { session: SessionId }): {
    readonly came: number
    readonly hasJustCome: boolean
    readonly previous: number | null
  }
  /** @throws Refusal sign-in-required */
  isListed(args: { session: SessionId }): boolean
  /** Also decides whether others see when one was last here. @throws Refusal sign-in-required */
  setListed(args: { session: SessionId; listed: boolean }): void
}

export interface Oneliner {
  readonly ref: string
  readonly name: string
  readonly at: number
  readonly text: string
  /** One's own, or one keeps order. */
  readonly canRemove: boolean
}

export interface Oneliners {
  /** The last `limit` (1-200), oldest first. */
  list(args: { session: SessionId; limit: number }): readonly Oneliner[]
  /** One in ten minutes. @throws Refusal sign-in-required, empty, too-long (ONELINER_OCTETS), throttled (seconds) */
  write(args: { session: SessionId; text: string }): Oneliner
  /** @throws Refusal no-such-thing, not-permitted */
  remove(args: { session: SessionId; ref: string }): void
}

export interface Bulletin {
  readonly ref: string
  readonly title: string
  /** '' for one of the files that the sysop keeps. */
  readonly author: string
  readonly at: number
  readonly text: string
}

/** Written by the staff, or kept as files under data/bulletins. */
export interface Bulletins {
  /** Newest first. */
  list(args: { session: SessionId }): readonly Bulletin[]
  /** @throws Refusal not-permitted, empty, too-long (SUBJECT_OCTETS, BULLETIN_OCTETS), too-many */
  write(args: { session: SessionId; title: string; text: string }): Bulletin
  /** A file is the sysop's to delete. @throws Refusal not-permitted, no-such-thing */
  withdraw(args: { session: SessionId; ref: string }): void
}

export interface PollView {
  readonly ref: string
  readonly question: string
  readonly author: string
  readonly at: number
  /** When it was closed; null while it is open. */
  readonly closed: number | null
  readonly options: readonly { readonly text: string; readonly votes: number }[]
  /** Index of what the caller's account has chosen; null for nothing yet. */
  readonly chosen: number | null
  readonly canClose: boolean
}

export interface Polls {
  /** Open ones first, then newest first; at most 100. */
  list(args: { session: SessionId }): readonly PollView[]
  /**
   * `options`: 2 to 10, all different.
   * @throws Refusal sign-in-required, empty, too-long (POLL_OCTETS), too-many (options, open polls), duplicate
   */
  open(args: { session: SessionId; question: string; options: readonly string[] }): PollView
  /** One for each account; another choice takes its place while the poll is open. @throws Refusal sign-in-required, no-such-thing, locked (closed) */
  vote(args: { session: SessionId; ref: string; option: number }): PollView
  /** By whoever opened it, or the staff. @throws Refusal no-such-thing, not-permitted */
  close(args: { session: SessionId; ref: string }): PollView
}

/** Somebody said the caller's name in a channel, or named or answered them in an article. */
export interface Mention {
  readonly at: number
  readonly by: string
  /** Where it was said; of an article, the board, and `article` its Message-ID. */
  readonly place: string
  readonly article: string | null
  /** What was said, or the article's subject. */
  readonly text: string
}

export interface Mentions {
  /** Newest first, at most `limit` (1-200): those that the caller may still see. @throws Refusal sign-in-required */
  list(args: { session: SessionId; limit: number; since?: number }): readonly Mention[]
}

export interface Pages {
  /**
   * Knocks at every screen of somebody who is here. Whoever ignores the caller hears nothing of it.
   * @throws Refusal no-such-nick, sign-in-required (no nick yet), not-permitted (guests only look), too-long, throttled
   */
  page(args: { session: SessionId; nick: string; text: string }): void
  /** Names that the caller would rather not hear. @throws Refusal sign-in-required */
  ignored(args: { session: SessionId }): readonly string[]
  /** @throws Refusal sign-in-required, malformed, too-many */
  ignore(args: { session: SessionId; name: string }): void
  /** @throws Refusal sign-in-required, no-such-thing */
  unignore(args: { session: SessionId; name: string }): void
}

export interface PersonView {
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly since: number
  /** Null for never, and for those who would rather not be listed. */
  readonly lastSeen: number | null
  readonly isOn: boolean
}

export interface People {
  /** Members by name, after `after`; those whose name or display name holds `search`. @throws Refusal sign-in-required */
  list(args: { session: SessionId; search?: string; after?: string; limit: number }): readonly PersonView[]
}
