// Signing in by proof instead of password: SCRAM, where the password never comes over, and client certificates, which
// the face has checked.

import { foldName } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import type { Account, Certificate } from './account.ts'
import type { Accounts } from './account-calls.ts'
import type { AccountRepository, CredentialRepository } from './account-repository.ts'
import type { AccountService } from './account-service.ts'
import type { LoginThrottle } from './login-throttle.ts'
import { judgeProof, readVerifier, SCRAM_ITERATIONS, type ScramVerifier } from './scram.ts'
import type { SessionService } from './session-service.ts'

export interface ProofServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly credentials: CredentialRepository
  readonly throttle: LoginThrottle
  /** Sixteen octets in base64, always the same for a name: what a name without an account is answered. */
  readonly decoySalt: (name: string) => string
}

const CERTIFICATES_PER_ACCOUNT = 20
const FINGERPRINT = /^[0-9a-f]{64}$/

export class ProofService {
  readonly #options: ProofServiceOptions
  readonly #own: AccountService

  constructor(options: ProofServiceOptions, own: AccountService) {
    this.#options = options
    this.#own = own
  }

  scramSalt({ name }: Parameters<Accounts['scramSalt']>[0]): { salt: string; iterations: number } {
    const verifier = this.#verifier(this.#options.accounts.byFoldedName(foldName(name)))
    if (verifier !== null) return { salt: verifier.salt, iterations: verifier.iterations }
    return { salt: this.#options.decoySalt(foldName(name)), iterations: SCRAM_ITERATIONS }
  }

  signInWithScram(args: Parameters<Accounts['signInWithScram']>[0]): { account: Account; signature: string } {
    const { session, name, authMessage, proof, again = false } = args
    const { sessions, throttle, accounts } = this.#options
    const address = sessions.addressOf(session)
    throttle.take(address, name)
    const found = accounts.byFoldedName(foldName(name))
    const verifier = this.#verifier(found)
    const signature = verifier === null ? null : judgeProof(verifier, authMessage, proof)
    if (found === undefined || signature === null) throw new Refusal('wrong-credentials')
    throttle.giveBack(address, name)
    return { account: this.#own.enter(session, found, { again }), signature }
  }

  certificates({ session }: { session: SessionId }): readonly Certificate[] {
    return this.#options.credentials.certificates(this.#options.sessions.requireAccount(session).id)
  }

  addCertificate({ session, fingerprint }: { session: SessionId; fingerprint: string }): Certificate {
    const { sessions, credentials, clock, tick } = this.#options
    const account = sessions.requireAccount(session)
    const plain = fingerprint.replaceAll(':', '').toLowerCase()
    if (!FINGERPRINT.test(plain)) throw new Refusal('key-invalid', 'the SHA-256 of a certificate, in hexadecimal')
    if (credentials.certificateOwner(plain) !== undefined) throw new Refusal('already-exists', plain)
    if (credentials.certificates(account.id).length >= CERTIFICATES_PER_ACCOUNT) {
      throw new Refusal('too-many', `${CERTIFICATES_PER_ACCOUNT} certificates`)
    }
    const certificate = { fingerprint: plain, added: clock.now() }
    tick.run(() => credentials.addCertificate(account.id, certificate))
    return certificate
  }

  removeCertificate({ session, fingerprint }: { session: SessionId; fingerprint: string }): void {
    const { sessions, credentials, tick } = this.#options
    const account = sessions.requireAccount(session)
    const plain = fingerprint.replaceAll(':', '').toLowerCase()
    const removed = tick.run(() => credentials.removeCertificate(account.id, plain))
    if (!removed) throw new Refusal('no-such-thing', fingerprint)
  }

  signInWithCertificate(args: Parameters<Accounts['signInWithCertificate']>[0]): Account {
    const { session, fingerprint, name = '', again = false } = args
    const { accounts, credentials, sessions, throttle } = this.#options
    throttle.take(sessions.addressOf(session), name)
    const id = credentials.certificateOwner(fingerprint)
    const account = id === undefined ? undefined : accounts.byId(id)
    if (account === undefined || (name !== '' && foldName(name) !== foldName(account.name))) {
      throw new Refusal('wrong-credentials')
    }
    throttle.giveBack(sessions.addressOf(session), name)
    return this.#own.enter(session, account, { again })
  }

  #verifier(account: Account | undefined): ScramVerifier | null {
    const text = account === undefined ? null : this.#options.credentials.scram(account.id)
    return text === null ? null : readVerifier(text)
  }
}
