// The ports through which the life of the house is kept. Those methods that write must run inside a command.

import type { Face } from '../accounts/session.ts'
import type { AccountId, ChannelId } from '../ids.ts'
import type { Role } from '../visibility.ts'

export interface CallRow {
  readonly id: number
  readonly account: AccountId
  readonly name: string
  readonly face: Face
  readonly came: number
  readonly seen: number
}

export interface CallerRepository {
  /** Newest first, without the unlisted. */
  listed(limit: number): readonly CallRow[]
  /** The newest `limit` of an account, newest first. */
  of(account: AccountId, limit: number): readonly CallRow[]
  add(account: AccountId, face: Face, at: number): void
  setSeen(call: number, at: number): void
  forgetBefore(call: number): void
  isUnlisted(account: AccountId): boolean
  setUnlisted(account: AccountId, unlisted: boolean): void
}

export interface OnelinerRow {
  readonly ref: string
  readonly account: AccountId
  readonly name: string
  readonly at: number
  readonly text: string
}

export interface OnelinerRepository {
  /** Oldest first. */
  last(limit: number): readonly OnelinerRow[]
  find(ref: string): OnelinerRow | undefined
  add(line: Omit<OnelinerRow, 'name'>): void
  /** When an account last wrote one, also one that is gone. */
  lastOf(account: AccountId): number | null
  remove(ref: string, by: string): void
}

export interface BulletinRow {
  readonly ref: string
  readonly author: string
  readonly at: number
  readonly title: string
  readonly text: string
}

export interface BulletinRepository {
  all(): readonly BulletinRow[]
  add(bulletin: BulletinRow): void
  /** False when there was none. */
  withdraw(ref: string, by: string): boolean
}

export interface PollRow {
  readonly id: number
  readonly ref: string
  readonly account: AccountId
  readonly author: string
  readonly at: number
  readonly question: string
  readonly closed: number | null
  readonly options: readonly { readonly text: string; readonly votes: number }[]
}

export interface PollRepository {
  all(limit: number): readonly PollRow[]
  find(ref: string): PollRow | undefined
  openOf(account: AccountId): number
  add(poll: Pick<PollRow, 'ref' | 'account' | 'at' | 'question'>, options: readonly string[]): void
  vote(poll: number, account: AccountId, option: number, at: number): void
  choiceOf(poll: number, account: AccountId): number | null
  close(poll: number, at: number): void
}

export interface MentionRow {
  readonly at: number
  readonly by: string
  readonly channel: ChannelId | null
  readonly msgid: string | null
  readonly messageId: string | null
}

export interface MentionRepository {
  /** Newest first. */
  of(account: AccountId, since: number, limit: number): readonly MentionRow[]
  /** Keeps the newest of each account only. */
  add(account: AccountId, mention: MentionRow): void
}

export interface IgnoreRepository {
  of(account: AccountId): readonly string[]
  add(account: AccountId, folded: string, name: string): void
  /** False when it was not there. */
  remove(account: AccountId, folded: string): boolean
}

export interface PersonRow {
  readonly id: AccountId
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly created: number
  readonly lastSeen: number | null
  readonly isUnlisted: boolean
}

export interface PeopleRepository {
  /** Active accounts by folded name after `after`. */
  list(query: { readonly search: string; readonly after: string; readonly limit: number }): readonly PersonRow[]
  /** Of all accounts: folded name and id. */
  names(): readonly { readonly folded: string; readonly id: AccountId }[]
}
