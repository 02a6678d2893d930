// What the staff does to accounts: letting in, adding, roles, bans, new passwords. Every act is judged and written to
// the audit log in the same transaction.

import { foldName, isAccountName, nameSkeleton } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, type HouseAct, outranks, type Role } from '../visibility.ts'
import { type Account, requireDisplayName, requirePassword } from './account.ts'
import type { Accounts, StaffSession } from './account-calls.ts'
import type { AccountRepository, CredentialRepository, PasswordHasher } from './account-repository.ts'
import { parseSshKey } from './digest.ts'
import type { Actor } from './session.ts'
import type { SessionService } from './session-service.ts'

export interface StaffServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly credentials: CredentialRepository
  readonly hasher: PasswordHasher
  readonly sanitizer: Sanitizer
}

const PAGE = 200

export class StaffService {
  readonly #options: StaffServiceOptions

  constructor(options: StaffServiceOptions) {
    this.#options = options
  }

  list({ session, state, search, after }: Parameters<Accounts['list']>[0]): readonly Account[] {
    this.#require(session, 'approve-accounts')
    const query = { state: state ?? null, search: foldName(search ?? ''), after: foldName(after ?? '') }
    return this.#options.accounts.list({ ...query, limit: PAGE })
  }

  sessionsOf({ session, name }: { session: SessionId; name: string }): readonly StaffSession[] {
    this.#require(session, 'kill')
    const account = this.#find(name)
    const presence = this.#options.sessions.findByNick(account.name)
    if (presence?.account?.id !== account.id) return []
    return [...presence.sessions].map(({ face, address, secure, since, active }) => ({
      ...{ face, address, secure, since, active },
    }))
  }

  approve({ session, name }: { session: SessionId; name: string }): Account {
    const actor = this.#require(session, 'approve-accounts')
    const account = this.#find(name)
    if (account.state !== 'pending') return account
    return this.#act(actor, 'approve', { ...account, state: 'active' }, '', () =>
      this.#options.accounts.setState(account.id, 'active', null, null),
    )
  }

  async add({ session, name, password, sshKey, role, displayName }: Parameters<Accounts['add']>[0]): Promise<Account> {
    const { accounts, credentials, hasher, sanitizer, clock } = this.#options
    const actor = this.#require(session, 'set-role')
    if (!isAccountName(name)) throw new Refusal('name-invalid', name)
    if (password !== undefined) requirePassword(password, name)
    const key = sshKey === undefined ? null : parseSshKey(sanitizer.line(sshKey), clock.now())
    const shown = sanitizer.line(displayName ?? '').trim()
    requireDisplayName(shown)
    const hash = password === undefined ? null : await hasher.hash(password)
    const folded = foldName(name)
    const skeleton = nameSkeleton(name)
    if (accounts.isTaken(folded, skeleton)) throw new Refusal('name-taken', name)
    return this.#options.tick.run(() => {
      const account = accounts.insert({
        ...{ name, folded, skeleton, displayName: shown, password: hash },
        ...{ role: role ?? 'member', state: 'active', created: clock.now() },
      })
      if (key !== null) credentials.addKey(account.id, key)
      this.#audit(actor, 'add', name, account.role)
      this.#options.tick.publish({ type: 'account.registered', account: account.name, pending: false })
      return account
    })
  }

  setRole({ session, name, role }: { session: SessionId; name: string; role: Exclude<Role, 'guest'> }): Account {
    const actor = this.#require(session, 'set-role')
    const account = this.#find(name)
    return this.#act(actor, 'set-role', { ...account, role }, role, () =>
      this.#options.accounts.setRole(account.id, role),
    )
  }

  async setPassword({ session, name, password }: Parameters<Accounts['setPassword']>[0]): Promise<void> {
    const actor = this.#require(session, 'set-any-password')
    const account = this.#find(name)
    requirePassword(password, account.name)
    const hash = await this.#options.hasher.hash(password)
    this.#options.tick.run(() => {
      this.#options.credentials.setPassword(account.id, hash)
      this.#audit(actor, 'set-password', account.name, '')
    })
  }

  ban({ session, name, reason, until }: Parameters<Accounts['ban']>[0]): Account {
    const actor = this.#require(session, 'ban')
    const account = this.#find(name)
    // Nobody bans their equals, or themselves out of the house; the console may.
    if (outranks(account.role, actor.role) && actor.face !== 'console') {
      throw new Refusal('not-permitted', `${account.name} is ${account.role}`)
    }
    const why = this.#options.sanitizer.line(reason).trim()
    const banned: Account = { ...account, state: 'banned', banReason: why, banUntil: until }
    return this.#act(actor, 'ban', banned, why, () => {
      this.#options.accounts.setState(account.id, 'banned', why, until)
      this.#options.sessions.dismiss(account.id, why === '' ? 'banned' : `banned: ${why}`)
    })
  }

  unban({ session, name }: { session: SessionId; name: string }): Account {
    const actor = this.#require(session, 'ban')
    const account = this.#find(name)
    if (account.state !== 'banned') return account
    const free: Account = { ...account, state: 'active', banReason: null, banUntil: null }
    return this.#act(actor, 'unban', free, '', () => this.#options.accounts.setState(account.id, 'active', null, null))
  }

  #act(actor: Actor, act: string, after: Account, reason: string, store: () => void): Account {
    return this.#options.tick.run(() => {
      store()
      this.#audit(actor, act, after.name, reason)
      const presence = this.#options.sessions.refresh(after)
      this.#options.tick.publish({ type: 'account.changed', account: after.name, presence })
      return after
    })
  }

  #audit(actor: Actor, act: string, target: string, reason: string): void {
    const who = actor.accountName ?? actor.face
    this.#options.accounts.audit({ at: this.#options.clock.now(), actor: who, act, target, reason })
  }

  #require(session: SessionId, act: HouseAct): Actor {
    const actor = this.#options.sessions.actor(session)
    if (!canDo(actor, act)) throw new Refusal('not-permitted', act)
    return actor
  }

  #find(name: string): Account {
    const account = this.#options.accounts.byFoldedName(foldName(name))
    if (account === undefined) throw new Refusal('no-such-account', name)
    return account
  }
}
