// What those who keep order on boards did and why, for the staff's log.

import type { AccountRepository } from '../accounts/account-repository.ts'
import type { Actor } from '../accounts/session.ts'
import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'

export interface StaffLogOptions {
  readonly clock: Clock
  readonly accounts: AccountRepository
  readonly sanitizer: Sanitizer
}

const REASON_OCTETS = 300

/** Runs inside a command, as part of what it tells of. */
export class StaffLog {
  readonly #options: StaffLogOptions

  constructor(options: StaffLogOptions) {
    this.#options = options
  }

  note(actor: Actor, act: string, target: string, reason: string): void {
    const { accounts, clock } = this.#options
    accounts.audit({ at: clock.now(), actor: nameOf(actor), act, target, reason })
  }

  /** A reason as it may be kept and told. @throws Refusal too-long */
  reason(text: string): string {
    const clean = this.#options.sanitizer.line(text).trim()
    if (Buffer.byteLength(clean) > REASON_OCTETS) throw new Refusal('too-long', `${REASON_OCTETS} octets`)
    return clean
  }
}

/** The console has no account: it is the machine's own. */
export const nameOf = (actor: Actor): string => actor.accountName ?? actor.face
