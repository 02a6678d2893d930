// What the contract offers on drafts: what somebody was writing and has not sent. How the calls behave in general
// stands in ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'

export interface Draft {
  /** What it is for: `board:NAME`, `reply:MESSAGE-ID` (in `board`) or `edit:MESSAGE-ID`. */
  readonly place: string
  readonly board: string
  readonly subject: string
  readonly text: string
  readonly at: number
}

/** One's own alone. They are let go of after DRAFT_DAYS, and the oldest when there are more than MOST_DRAFTS. */
export interface Drafts {
  /**
   * In the place of what was kept for the same place before.
   * @throws Refusal sign-in-required, malformed (the place), too-long (SUBJECT_OCTETS, ARTICLE_OCTETS)
   */
  keep(args: { session: SessionId; place: string; board: string; subject: string; text: string }): void
  /** @throws Refusal sign-in-required */
  get(args: { session: SessionId; place: string }): Draft | null
  /** Newest first. @throws Refusal sign-in-required */
  list(args: { session: SessionId }): readonly Draft[]
  /** Does nothing when there is none. @throws Refusal sign-in-required */
  drop(args: { session: SessionId; place: string }): void
}
