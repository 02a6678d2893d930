// What the contract offers on keeping order. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { AuditEntry, Ban, DefconLevel } from './ban.ts'

export interface Moderation {
  /**
   * Shuts somebody out of the house, on every face, and ends the sessions of those it fits. `target`: an account's name,
   * an address, a network in CIDR notation, or a mask `nick!user@host`. `until` null is for good.
   * @throws Refusal not-permitted, malformed, too-long, no-such-account
   */
  ban(args: { session: SessionId; target: string; reason: string; until: number | null }): Ban
  /** @throws Refusal not-permitted, malformed, no-such-thing, no-such-account */
  unban(args: { session: SessionId; target: string }): void
  /** Those that stand, of all kinds. @throws Refusal not-permitted */
  bans(args: { session: SessionId }): readonly Ban[]
  /** Ends all sessions of a nick, which may come back. @throws Refusal not-permitted, no-such-nick, too-long */
  kill(args: { session: SessionId; nick: string; reason: string }): void
  /** How far the house is closed: 5 not at all, 1 to all but the staff. */
  defcon(args: { session: SessionId }): DefconLevel
  /** @throws Refusal not-permitted, malformed, too-long */
  setDefcon(args: { session: SessionId; level: DefconLevel; reason: string }): void
  /** A word to everybody who listens for the staff's (user mode `w` on IRC). @throws Refusal not-permitted, empty */
  announce(args: { session: SessionId; text: string }): void
  /** What the staff did and why, newest first: at most `limit` (1-200) entries with an id below `before`. @throws Refusal not-permitted */
  log(args: { session: SessionId; before?: number; limit: number }): readonly AuditEntry[]
  /** A gateway did something for a sysop that belongs in the log. @throws Refusal not-permitted, too-long */
  record(args: { session: SessionId; act: string; target: string; reason: string }): void
}
