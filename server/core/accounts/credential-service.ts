// The other keys to an account: SSH keys, app passwords for faces that store one, the first sysop's code, invites.

import { APP_PASSWORDS_PER_ACCOUNT, SSH_KEYS_PER_ACCOUNT } from '../../../shared/limits.ts'
import type { Clock } from '../clock.ts'
import type { Entropy, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import type { Account, AppPassword, SshKey } from './account.ts'
import type { AccountRepository, CredentialRepository } from './account-repository.ts'
import { digestOf, isSameCode, parseSshKey } from './digest.ts'
import type { LoginThrottle } from './login-throttle.ts'
import type { SessionService } from './session-service.ts'

export interface CredentialServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly credentials: CredentialRepository
  readonly throttle: LoginThrottle
  readonly sanitizer: Sanitizer
}

const LABEL_OCTETS = 60

export class CredentialService {
  readonly #options: CredentialServiceOptions

  constructor(options: CredentialServiceOptions) {
    this.#options = options
  }

  keys({ session }: { session: SessionId }): readonly SshKey[] {
    return this.#options.credentials.keys(this.#options.sessions.requireAccount(session).id)
  }

  addKey({ session, line }: { session: SessionId; line: string }): SshKey {
    const { tick, clock, credentials, sessions, sanitizer } = this.#options
    const account = sessions.requireAccount(session)
    const key = parseSshKey(sanitizer.line(line), clock.now())
    const standing = credentials.keys(account.id)
    if (standing.some((each) => each.fingerprint === key.fingerprint)) {
      throw new Refusal('already-exists', key.fingerprint)
    }
    if (standing.length >= SSH_KEYS_PER_ACCOUNT) throw new Refusal('too-many', `${SSH_KEYS_PER_ACCOUNT} keys`)
    tick.run(() => credentials.addKey(account.id, key))
    return key
  }

  removeKey({ session, fingerprint }: { session: SessionId; fingerprint: string }): void {
    const account = this.#options.sessions.requireAccount(session)
    const removed = this.#options.tick.run(() => this.#options.credentials.removeKey(account.id, fingerprint))
    if (!removed) throw new Refusal('no-such-thing', fingerprint)
  }

  appPasswords({ session }: { session: SessionId }): readonly AppPassword[] {
    return this.#options.credentials.appPasswords(this.#options.sessions.requireAccount(session).id)
  }

  addAppPassword({ session, label }: { session: SessionId; label: string }): { entry: AppPassword; secret: string } {
    const { tick, clock, entropy, credentials, sessions, sanitizer } = this.#options
    const account = sessions.requireAccount(session)
    const clean = sanitizer.line(label).trim()
    if (clean === '') throw new Refusal('empty', 'label')
    if (Buffer.byteLength(clean) > LABEL_OCTETS) throw new Refusal('too-long', 'label')
    if (credentials.appPasswords(account.id).length >= APP_PASSWORDS_PER_ACCOUNT) {
      throw new Refusal('too-many', `${APP_PASSWORDS_PER_ACCOUNT} app passwords`)
    }
    // 20 letters and digits are 119 bits; in groups of five, because people will read them from a screen.
    const secret = Array.from({ length: 4 }, () => entropy.token(5)).join('-')
    const entry = tick.run(() =>
      credentials.addAppPassword(account.id, { label: clean, digest: digestOf(secret), created: clock.now() }),
    )
    return { entry, secret }
  }

  removeAppPassword({ session, id }: { session: SessionId; id: number }): void {
    const account = this.#options.sessions.requireAccount(session)
    const removed = this.#options.tick.run(() => this.#options.credentials.removeAppPassword(account.id, id))
    if (!removed) throw new Refusal('no-such-thing', `${id}`)
  }

  claim({ session, code }: { session: SessionId; code: string }): Account {
    const { tick, clock, sessions, accounts, credentials, throttle } = this.#options
    const account = sessions.requireAccount(session)
    throttle.take(sessions.addressOf(session), account.name)
    // A sysop may also have been made by `admin user add`: then the code opens nothing any more.
    const wanted = accounts.hasSysop() ? null : credentials.claimCode()
    if (wanted === null || !isSameCode(code, wanted)) throw new Refusal('code-invalid')
    return tick.run(() => {
      credentials.setClaimCode(null)
      accounts.setRole(account.id, 'sysop')
      accounts.audit({ at: clock.now(), actor: account.name, act: 'claim', target: account.name, reason: '' })
      const sysop: Account = { ...account, role: 'sysop' }
      const presence = sessions.refresh(sysop)
      tick.publish({ type: 'account.changed', account: account.name, presence })
      return sysop
    })
  }

  /** The code of the first sysop, made when there is neither a sysop nor a code. Null once there is a sysop. */
  ensureClaimCode(): string | null {
    const { tick, entropy, accounts, credentials } = this.#options
    if (accounts.hasSysop()) return null
    const standing = credentials.claimCode()
    if (standing !== null) return standing
    const code = `${entropy.token(4)}-${entropy.token(4)}-${entropy.token(4)}`.toUpperCase()
    tick.run(() => credentials.setClaimCode(code))
    return code
  }

  invite({ session }: { session: SessionId }): string {
    const { tick, clock, entropy, credentials, sessions } = this.#options
    const account = sessions.requireAccount(session)
    if (!canDo(sessions.actor(session), 'invite')) throw new Refusal('not-permitted', 'invite')
    const code = entropy.token(12)
    const invite = { digest: digestOf(code), createdBy: account.id, created: clock.now() }
    tick.run(() => credentials.addInvite(invite))
    return code
  }
}
