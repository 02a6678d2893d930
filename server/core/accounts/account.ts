// An account: one name and password for every face. Types and rules; the use cases are in account-service.ts.

import { DISPLAY_NAME_OCTETS, PASSWORD_MIN, PASSWORD_OCTETS } from '../../../shared/limits.ts'
import { isAccountName, isReservedName } from '../../../shared/names.ts'
import type { AccountId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Role } from '../visibility.ts'

export type AccountState = 'active' | 'pending' | 'banned'

/** How screens are drawn; `auto` asks the terminal. */
export type Rendering = 'auto' | 'full' | 'ascii' | 'line'

export interface Settings {
  readonly rendering: Rendering
  /** A BCP 47 tag with a catalogue in data/texts, or `auto`. */
  readonly language: string
}

export interface Account {
  readonly id: AccountId
  readonly name: string
  readonly displayName: string
  readonly role: Role
  /** Names of the groups it is in. */
  readonly groups: readonly string[]
  readonly state: AccountState
  /** Milliseconds since 1970. */
  readonly created: number
  readonly lastSeen: number | null
  readonly banReason: string | null
  /** When a ban ends by itself; null is never. */
  readonly banUntil: number | null
  readonly settings: Settings
}

export interface SshKey {
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, … */
  readonly type: string
  /** One line as in authorized_keys: type, base64. */
  readonly publicKey: string
  readonly comment: string
  readonly added: number
}

/** A TLS client certificate that opens the account. */
export interface Certificate {
  /** SHA-256 of the certificate, in lower-case hexadecimal. */
  readonly fingerprint: string
  readonly added: number
}

export interface AppPassword {
  readonly id: number
  readonly label: string
  readonly created: number
  readonly lastUsed: number | null
}

/** @throws Refusal name-invalid, name-reserved */
export const requireAccountName = (name: string): void => {
  if (!isAccountName(name)) throw new Refusal('name-invalid', name.slice(0, 40))
  if (isReservedName(name)) throw new Refusal('name-reserved', name)
}

/** @throws Refusal password-weak (too short, or the name itself), too-long */
export const requirePassword = (password: string, name: string): void => {
  if (Buffer.byteLength(password) > PASSWORD_OCTETS) throw new Refusal('too-long', 'password')
  if ([...password].length < PASSWORD_MIN) throw new Refusal('password-weak', `at least ${PASSWORD_MIN} characters`)
  if (password.toLowerCase() === name.toLowerCase()) throw new Refusal('password-weak', 'the name itself')
}

/** @throws Refusal too-long */
export const requireDisplayName = (text: string): void => {
  if (Buffer.byteLength(text) > DISPLAY_NAME_OCTETS) throw new Refusal('too-long', 'display name')
}

/** What the account's state says about signing in now. @throws Refusal account-pending, account-banned */
export const requireActive = (account: Account, now: number): void => {
  if (account.state === 'pending') throw new Refusal('account-pending', account.name)
  if (account.state === 'banned' && (account.banUntil === null || account.banUntil > now)) {
    throw new Refusal('account-banned', account.banReason ?? '')
  }
}
