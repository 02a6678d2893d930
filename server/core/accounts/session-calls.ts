// What the contract offers on sessions and who is here. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { Actor, Census, Face, OwnSession, PresenceView } from './session.ts'

export interface Sessions {
  /** A connection came in. It is nobody yet, and nobody sees it. `address` is an IP address, or '' when local. */
  open(args: { face: Face; address: string; secure: boolean }): SessionId
  /** The connection is gone; closing a closed session does nothing. `reason` is shown to channel mates. */
  close(args: { session: SessionId; reason: string }): void
  /**
   * Enters without an account, as `nick` or as `guest-NNNN`.
   * @throws Refusal already-signed-in, name-invalid, name-reserved, name-taken, name-belongs-to-account,
   *   not-permitted (the house takes no guests)
   */
  enterAsGuest(args: { session: SessionId; nick?: string }): Actor
  /** A guest takes another nick; an account's nick is its name. @throws as enterAsGuest; not-permitted */
  rename(args: { session: SessionId; nick: string }): Actor
  whoAmI(args: { session: SessionId }): Actor
  /** Everybody who has a nick, longest on first. */
  online(args: { session: SessionId }): readonly PresenceView[]
  census(args: { session: SessionId }): Census
  /** @throws Refusal no-such-nick */
  presence(args: { session: SessionId; nick: string }): PresenceView
  /**
   * This session is away (null: back). Others see a nick as away while all its sessions are. `isPassive`: nobody sits
   * there, and nobody has said why. May be said before the session has a nick. @throws Refusal too-long (AWAY_OCTETS)
   */
  setAway(args: { session: SessionId; away: string | null; isPassive?: boolean }): void
  /** This session is a program's, and says so. */
  setBot(args: { session: SessionId; isBot: boolean }): void
  /** While any session of a nick says so, guests cannot write to it privately. */
  setAccountsOnly(args: { session: SessionId; accountsOnly: boolean }): void
  /** The sessions that act as the caller's account, oldest first. @throws Refusal sign-in-required */
  own(args: { session: SessionId }): readonly OwnSession[]
  /** Ends all of them but the caller's; says how many there were. @throws Refusal sign-in-required */
  endOthers(args: { session: SessionId }): number
  /** The caller did something: keeps "idle" honest. At most one call a second is worth making. */
  touch(args: { session: SessionId }): void
}
