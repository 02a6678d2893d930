// Who called, in SQLite.

import type { Face } from '../core/accounts/session.ts'
import type { CallerRepository, CallRow } from '../core/community/community-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface Row {
  readonly id: number
  readonly account_id: number
  readonly name: string
  readonly face: Face
  readonly came: number
  readonly seen: number
}

const callOf = ({ account_id, ...rest }: Row): CallRow => ({ ...rest, account: account_id as AccountId })

const SELECT =
  'SELECT c.id, c.account_id, a.name, c.face, c.came, c.seen FROM caller c JOIN account a ON a.id = c.account_id'

export const callerRepository = (store: Store): CallerRepository => {
  const listed = store.reader<Row>(
    `${SELECT} WHERE c.account_id NOT IN (SELECT account_id FROM caller_unlisted) ORDER BY c.id DESC LIMIT ?`,
  )
  const of = store.reader<Row>(`${SELECT} WHERE c.account_id = ? ORDER BY c.id DESC LIMIT ?`)
  const add = store.writer('INSERT INTO caller (account_id, face, came, seen) VALUES (?, ?, ?, ?)')
  const setSeen = store.writer('UPDATE caller SET seen = ? WHERE id = ?')
  const forget = store.writer('DELETE FROM caller WHERE id < ?')
  const unlisted = store.reader('SELECT 1 AS one FROM caller_unlisted WHERE account_id = ?')
  const unlist = store.writer('INSERT INTO caller_unlisted (account_id) VALUES (?) ON CONFLICT DO NOTHING')
  const list = store.writer('DELETE FROM caller_unlisted WHERE account_id = ?')
  return {
    listed: (limit) => listed.all(limit).map(callOf),
    of: (account, limit) => of.all(account, limit).map(callOf),
    add: (account, face, at) => void add.run(account, face, at, at),
    setSeen: (call, at) => void setSeen.run(at, call),
    forgetBefore: (call) => void forget.run(call),
    isUnlisted: (account) => unlisted.get(account) !== undefined,
    setUnlisted: (account, isUnlisted) => void (isUnlisted ? unlist : list).run(account),
  }
}
