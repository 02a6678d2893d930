// Friendships in SQLite: one row for two accounts.

import type { AccountId } from '../core/ids.ts'
import type { FriendRepository, Friendship } from '../core/social/friend-repository.ts'
import type { Store } from './database.ts'

interface Row {
  readonly other: number
  readonly name: string
  readonly asked_by: number
  readonly since: number | null
}

const friendshipOf = ({ other, name, asked_by, since }: Row): Friendship => ({
  ...{ other: other as AccountId, name, askedBy: asked_by as AccountId, since },
})

const ordered = (one: AccountId, other: AccountId): readonly [AccountId, AccountId] =>
  one < other ? [one, other] : [other, one]

export const friendRepository = (store: Store): FriendRepository => {
  const of = store.reader<Row>(
    `SELECT a.id AS other, a.name, f.asked_by, f.since FROM friendship f JOIN account a ON a.id = f.second_id
     WHERE f.first_id = ?
     UNION ALL
     SELECT a.id AS other, a.name, f.asked_by, f.since FROM friendship f JOIN account a ON a.id = f.first_id
     WHERE f.second_id = ?
     ORDER BY name`,
  )
  const ask = store.writer('INSERT INTO friendship (first_id, second_id, asked_by, asked) VALUES (?, ?, ?, ?)')
  const confirm = store.writer('UPDATE friendship SET since = ? WHERE first_id = ? AND second_id = ?')
  const remove = store.writer('DELETE FROM friendship WHERE first_id = ? AND second_id = ?')
  return {
    of: (account) => of.all(account, account).map(friendshipOf),
    between: (one, other) =>
      of
        .all(one, one)
        .map(friendshipOf)
        .find((each) => each.other === other),
    ask: (from, to, at) => void ask.run(...ordered(from, to), from, at),
    confirm: (one, other, at) => void confirm.run(at, ...ordered(one, other)),
    remove: (one, other) => void remove.run(...ordered(one, other)),
  }
}
