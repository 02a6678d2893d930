// Groups of accounts in SQLite.

import type { GroupRepository } from '../core/accounts/group-repository.ts'
import type { Store } from './database.ts'

export const groupRepository = (store: Store): GroupRepository => {
  const all = store.reader<{ name: string }>('SELECT name FROM account_group ORDER BY name')
  const members = store.reader<{ name: string }>(
    `SELECT a.name FROM account_group_member m JOIN account a ON a.id = m.account_id
     WHERE m.group_name = ? ORDER BY a.folded`,
  )
  const has = store.reader('SELECT 1 AS one FROM account_group WHERE name = ?')
  const insert = store.writer('INSERT INTO account_group (name, created) VALUES (?, ?)')
  const remove = store.writer('DELETE FROM account_group WHERE name = ?')
  const used = store.reader('SELECT 1 AS one FROM board WHERE ? IN (read_group, write_group) LIMIT 1')
  const join = store.writer('INSERT INTO account_group_member (group_name, account_id) VALUES (?, ?)')
  const leave = store.writer('DELETE FROM account_group_member WHERE group_name = ? AND account_id = ?')
  return {
    groups: () => all.all().map(({ name }) => ({ name, members: members.all(name).map((member) => member.name) })),
    has: (group) => has.get(group) !== undefined,
    insert: (group, created) => void insert.run(group, created),
    remove: (group) => void remove.run(group),
    isUsed: (group) => used.get(group) !== undefined,
    addMember: (group, account) => void join.run(group, account),
    removeMember: (group, account) => void leave.run(group, account),
  }
}
