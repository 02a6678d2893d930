// What the contract offers on groups of accounts. How the calls behave in general stands in ../contract.ts, of which this
// is a part. What a group opens is set where it is used (see boards/order-calls.ts).

import type { SessionId } from '../ids.ts'

export interface GroupView {
  readonly name: string
  /** Names of accounts, in order. */
  readonly members: readonly string[]
}

/** The sysop's alone: everything may throw `not-permitted`. */
export interface Groups {
  /** All of them, by name. */
  list(args: { session: SessionId }): readonly GroupView[]
  /** @throws Refusal name-invalid (GROUP_NAME), already-exists, too-many (MOST_GROUPS) */
  add(args: { session: SessionId; group: string }): void
  /** @throws Refusal no-such-thing, in-use (it opens a board) */
  remove(args: { session: SessionId; group: string }): void
  /** At once for whoever is on. @throws Refusal no-such-thing, no-such-account, too-many (MOST_OF_ONE) */
  addMember(args: { session: SessionId; group: string; account: string }): void
  /** @throws Refusal no-such-thing, no-such-account */
  removeMember(args: { session: SessionId; group: string; account: string }): void
}
