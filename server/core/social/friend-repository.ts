// The port through which friendships are kept.

import type { AccountId } from '../ids.ts'

export interface Friendship {
  readonly other: AccountId
  readonly name: string
  /** Which of the two has asked. */
  readonly askedBy: AccountId
  /** When both had said yes; null while one waits. */
  readonly since: number | null
}

export interface FriendRepository {
  /** By the other's name. */
  of(account: AccountId): readonly Friendship[]
  between(one: AccountId, other: AccountId): Friendship | undefined
  ask(from: AccountId, to: AccountId, at: number): void
  confirm(one: AccountId, other: AccountId, at: number): void
  remove(one: AccountId, other: AccountId): void
}
