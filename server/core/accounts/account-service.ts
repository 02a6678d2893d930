// Accounts as their owners use them: registering, signing in, password and profile. Keys and app passwords are in
// credential-service.ts, what the staff does in staff-service.ts.

import { foldName, nameSkeleton } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import {
  type Account,
  requireAccountName,
  requireActive,
  requireDisplayName,
  requirePassword,
  type Settings,
} from './account.ts'
import type { Accounts, Registration } from './account-calls.ts'
import type { AccountRepository, CredentialRepository, PasswordHasher } from './account-repository.ts'
import { digestOf, parseSshKey } from './digest.ts'
import type { LoginThrottle } from './login-throttle.ts'
import { originOf } from './presence.ts'
import type { RecentLogins } from './recent-logins.ts'
import type { SessionService } from './session-service.ts'

export interface AccountServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly credentials: CredentialRepository
  readonly hasher: PasswordHasher
  readonly throttle: LoginThrottle
  readonly recent: RecentLogins
  readonly registration: Omit<Registration, 'unclaimed'>
  readonly sanitizer: Sanitizer
}

type Register = Parameters<Accounts['register']>[0]

/** A newsreader opens four connections at once, and none of them has to wait for the disk to note the same again. */
const SEEN_ANEW_MS = 60_000

export class AccountService {
  readonly #options: AccountServiceOptions
  readonly #deriving = new Set<Account['id']>()

  constructor(options: AccountServiceOptions) {
    this.#options = options
  }

  registration(_: { session: SessionId }): Registration {
    const { registration, accounts, credentials } = this.#options
    return { ...registration, unclaimed: credentials.claimCode() !== null && !accounts.hasSysop() }
  }

  checkName({ session, name }: { session: SessionId; name: string }): void {
    requireAccountName(name)
    const wearer = this.#options.sessions.findByNick(name)
    const own = this.#options.sessions.actor(session).presence
    if (wearer !== undefined && wearer.id !== own) throw new Refusal('name-taken', name)
    if (this.#options.accounts.isTaken(foldName(name), nameSkeleton(name))) throw new Refusal('name-taken', name)
  }

  async register({ session, name, password, invite, sshKey }: Register): Promise<Account> {
    const { sessions, throttle, hasher, clock } = this.#options
    sessions.requireMayRegister()
    sessions.requireStranger(session)
    this.checkName({ session, name })
    requirePassword(password, name)
    this.#requireInvite(invite)
    const key = sshKey === undefined ? null : parseSshKey(sshKey, clock.now())
    throttle.take(sessions.addressOf(session), name)
    const hash = await hasher.hash(password)
    // The world went on while we hashed: the name may be gone, the session too.
    sessions.requireStranger(session)
    this.checkName({ session, name })
    const registered = this.#options.tick.run(() => {
      this.#requireInvite(invite)
      const account = this.#insert(name, hash)
      if (this.#options.registration.mode === 'invite') {
        this.#options.credentials.useInvite(digestOf(invite ?? ''), account.id)
      }
      if (key !== null) this.#options.credentials.addKey(account.id, key)
      const pending = account.state === 'pending'
      this.#options.tick.publish({ type: 'account.registered', account: account.name, pending })
      if (!pending) sessions.signIn(session, account)
      return account
    })
    this.#keepVerifier(registered, password)
    return registered
  }

  async signIn({ session, name, password, again = false }: Parameters<Accounts['signIn']>[0]): Promise<Account> {
    const { sessions, throttle, accounts, credentials } = this.#options
    if (!again) sessions.requireStranger(session)
    const address = sessions.addressOf(session)
    throttle.take(address, name)
    const found = accounts.byFoldedName(foldName(name))
    const appPassword = found === undefined ? undefined : credentials.findAppPassword(found.id, digestOf(password))
    if (found === undefined || appPassword === undefined) {
      // An unknown name takes the same path and the same time as a known one.
      const hash = found === undefined ? null : credentials.password(found.id)
      if (!(await this.#isRight(found, hash, password))) throw new Refusal('wrong-credentials')
    }
    if (found === undefined) throw new Refusal('wrong-credentials')
    throttle.giveBack(address, name)
    const account = this.enter(session, found, { appPassword, again })
    if (appPassword === undefined) this.#keepVerifier(found, password)
    return account
  }

  acceptsKey({ name, publicKey }: { session: SessionId; name: string; publicKey: string }): boolean {
    return this.#accountWithKey(name, publicKey) !== undefined
  }

  signInWithKey({ session, name, publicKey }: { session: SessionId; name: string; publicKey: string }): Account {
    this.#options.sessions.requireStranger(session)
    const account = this.#accountWithKey(name, publicKey)
    if (account === undefined) throw new Refusal('wrong-credentials')
    return this.enter(session, account, {})
  }

  signOut({ session }: { session: SessionId }): void {
    this.#options.tick.run(() => this.#options.sessions.signOut(session))
  }

  me({ session }: { session: SessionId }): Account {
    return this.#options.sessions.requireAccount(session)
  }

  async changePassword({
    session,
    current,
    next,
  }: {
    session: SessionId
    current: string
    next: string
  }): Promise<void> {
    const { sessions, throttle, credentials, hasher } = this.#options
    const account = sessions.requireAccount(session)
    requirePassword(next, account.name)
    throttle.take(sessions.addressOf(session), account.name)
    const stored = credentials.password(account.id)
    // An account that was made with a key alone has no password to ask for.
    if (stored !== null && !(await hasher.verify(stored, current))) throw new Refusal('wrong-credentials')
    throttle.giveBack(sessions.addressOf(session), account.name)
    const hash = await hasher.hash(next)
    this.#options.tick.run(() => credentials.setPassword(account.id, hash))
    this.#keepVerifier(account, next)
  }

  setDisplayName({ session, displayName }: { session: SessionId; displayName: string }): Account {
    const account = this.#options.sessions.requireAccount(session)
    const clean = this.#options.sanitizer.line(displayName).trim()
    requireDisplayName(clean)
    return this.#options.tick.run(() => {
      this.#options.accounts.setDisplayName(account.id, clean)
      const changed = this.#changed({ ...account, displayName: clean })
      if (clean !== account.displayName) this.#tellDisplayName(session, clean)
      return changed
    })
  }

  setSettings({ session, settings }: { session: SessionId; settings: Partial<Settings> }): Account {
    const account = this.#options.sessions.requireAccount(session)
    const next = { ...account.settings, ...settings }
    if (!/^[A-Za-z0-9-]{1,35}$/.test(next.language)) throw new Refusal('malformed', 'language')
    return this.#options.tick.run(() => {
      this.#options.accounts.setSettings(account.id, next)
      return this.#changed({ ...account, settings: next })
    })
  }

  #tellDisplayName(session: SessionId, displayName: string): void {
    const presence = this.#options.sessions.requirePresence(session)
    const [who, channels] = [originOf(presence), [...presence.channels]]
    const told = { type: 'presence.display-name-set' as const, who, displayName, channels, session }
    this.#options.tick.publish({ ...told, ...this.#options.sessions.hush(presence) })
  }

  /** Made once, in the background, when the password is seen: clients that speak SCRAM never send it. */
  #keepVerifier(account: Account, password: string): void {
    const { credentials, hasher, tick } = this.#options
    const hash = credentials.password(account.id)
    if (hash === null || credentials.scram(account.id) !== null || this.#deriving.has(account.id)) return
    this.#deriving.add(account.id)
    hasher
      .scram(password)
      .then((verifier) => {
        // The password may have been changed meanwhile.
        if (credentials.password(account.id) === hash) tick.run(() => credentials.setScram(account.id, verifier))
      })
      // A house that is closing, or one with too much to do: the next login will do.
      .catch(() => {})
      .finally(() => this.#deriving.delete(account.id))
  }

  async #isRight(account: Account | undefined, hash: string | null, password: string): Promise<boolean> {
    const { recent, hasher } = this.#options
    if (account === undefined || hash === null) return hasher.verify(null, password)
    if (recent.isKnown(account.id, hash, password)) return true
    const isRight = await hasher.verify(hash, password)
    if (isRight) recent.remember(account.id, hash, password)
    return isRight
  }

  #changed(account: Account): Account {
    const presence = this.#options.sessions.refresh(account)
    this.#options.tick.publish({ type: 'account.changed', account: account.name, presence })
    return account
  }

  #insert(name: string, password: string): Account {
    const { accounts, registration, clock } = this.#options
    return accounts.insert({
      name,
      folded: foldName(name),
      skeleton: nameSkeleton(name),
      displayName: '',
      password,
      role: 'member',
      state: registration.mode === 'approve' ? 'pending' : 'active',
      created: clock.now(),
    })
  }

  /**
   * For the other services: the session acts as this account from now on. `again`: also when it acts as another.
   * @throws Refusal wrong-credentials, account-pending, account-banned, already-signed-in
   */
  enter(
    session: SessionId,
    found: Account,
    { appPassword, again = false }: { appPassword?: number | undefined; again?: boolean },
  ): Account {
    const { tick, clock, accounts, credentials, sessions } = this.#options
    const now = clock.now()
    // Looked up again: it may have been banned while the password was checked.
    const account = accounts.byId(found.id)
    if (account === undefined) throw new Refusal('wrong-credentials')
    requireActive(account, now)
    if (!again) sessions.requireStranger(session)
    return tick.run(() => {
      if (account.state === 'banned') accounts.setState(account.id, 'active', null, null)
      if (now - (account.lastSeen ?? 0) >= SEEN_ANEW_MS) accounts.setLastSeen(account.id, now)
      if (appPassword !== undefined) credentials.markAppPasswordUsed(appPassword, now)
      const current: Account = { ...account, state: 'active', banReason: null, banUntil: null, lastSeen: now }
      sessions.signIn(session, current)
      return current
    })
  }

  #accountWithKey(name: string, publicKey: string): Account | undefined {
    const account = this.#options.accounts.byFoldedName(foldName(name))
    if (account === undefined) return undefined
    const keys = this.#options.credentials.keys(account.id)
    return keys.some((key) => key.publicKey === publicKey) ? account : undefined
  }

  #requireInvite(invite: string | undefined): void {
    if (this.#options.registration.mode !== 'invite') return
    if (invite === undefined || invite === '') throw new Refusal('registration-closed', 'by invitation')
    if (!this.#options.credentials.isInviteOpen(digestOf(invite))) throw new Refusal('invite-invalid')
  }
}
