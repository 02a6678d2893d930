// Who may come in at all: asked by the sessions whenever somebody connects, takes a nick, or signs in. Answered by the
// moderation area, which keeps the bans and the house's state of alarm.

import type { Role } from '../visibility.ts'
import type { Face } from './session.ts'

export interface Newcomer {
  readonly address: string
  readonly nick: string
  readonly host: string
  /** The account's name; null for a guest. */
  readonly account: string | null
  readonly role: Role
}

export interface Gate {
  /** A connection came in. @throws Refusal house-banned */
  requireMayConnect(connection: { readonly face: Face; readonly address: string }): void
  /** Somebody wants to be here under this nick. @throws Refusal house-banned, house-closed */
  requireMayEnter(newcomer: Newcomer): void
  /** @throws Refusal house-closed */
  requireMayRegister(): void
}
