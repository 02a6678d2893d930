// What the contract offers on accounts and how one gets in. How the calls behave in general stands in
// ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { Account, AppPassword, Certificate, Settings, SshKey } from './account.ts'
import type { Face } from './session.ts'

export interface Registration {
  readonly mode: 'open' | 'approve' | 'invite'
  readonly guests: 'talk' | 'look' | 'none'
  /** There is no sysop yet: the code printed at the first start makes one (see `claim`). */
  readonly unclaimed: boolean
}

/** A session as the staff sees it. */
export interface StaffSession {
  readonly face: Face
  /** '' when it is local. */
  readonly address: string
  readonly secure: boolean
  readonly since: number
  readonly active: number
}

export interface Accounts {
  registration(args: { session: SessionId }): Registration
  /** Whether a name could be registered now. @throws Refusal name-invalid, name-reserved, name-taken */
  checkName(args: { session: SessionId; name: string }): void
  /**
   * Creates an account and signs the session in (unless it must be approved first: state `pending`).
   * `sshKey` is an authorized_keys line whose ownership the face has proved.
   * @throws Refusal name-…, password-weak, too-long, registration-closed, invite-invalid, throttled, already-signed-in
   */
  register(args: {
    session: SessionId
    name: string
    password: string
    invite?: string
    sshKey?: string
  }): Promise<Account>
  /** With the password or an app password; `again` lets a session that acts as one account go over to another. @throws Refusal wrong-credentials, account-pending, account-banned, throttled */
  signIn(args: { session: SessionId; name: string; password: string; again?: boolean }): Promise<Account>
  /** What a SCRAM-SHA-256 client needs (RFC 7677); a name without an account gets one too. `salt` is base64. */
  scramSalt(args: { session: SessionId; name: string }): { salt: string; iterations: number }
  /**
   * By a SCRAM-SHA-256 proof (base64) over `authMessage` (RFC 5802 §3); `signature` is the server's own.
   * @throws Refusal as signIn
   */
  signInWithScram(args: { session: SessionId; name: string; authMessage: string; proof: string; again?: boolean }): {
    account: Account
    signature: string
  }
  /** By a client certificate that the face has checked. With `name` it must be that account's. @throws as signIn */
  signInWithCertificate(args: { session: SessionId; fingerprint: string; name?: string; again?: boolean }): Account
  certificates(args: { session: SessionId }): readonly Certificate[]
  /** `fingerprint`: SHA-256, hexadecimal, with or without colons. @throws Refusal key-invalid, already-exists, too-many */
  addCertificate(args: { session: SessionId; fingerprint: string }): Certificate
  /** @throws Refusal no-such-thing */
  removeCertificate(args: { session: SessionId; fingerprint: string }): void
  /** Whether this key opens this account; the face proves the signature. `publicKey`: type and base64. */
  acceptsKey(args: { session: SessionId; name: string; publicKey: string }): boolean
  /** Signs in by a key whose ownership the face has proved. @throws Refusal as signIn */
  signInWithKey(args: { session: SessionId; name: string; publicKey: string }): Account
  /** Back to being nobody. */
  signOut(args: { session: SessionId }): void
  /** @throws Refusal sign-in-required */
  me(args: { session: SessionId }): Account
  /** @throws Refusal sign-in-required, wrong-credentials, password-weak, too-long, throttled */
  changePassword(args: { session: SessionId; current: string; next: string }): Promise<void>
  /** @throws Refusal sign-in-required, too-long */
  setDisplayName(args: { session: SessionId; displayName: string }): Account
  setSettings(args: { session: SessionId; settings: Partial<Settings> }): Account
  keys(args: { session: SessionId }): readonly SshKey[]
  /** `line` as in authorized_keys. @throws Refusal key-invalid, already-exists, too-many */
  addKey(args: { session: SessionId; line: string }): SshKey
  /** @throws Refusal no-such-thing */
  removeKey(args: { session: SessionId; fingerprint: string }): void
  appPasswords(args: { session: SessionId }): readonly AppPassword[]
  /** The secret is shown this once. @throws Refusal too-many, empty, too-long */
  addAppPassword(args: { session: SessionId; label: string }): { entry: AppPassword; secret: string }
  removeAppPassword(args: { session: SessionId; id: number }): void
  /** The first person becomes sysop with the code printed at the first start. @throws Refusal code-invalid, throttled */
  claim(args: { session: SessionId; code: string }): Account
  /** A code for one new account. @throws Refusal not-permitted */
  invite(args: { session: SessionId }): string
  /**
   * All accounts, those in one state, or those whose name holds `search`, by name; pages of 200 after `after`.
   * @throws Refusal not-permitted
   */
  list(args: { session: SessionId; state?: Account['state']; search?: string; after?: string }): readonly Account[]
  /** Where somebody is on, oldest first. @throws Refusal not-permitted, no-such-account */
  sessionsOf(args: { session: SessionId; name: string }): readonly StaffSession[]
  /** Lets a pending account in. @throws Refusal not-permitted, no-such-account */
  approve(args: { session: SessionId; name: string }): Account
  /** Made by the staff: no gate, no session. @throws Refusal not-permitted, name-…, password-weak, key-invalid */
  add(args: {
    session: SessionId
    name: string
    password?: string
    sshKey?: string
    role?: Exclude<Role, 'guest'>
    displayName?: string
  }): Promise<Account>
  setRole(args: { session: SessionId; name: string; role: Exclude<Role, 'guest'> }): Account
  setPassword(args: { session: SessionId; name: string; password: string }): Promise<void>
  /** Ends its sessions at once. `until` null is for good. @throws Refusal not-permitted, no-such-account */
  ban(args: { session: SessionId; name: string; reason: string; until: number | null }): Account
  unban(args: { session: SessionId; name: string }): Account
}

/** An account may stay in its channels with no session; off unless it says so. */
export interface AlwaysOn {
  /** @throws Refusal sign-in-required */
  isOn(args: { session: SessionId }): boolean
  /** @throws Refusal sign-in-required */
  set(args: { session: SessionId; on: boolean }): void
}
