// What the contract offers to whoever does not want to see everything. How the calls behave in general stands in
// ../contract.ts, of which this is a part.
//
// A killed article is out of all lists, trees and search results, counts as read, and is left out of OVER, HDR, LISTGROUP,
// STAT, NEXT and LAST; whoever asks for the article itself still gets it.

import type { SessionId } from '../ids.ts'

/** Whose name it bears; what its Subject holds; the thread of that Message-ID; a wildmat on the address in From. */
export type KillKind = 'author' | 'subject' | 'thread' | 'address'

export interface KillRule {
  readonly id: number
  readonly kind: KillKind
  readonly pattern: string
  /** The pattern in words: of a thread, what it was called. */
  readonly label: string
  readonly created: number
  /** Milliseconds since 1970; null is for good. */
  readonly until: number | null
}

/** Everything may throw `sign-in-required`. */
export interface KillFile {
  /** One's own, newest first. */
  rules(args: { session: SessionId }): readonly KillRule[]
  /**
   * In the place of one with the same pattern. `days`: how long; without it for good.
   * @throws Refusal empty, too-long (200 octets), malformed (no wildmat, no days), too-many (MOST_RULES), no-such-article
   */
  add(args: { session: SessionId; kind: KillKind; pattern: string; days?: number }): KillRule
  /** @throws Refusal no-such-thing */
  remove(args: { session: SessionId; rule: number }): void
  /** How many of the newest threads of a board (at most 500 are looked at) are out of sight. Guests may ask: none. */
  hidden(args: { session: SessionId; board: string }): number
}
