// The ports through which the accounts area keeps what it knows. Implemented in storage/; every method is synchronous
// and those that write must run inside a command of the tick.

import type { AccountId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { Account, AccountState, AppPassword, Certificate, Settings, SshKey } from './account.ts'

export interface NewAccount {
  readonly name: string
  readonly folded: string
  readonly skeleton: string
  readonly displayName: string
  /** PHC string, or null for an account that opens by key alone. */
  readonly password: string | null
  readonly role: Exclude<Role, 'guest'>
  readonly state: AccountState
  readonly created: number
}

export interface AccountRepository {
  byId(id: AccountId): Account | undefined
  byFoldedName(folded: string): Account | undefined
  /** Whether an account has this folded name or looks like it. */
  isTaken(folded: string, skeleton: string): boolean
  insert(account: NewAccount): Account
  setRole(id: AccountId, role: Exclude<Role, 'guest'>): void
  setState(id: AccountId, state: AccountState, banReason: string | null, banUntil: number | null): void
  setDisplayName(id: AccountId, displayName: string): void
  setSettings(id: AccountId, settings: Settings): void
  setLastSeen(id: AccountId, at: number): void
  /** By folded name after `after`, at most `limit`; with `search` those whose folded name holds it. */
  list(query: { state: AccountState | null; search?: string; after: string; limit: number }): readonly Account[]
  hasSysop(): boolean
  audit(entry: { at: number; actor: string; act: string; target: string; reason: string }): void
}

export interface CredentialRepository {
  password(id: AccountId): string | null
  /** Drops the SCRAM verifier of the former password. */
  setPassword(id: AccountId, password: string): void
  /** As RFC 5803 writes it. */
  scram(id: AccountId): string | null
  setScram(id: AccountId, verifier: string): void
  certificates(id: AccountId): readonly Certificate[]
  certificateOwner(fingerprint: string): AccountId | undefined
  addCertificate(id: AccountId, certificate: Certificate): void
  removeCertificate(id: AccountId, fingerprint: string): boolean
  keys(id: AccountId): readonly SshKey[]
  addKey(id: AccountId, key: SshKey): void
  /** False when there was none. */
  removeKey(id: AccountId, fingerprint: string): boolean
  appPasswords(id: AccountId): readonly AppPassword[]
  addAppPassword(id: AccountId, entry: { label: string; digest: string; created: number }): AppPassword
  removeAppPassword(id: AccountId, appPassword: number): boolean
  /** The id of this account's app password with that digest. */
  findAppPassword(id: AccountId, digest: string): number | undefined
  markAppPasswordUsed(appPassword: number, at: number): void
  addInvite(invite: { digest: string; createdBy: AccountId; created: number }): void
  isInviteOpen(digest: string): boolean
  useInvite(digest: string, by: AccountId): void
  /** The code that makes the first sysop; null when it has been used. */
  claimCode(): string | null
  setClaimCode(code: string | null): void
}

/** argon2id, off the main thread; plugged in by app.ts. */
export interface PasswordHasher {
  /** A PHC string. */
  hash(password: string): Promise<string>
  /** The SCRAM-SHA-256 verifier of a password (RFC 5803). */
  scram(password: string): Promise<string>
  /** Null takes as long as a real hash would and is always false. */
  verify(hash: string | null, password: string): Promise<boolean>
}
