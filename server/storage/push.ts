// Web Push subscriptions in SQLite.

import type { AccountId } from '../core/ids.ts'
import type { PushRepository } from '../core/push/push-repository.ts'
import type { Store } from './database.ts'

interface Row {
  readonly account_id: number
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly manner: string
}

export const pushRepository = (store: Store): PushRepository => {
  const all = store.reader<Row>(
    'SELECT account_id, endpoint, p256dh, auth, manner FROM push_subscription ORDER BY account_id, added',
  )
  const put = store.writer(
    `INSERT INTO push_subscription (account_id, endpoint, p256dh, auth, manner, added) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, endpoint) DO UPDATE SET
       p256dh = excluded.p256dh, auth = excluded.auth, manner = excluded.manner, added = excluded.added`,
  )
  const remove = store.writer('DELETE FROM push_subscription WHERE account_id = ? AND endpoint = ?')
  const removeAll = store.writer('DELETE FROM push_subscription WHERE endpoint = ?')
  return {
    all: () =>
      all.all().map(({ account_id, ...subscription }) => ({ account: account_id as AccountId, ...subscription })),
    put: (account, { endpoint, p256dh, auth, manner }, at) => void put.run(account, endpoint, p256dh, auth, manner, at),
    remove: (account, endpoint) => void remove.run(account, endpoint),
    removeAll: (endpoint) => void removeAll.run(endpoint),
  }
}
