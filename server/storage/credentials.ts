// What opens an account, in SQLite: password hashes, SSH keys, app passwords, invites, the first sysop's code.

import type { AppPassword, SshKey } from '../core/accounts/account.ts'
import type { CredentialRepository } from '../core/accounts/account-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface KeyRow {
  readonly fingerprint: string
  readonly type: string
  readonly public_key: string
  readonly comment: string
  readonly added: number
}

interface AppPasswordRow {
  readonly id: number
  readonly label: string
  readonly created: number
  readonly last_used: number | null
}

const keyOf = (row: KeyRow): SshKey => ({
  fingerprint: row.fingerprint,
  type: row.type,
  publicKey: row.public_key,
  comment: row.comment,
  added: row.added,
})

const appPasswordOf = (row: AppPasswordRow): AppPassword => ({
  id: row.id,
  label: row.label,
  created: row.created,
  lastUsed: row.last_used,
})

export const credentialRepository = (store: Store): CredentialRepository => ({
  ...passwords(store),
  ...keys(store),
  ...certificates(store),
  ...appPasswords(store),
  ...codes(store),
})

const passwords = (store: Store): Pick<CredentialRepository, 'password' | 'setPassword' | 'scram' | 'setScram'> => {
  const get = store.reader<{ password: string | null }>('SELECT password FROM account WHERE id = ?')
  const set = store.writer('UPDATE account SET password = ?, scram = NULL WHERE id = ?')
  const scram = store.reader<{ scram: string | null }>('SELECT scram FROM account WHERE id = ?')
  const setScram = store.writer('UPDATE account SET scram = ? WHERE id = ?')
  return {
    password: (id) => get.get(id)?.password ?? null,
    setPassword: (id, password) => void set.run(password, id),
    scram: (id) => scram.get(id)?.scram ?? null,
    setScram: (id, verifier) => void setScram.run(verifier, id),
  }
}

const keys = (store: Store): Pick<CredentialRepository, 'keys' | 'addKey' | 'removeKey'> => {
  const all = store.reader<KeyRow>(
    'SELECT fingerprint, type, public_key, comment, added FROM account_key WHERE account_id = ? ORDER BY added',
  )
  const add = store.writer(
    'INSERT INTO account_key (account_id, fingerprint, type, public_key, comment, added) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const remove = store.writer('DELETE FROM account_key WHERE account_id = ? AND fingerprint = ?')
  return {
    keys: (id) => all.all(id).map(keyOf),
    addKey: (id, key) => void add.run(id, key.fingerprint, key.type, key.publicKey, key.comment, key.added),
    removeKey: (id, fingerprint) => remove.run(id, fingerprint).changes > 0,
  }
}

const certificates = (
  store: Store,
): Pick<CredentialRepository, 'certificates' | 'certificateOwner' | 'addCertificate' | 'removeCertificate'> => {
  const all = store.reader<{ fingerprint: string; added: number }>(
    'SELECT fingerprint, added FROM account_certificate WHERE account_id = ? ORDER BY added',
  )
  const owner = store.reader<{ account_id: number }>('SELECT account_id FROM account_certificate WHERE fingerprint = ?')
  const add = store.writer('INSERT INTO account_certificate (account_id, fingerprint, added) VALUES (?, ?, ?)')
  const remove = store.writer('DELETE FROM account_certificate WHERE account_id = ? AND fingerprint = ?')
  return {
    certificates: (id) => all.all(id),
    certificateOwner: (fingerprint) => owner.get(fingerprint)?.account_id as AccountId | undefined,
    addCertificate: (id, { fingerprint, added }) => void add.run(id, fingerprint, added),
    removeCertificate: (id, fingerprint) => remove.run(id, fingerprint).changes > 0,
  }
}

const appPasswords = (
  store: Store,
): Pick<
  CredentialRepository,
  'appPasswords' | 'addAppPassword' | 'removeAppPassword' | 'findAppPassword' | 'markAppPasswordUsed'
> => {
  const all = store.reader<AppPasswordRow>(
    'SELECT id, label, created, last_used FROM app_password WHERE account_id = ? ORDER BY id',
  )
  const add = store.writer<AppPasswordRow>(
    `INSERT INTO app_password (account_id, label, digest, created) VALUES (?, ?, ?, ?)
     RETURNING id, label, created, last_used`,
  )
  const remove = store.writer('DELETE FROM app_password WHERE account_id = ? AND id = ?')
  const find = store.reader<{ id: number }>('SELECT id FROM app_password WHERE account_id = ? AND digest = ?')
  const used = store.writer('UPDATE app_password SET last_used = ? WHERE id = ?')
  return {
    appPasswords: (id) => all.all(id).map(appPasswordOf),
    addAppPassword: (id, { label, digest, created }) => {
      const row = add.get(id, label, digest, created)
      if (row === undefined) throw new Error('INSERT INTO app_password returned no row')
      return appPasswordOf(row)
    },
    removeAppPassword: (id, appPassword) => remove.run(id, appPassword).changes > 0,
    findAppPassword: (id, digest) => find.get(id, digest)?.id,
    markAppPasswordUsed: (appPassword, at) => void used.run(at, appPassword),
  }
}

const codes = (
  store: Store,
): Pick<CredentialRepository, 'addInvite' | 'isInviteOpen' | 'useInvite' | 'claimCode' | 'setClaimCode'> => {
  const addInvite = store.writer('INSERT INTO invite (digest, created_by, created) VALUES (?, ?, ?)')
  const openInvite = store.reader('SELECT 1 AS one FROM invite WHERE digest = ? AND used_by IS NULL')
  const useInvite = store.writer('UPDATE invite SET used_by = ? WHERE digest = ? AND used_by IS NULL')
  const claim = store.reader<{ value: string }>("SELECT value FROM setting WHERE name = 'claim_code'")
  const setClaim = store.writer(
    "INSERT INTO setting (name, value) VALUES ('claim_code', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  )
  const dropClaim = store.writer("DELETE FROM setting WHERE name = 'claim_code'")
  return {
    addInvite: ({ digest, createdBy, created }) => void addInvite.run(digest, createdBy, created),
    isInviteOpen: (digest) => openInvite.get(digest) !== undefined,
    useInvite: (digest, by) => void useInvite.run(by, digest),
    claimCode: () => claim.get()?.value ?? null,
    setClaimCode: (code) => void (code === null ? dropClaim.run() : setClaim.run(code)),
  }
}
