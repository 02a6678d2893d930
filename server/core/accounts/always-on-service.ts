// Always on: an account that stays in its channels with no session, as a bouncer would have it. Where it is, is kept in
// the store and found again after a restart; whether it may be there is judged anew each time, by the channel.

import { foldName } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { CoreEvent } from '../events.ts'
import type { AccountId, SessionId } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import type { Account } from './account.ts'
import type { AlwaysOn } from './account-calls.ts'
import type { AccountRepository } from './account-repository.ts'
import type { AlwaysOnRepository } from './always-on-repository.ts'
import type { SessionService } from './session-service.ts'

export interface AlwaysOnServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly repository: AlwaysOnRepository
  /** @throws Refusal when the channel will not have it */
  readonly join: (args: { session: SessionId; channel: string }) => unknown
}

export class AlwaysOnService implements AlwaysOn {
  readonly #options: AlwaysOnServiceOptions
  readonly #accounts = new Set<AccountId>()
  #restoring = false

  constructor(options: AlwaysOnServiceOptions) {
    this.#options = options
    for (const account of options.repository.all()) this.#accounts.add(account)
    options.tick.subscribe((event) => this.#heed(event))
  }

  /** Whether a presence of this account outlives its last session. */
  stays(account: Account): boolean {
    return this.#accounts.has(account.id)
  }

  isOn({ session }: { session: SessionId }): boolean {
    return this.stays(this.#options.sessions.requireAccount(session))
  }

  set({ session, on }: { session: SessionId; on: boolean }): void {
    const { tick, clock, sessions, repository } = this.#options
    const { id } = sessions.requireAccount(session)
    const { channels } = sessions.requirePresence(session)
    tick.run(() => {
      if (on) {
        repository.put(id, clock.now())
        for (const channel of channels) repository.remember(id, channel)
        this.#accounts.add(id)
      } else {
        repository.remove(id)
        this.#accounts.delete(id)
      }
    })
  }

  /** After a start: everybody who is always on comes in, and goes where they were. */
  restore(): void {
    const { sessions, accounts } = this.#options
    this.#restoring = true
    for (const id of this.#accounts) {
      const account = accounts.byId(id)
      if (account === undefined || account.state !== 'active') continue
      const session = sessions.open({ face: 'irc', address: '', secure: true })
      this.#attempt(() => this.#comeIn(session, account))
      sessions.close({ session, reason: '' })
    }
    this.#restoring = false
  }

  #comeIn(session: SessionId, account: Account): void {
    const { tick, sessions, repository, join } = this.#options
    tick.run(() => sessions.signIn(session, account))
    for (const channel of repository.channels(account.id)) this.#attempt(() => join({ session, channel }))
  }

  /** A ban, a closed house: then it stays out this time, and is tried again at the next start. */
  #attempt(act: () => unknown): void {
    try {
      act()
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }

  #heed(event: CoreEvent): void {
    if (this.#restoring) return
    if (event.type === 'channel.joined') this.#note(event.who.account, [], [event.channel])
    else if (event.type === 'channel.parted') this.#note(event.who.account, [event.channel], [])
    else if (event.type === 'channel.kicked') this.#note(event.who.account, [event.channel], [])
    else if (event.type === 'channel.renamed') this.#renamed(event.from, event.channel)
  }

  #note(name: string | null, gone: readonly string[], come: readonly string[]): void {
    if (name === null || this.#accounts.size === 0) return
    const { tick, accounts, repository } = this.#options
    const account = accounts.byFoldedName(foldName(name))
    if (account === undefined || !this.stays(account)) return
    tick.run(() => {
      for (const channel of gone) repository.forget(account.id, channel)
      for (const channel of come) repository.remember(account.id, channel)
    })
  }

  #renamed(from: string, to: string): void {
    const { tick, repository } = this.#options
    tick.run(() => {
      for (const account of this.#accounts) {
        if (!repository.channels(account).includes(from)) continue
        repository.forget(account, from)
        repository.remember(account, to)
      }
    })
  }
}
