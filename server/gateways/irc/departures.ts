// When the clients of an account went away, so that each is given what it missed when it comes back. An account's clients
// are told apart by what they say in USER. Memory only: after a restart, what the core has noted of the account serves.

import { foldName } from '../../../shared/names.ts'
import type { IrcSession } from './session.ts'

const MOST = 20_000

export class Departures {
  readonly #times = new Map<string, number>()

  /** A session ends. */
  note(session: IrcSession): void {
    const account = session.presence?.who.account
    if (account != null && session.isRegistered) this.#put(keyOf(account, session.device))
  }

  /** The last session of an account that stays has ended, on whatever face. */
  noteAccount(account: string | null): void {
    if (account !== null) this.#put(foldName(account))
  }

  /** When this client was last here, in milliseconds since 1970. */
  ofClient({ presence, device }: IrcSession): number | null {
    const account = presence?.who.account
    return account == null ? null : (this.#times.get(keyOf(account, device)) ?? null)
  }

  /** When anybody last sat at this account. */
  ofAccount({ presence }: IrcSession): number | null {
    const account = presence?.who.account
    return account == null ? null : (this.#times.get(foldName(account)) ?? null)
  }

  #put(key: string): void {
    // Put again, so that the oldest stand first.
    this.#times.delete(key)
    this.#times.set(key, Date.now())
    const [oldest] = this.#times.keys()
    if (this.#times.size > MOST && oldest !== undefined) this.#times.delete(oldest)
  }
}

const keyOf = (account: string, device: string): string => `${foldName(account)} ${device}`
