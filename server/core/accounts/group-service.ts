// Groups of accounts: made, filled and taken away by the sysop. An account that is on gains and loses what its groups
// open at once.

import { foldName } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import type { Account } from './account.ts'
import type { AccountRepository } from './account-repository.ts'
import type { Groups, GroupView } from './group-calls.ts'
import type { GroupRepository } from './group-repository.ts'
import type { Actor } from './session.ts'
import type { SessionService } from './session-service.ts'

export interface GroupServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly repository: GroupRepository
}

const GROUP_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/
const MOST_GROUPS = 200
/** An account is in at most so many. */
const MOST_OF_ONE = 50

type OneMember = Parameters<Groups['addMember']>[0]

export class GroupService implements Groups {
  readonly #options: GroupServiceOptions

  constructor(options: GroupServiceOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly GroupView[] {
    this.#require(session)
    return this.#options.repository.groups()
  }

  add({ session, group }: { session: SessionId; group: string }): void {
    this.make(this.#require(session), group)
  }

  // What follows judges no role: for calls of the contract, and for areas whose own rules say who may (classes).

  find(group: string): GroupView | undefined {
    return this.#options.repository.groups().find(({ name }) => name === group)
  }

  /** @throws Refusal name-invalid, already-exists, too-many */
  make(actor: Actor, group: string): void {
    const { repository, tick, clock } = this.#options
    if (!GROUP_NAME.test(group)) throw new Refusal('name-invalid', group.slice(0, 40))
    if (repository.has(group)) throw new Refusal('already-exists', group)
    if (repository.groups().length >= MOST_GROUPS) throw new Refusal('too-many', `${MOST_GROUPS} groups`)
    tick.run(() => {
      repository.insert(group, clock.now())
      this.#audit(actor, 'add-group', group, '')
    })
  }

  remove({ session, group }: { session: SessionId; group: string }): void {
    const { repository, tick, accounts } = this.#options
    const actor = this.#require(session)
    const found = repository.groups().find(({ name }) => name === group)
    if (found === undefined) throw new Refusal('no-such-thing', group)
    if (repository.isUsed(group)) throw new Refusal('in-use', group)
    tick.run(() => {
      repository.remove(group)
      this.#audit(actor, 'remove-group', group, '')
      for (const name of found.members) this.#refresh(accounts.byFoldedName(foldName(name)))
    })
  }

  addMember({ session, group, account: name }: OneMember): void {
    const { actor, account } = this.#requireBoth(session, group, name)
    this.enlist(actor, group, account)
  }

  /** @throws Refusal too-many */
  enlist(actor: Actor, group: string, account: Account): void {
    if (account.groups.includes(group)) return
    if (account.groups.length >= MOST_OF_ONE) throw new Refusal('too-many', `${MOST_OF_ONE} groups`)
    this.#options.tick.run(() => {
      this.#options.repository.addMember(group, account.id)
      this.#audit(actor, 'join-group', account.name, group)
      this.#refresh(this.#options.accounts.byId(account.id))
    })
  }

  removeMember({ session, group, account: name }: OneMember): void {
    const { actor, account } = this.#requireBoth(session, group, name)
    this.strike(actor, group, account)
  }

  strike(actor: Actor, group: string, account: Account): void {
    if (!account.groups.includes(group)) return
    this.#options.tick.run(() => {
      this.#options.repository.removeMember(group, account.id)
      this.#audit(actor, 'leave-group', account.name, group)
      this.#refresh(this.#options.accounts.byId(account.id))
    })
  }

  #refresh(account: Account | undefined): void {
    if (account === undefined) return
    const presence = this.#options.sessions.refresh(account)
    this.#options.tick.publish({ type: 'account.changed', account: account.name, presence })
  }

  #requireBoth(session: SessionId, group: string, name: string): { readonly actor: Actor; readonly account: Account } {
    const actor = this.#require(session)
    if (!this.#options.repository.has(group)) throw new Refusal('no-such-thing', group)
    const account = this.#options.accounts.byFoldedName(foldName(name))
    if (account === undefined) throw new Refusal('no-such-account', name)
    return { actor, account }
  }

  #require(session: SessionId): Actor {
    const actor = this.#options.sessions.actor(session)
    if (!canDo(actor, 'set-groups')) throw new Refusal('not-permitted', 'groups')
    return actor
  }

  #audit(actor: Actor, act: string, target: string, reason: string): void {
    const who = actor.accountName ?? actor.face
    this.#options.accounts.audit({ at: this.#options.clock.now(), actor: who, act, target, reason })
  }
}
