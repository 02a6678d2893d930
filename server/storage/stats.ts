// The counts of each hour in SQLite.

import type { CountRepository, CountRow } from '../core/stats/stats-repository.ts'
import type { Store } from './database.ts'

export const countRepository = (store: Store): CountRepository => {
  const from = store.reader<CountRow>('SELECT hour, what, value FROM hour_count WHERE hour >= ?')
  const put = store.writer(
    `INSERT INTO hour_count (hour, what, value) VALUES (?, ?, ?)
     ON CONFLICT (hour, what) DO UPDATE SET value = excluded.value`,
  )
  const drop = store.writer('DELETE FROM hour_count WHERE hour < ?')
  return {
    from: (hour) => from.all(hour),
    put: ({ hour, what, value }) => void put.run(hour, what, value),
    dropBefore: (hour) => void drop.run(hour),
  }
}
