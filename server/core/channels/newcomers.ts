// Who is new here: an account in its first hours, or a guest, of whom only a few lines have been heard. Counting ends
// when somebody is known, so that it costs nothing for most.

import type { Presence } from '../accounts/presence.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, PresenceId } from '../ids.ts'
import type { Tick } from '../tick.ts'
import { outranks } from '../visibility.ts'
import type { HoldRepository } from './hold-repository.ts'

export interface NewcomerRules {
  /** An account is new for so many hours at most. */
  readonly hours: number
  /** And until so many of its lines were heard; 0: nobody is new. */
  readonly lines: number
}

export interface NewcomersOptions {
  readonly clock: Clock
  readonly tick: Tick
  readonly holds: HoldRepository
}

const HOUR = 3_600_000

export class Newcomers {
  readonly #options: NewcomersOptions
  readonly #rules: NewcomerRules
  readonly #accounts = new Map<AccountId, number>()
  readonly #guests = new Map<PresenceId, number>()

  constructor(options: NewcomersOptions, rules: NewcomerRules) {
    this.#options = options
    this.#rules = rules
    options.tick.subscribe((event) => {
      if (event.type === 'presence.left') this.#guests.delete(event.who.presence)
    })
  }

  isNew({ id, account }: Presence): boolean {
    const { hours, lines } = this.#rules
    if (lines === 0) return false
    if (account === null) return (this.#guests.get(id) ?? 0) < lines
    if (outranks(account.role, 'moderator')) return false
    if (this.#options.clock.now() - account.created >= hours * HOUR) return false
    return this.#linesOf(account.id) < lines
  }

  /** A line of theirs was heard. Runs inside a command. */
  heard(presence: Presence): void {
    if (!this.isNew(presence)) return
    const { id, account } = presence
    if (account === null) this.#guests.set(id, (this.#guests.get(id) ?? 0) + 1)
    else this.#set(account.id, this.#linesOf(account.id) + 1)
  }

  /** Somebody has vouched for them: they are known from now on. Runs inside a command. */
  trust(account: AccountId | null, presence: PresenceId | null): void {
    if (account !== null) this.#set(account, this.#rules.lines)
    else if (presence !== null) this.#guests.set(presence, this.#rules.lines)
  }

  #linesOf(account: AccountId): number {
    const known = this.#accounts.get(account) ?? this.#options.holds.heard(account)
    this.#accounts.set(account, known)
    return known
  }

  #set(account: AccountId, lines: number): void {
    this.#options.holds.setHeard(account, lines)
    this.#accounts.set(account, lines)
  }
}
