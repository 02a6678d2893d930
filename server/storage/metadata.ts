// What accounts and channels say of themselves, in SQLite.

import type { MetadataRepository, Values } from '../core/channels/metadata-repository.ts'
import type { Store } from './database.ts'

export const metadataRepository = (store: Store): MetadataRepository => {
  const accounts = tableOf(store, 'account')
  const channels = tableOf(store, 'channel')
  return {
    ofAccount: accounts.of,
    ofChannel: channels.of,
    setOfAccount: accounts.set,
    setOfChannel: channels.set,
  }
}

const tableOf = (store: Store, owner: 'account' | 'channel') => {
  const all = store.reader<{ key: string; value: string }>(
    `SELECT key, value FROM ${owner}_metadata WHERE ${owner}_id = ? ORDER BY key`,
  )
  const put = store.writer(
    `INSERT INTO ${owner}_metadata (${owner}_id, key, value) VALUES (?, ?, ?)
     ON CONFLICT (${owner}_id, key) DO UPDATE SET value = excluded.value`,
  )
  const remove = store.writer(`DELETE FROM ${owner}_metadata WHERE ${owner}_id = ? AND key = ?`)
  return {
    of: (id: number): Values => new Map(all.all(id).map(({ key, value }) => [key, value])),
    set: (id: number, key: string, value: string | null): void => {
      if (value === null) remove.run(id, key)
      else put.run(id, key, value)
    },
  }
}
