// What sessions stand on, and what they ask of the areas that stand on them.

import type { Clock } from '../clock.ts'
import type { Entropy } from '../ids.ts'
import type { Msgids } from '../msgids.ts'
import type { Tick } from '../tick.ts'
import type { Account } from './account.ts'
import type { Hushed } from './account-events.ts'
import type { AccountRepository } from './account-repository.ts'
import type { Gate } from './gate.ts'
import type { Presence } from './presence.ts'
import type { Actor } from './session.ts'

export interface SessionServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly msgids: Msgids
  readonly accounts: AccountRepository
  readonly guests: 'talk' | 'look' | 'none'
  /** A stable, unguessable stand-in for an address: at most 8 characters. */
  readonly cloak: (address: string) => string
  /** Who may come in; nobody is turned away without one. */
  readonly gate: Gate
  /** Whether a presence of this account outlives its last session. */
  readonly stays: (account: Account) => boolean
  /** Of the channels that somebody is in, those in which the viewer may notice them. */
  readonly visibleChannels: (actor: Actor, presence: Presence) => readonly string[]
  /** The auditoriums in which only some may notice this presence. */
  readonly hushedIn: (presence: Presence) => readonly Hushed[]
}
