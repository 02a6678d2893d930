// What the contract offers on friendships: mutual, and confirmed by both. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'

export interface Friendships {
  /** Names of accounts, in order. */
  readonly friends: readonly string[]
  /** Those who have asked the caller, and wait for an answer. */
  readonly asking: readonly string[]
  /** Those whom the caller has asked. */
  readonly asked: readonly string[]
}

export interface Friends {
  /** @throws Refusal sign-in-required */
  mine(args: { session: SessionId }): Friendships
  /**
   * Asks somebody, or says yes to somebody who has asked: then the two are friends.
   * @throws Refusal sign-in-required, no-such-account, already-exists (a friend, or asked before), not-permitted
   *   (oneself), too-many (FRIENDS)
   */
  befriend(args: { session: SessionId; name: string }): 'asked' | 'friends'
  /** Takes back a question, says no to one, or ends a friendship. @throws Refusal sign-in-required, no-such-thing */
  part(args: { session: SessionId; name: string }): void
  /** The shortest way from the caller to somebody, both ends in it; null when there is none of DEGREES steps or fewer. */
  way(args: { session: SessionId; to: string }): readonly string[] | null
}
