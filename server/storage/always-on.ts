// Accounts that are always on, and their channels, in SQLite.

import type { AlwaysOnRepository } from '../core/accounts/always-on-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Store } from './database.ts'

export const alwaysOnRepository = (store: Store): AlwaysOnRepository => {
  const all = store.reader<{ account_id: number }>('SELECT account_id FROM always_on ORDER BY since')
  const put = store.writer('INSERT INTO always_on (account_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const remove = store.writer('DELETE FROM always_on WHERE account_id = ?')
  const channels = store.reader<{ channel: string }>('SELECT channel FROM always_on_channel WHERE account_id = ?')
  const remember = store.writer(
    'INSERT INTO always_on_channel (account_id, channel) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = store.writer('DELETE FROM always_on_channel WHERE account_id = ? AND channel = ?')
  return {
    all: () => all.all().map((row) => row.account_id as AccountId),
    put: (account, since) => void put.run(account, since),
    remove: (account) => void remove.run(account),
    channels: (account) => channels.all(account).map(({ channel }) => channel),
    remember: (account, channel) => void remember.run(account, channel),
    forget: (account, channel) => void forget.run(account, channel),
  }
}
