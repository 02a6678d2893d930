// One-liners and bulletins in SQLite. What was taken down stays as a row, for whoever asks who did it.

import type {
  BulletinRepository,
  BulletinRow,
  OnelinerRepository,
  OnelinerRow,
} from '../core/community/community-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface Row {
  readonly ref: string
  readonly account_id: number
  readonly name: string
  readonly at: number
  readonly text: string
}

const onelinerOf = ({ account_id, ...rest }: Row): OnelinerRow => ({ ...rest, account: account_id as AccountId })

export const onelinerRepository = (store: Store): OnelinerRepository => {
  const select = `SELECT o.ref, o.account_id, a.name, o.at, o.text FROM oneliner o JOIN account a ON a.id = o.account_id
    WHERE o.removed_by IS NULL`
  const last = store.reader<Row>(`${select} ORDER BY o.id DESC LIMIT ?`)
  const find = store.reader<Row>(`${select} AND o.ref = ?`)
  const add = store.writer('INSERT INTO oneliner (ref, account_id, at, text) VALUES (?, ?, ?, ?)')
  const newest = store.reader<{ at: number }>('SELECT at FROM oneliner WHERE account_id = ? ORDER BY at DESC LIMIT 1')
  const remove = store.writer('UPDATE oneliner SET removed_by = ? WHERE ref = ?')
  return {
    last: (limit) => last.all(limit).reverse().map(onelinerOf),
    find: (ref) => {
      const row = find.get(ref)
      return row === undefined ? undefined : onelinerOf(row)
    },
    add: ({ ref, account, at, text }) => void add.run(ref, account, at, text),
    lastOf: (account) => newest.get(account)?.at ?? null,
    remove: (ref, by) => void remove.run(by, ref),
  }
}

export const bulletinRepository = (store: Store): BulletinRepository => {
  const all = store.reader<BulletinRow>(
    'SELECT ref, author, at, title, text FROM bulletin WHERE withdrawn_by IS NULL ORDER BY id DESC',
  )
  const add = store.writer('INSERT INTO bulletin (ref, author, at, title, text) VALUES (?, ?, ?, ?, ?)')
  const withdraw = store.writer('UPDATE bulletin SET withdrawn_by = ? WHERE ref = ? AND withdrawn_by IS NULL')
  return {
    all: () => all.all(),
    add: ({ ref, author, at, title, text }) => void add.run(ref, author, at, title, text),
    withdraw: (ref, by) => withdraw.run(by, ref).changes > 0,
  }
}
