// Accounts in SQLite, and the staff's audit log.

import type { Account, AccountState, Rendering } from '../core/accounts/account.ts'
import type { AccountRepository, NewAccount } from '../core/accounts/account-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Role } from '../core/visibility.ts'
import type { Store } from './database.ts'

interface AccountRow {
  readonly id: number
  readonly name: string
  readonly display_name: string
  readonly role: Role
  readonly groups: string
  readonly state: AccountState
  readonly created: number
  readonly last_seen: number | null
  readonly ban_reason: string | null
  readonly ban_until: number | null
  readonly rendering: Rendering
  readonly language: string
}

const COLUMNS = `id, name, display_name, role, state, created, last_seen, ban_reason, ban_until, rendering, language,
  (SELECT coalesce(group_concat(group_name, ' '), '') FROM account_group_member WHERE account_id = account.id) AS groups`

const accountOf = (row: AccountRow): Account => ({
  id: row.id as AccountId,
  name: row.name,
  displayName: row.display_name,
  role: row.role,
  groups: row.groups === '' ? [] : row.groups.split(' '),
  state: row.state,
  created: row.created,
  lastSeen: row.last_seen,
  banReason: row.ban_reason,
  banUntil: row.ban_until,
  settings: { rendering: row.rendering, language: row.language },
})

export const accountRepository = (store: Store): AccountRepository => {
  const byId = store.reader<AccountRow>(`SELECT ${COLUMNS} FROM account WHERE id = ?`)
  const byFolded = store.reader<AccountRow>(`SELECT ${COLUMNS} FROM account WHERE folded = ?`)
  const taken = store.reader('SELECT 1 AS taken FROM account WHERE folded = ? OR skeleton = ? LIMIT 1')
  const insert = store.writer<AccountRow>(
    `INSERT INTO account (name, folded, skeleton, display_name, password, role, state, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${COLUMNS}`,
  )
  const setRole = store.writer('UPDATE account SET role = ? WHERE id = ?')
  const setState = store.writer('UPDATE account SET state = ?, ban_reason = ?, ban_until = ? WHERE id = ?')
  const setDisplayName = store.writer('UPDATE account SET display_name = ? WHERE id = ?')
  const setSettings = store.writer('UPDATE account SET rendering = ?, language = ? WHERE id = ?')
  const setLastSeen = store.writer('UPDATE account SET last_seen = ? WHERE id = ?')
  const rest = "AND (? = '' OR instr(folded, ?) > 0) ORDER BY folded LIMIT ?"
  const page = store.reader<AccountRow>(`SELECT ${COLUMNS} FROM account WHERE folded > ? ${rest}`)
  const pageInState = store.reader<AccountRow>(`SELECT ${COLUMNS} FROM account WHERE state = ? AND folded > ? ${rest}`)
  const sysop = store.reader("SELECT 1 AS one FROM account WHERE role = 'sysop' LIMIT 1")
  const audit = store.writer('INSERT INTO audit (at, actor, act, target, reason) VALUES (?, ?, ?, ?, ?)')
  const optional = (row: AccountRow | undefined): Account | undefined =>
    row === undefined ? undefined : accountOf(row)

  return {
    byId: (id) => optional(byId.get(id)),
    byFoldedName: (folded) => optional(byFolded.get(folded)),
    isTaken: (folded, skeleton) => taken.get(folded, skeleton) !== undefined,
    insert: (account: NewAccount) => {
      const { name, folded, skeleton, displayName, password, role, state, created } = account
      const row = insert.get(name, folded, skeleton, displayName, password, role, state, created)
      if (row === undefined) throw new Error('INSERT INTO account returned no row')
      return accountOf(row)
    },
    setRole: (id, role) => void setRole.run(role, id),
    setState: (id, state, banReason, banUntil) => void setState.run(state, banReason, banUntil, id),
    setDisplayName: (id, displayName) => void setDisplayName.run(displayName, id),
    setSettings: (id, { rendering, language }) => void setSettings.run(rendering, language, id),
    setLastSeen: (id, at) => void setLastSeen.run(at, id),
    list: ({ state, search = '', after, limit }) => {
      const more = [after, search, search, limit] as const
      return (state === null ? page.all(...more) : pageInState.all(state, ...more)).map(accountOf)
    },
    hasSysop: () => sysop.get() !== undefined,
    audit: ({ at, actor, act, target, reason }) => void audit.run(at, actor, act, target, reason),
  }
}
