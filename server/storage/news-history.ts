// Message-ids that outlive their articles.

import type { NewsHistory } from '../core/boards/news-history.ts'
import type { Store } from './database.ts'

/** No flood of cancels fills the disk. */
const MOST_EARLY = 10_000

export const newsHistory = (store: Store): NewsHistory => {
  const known = store.reader(
    `SELECT 1 FROM article WHERE message_id = ? AND state <> 'ghost'
     UNION ALL SELECT 1 FROM remembered_article WHERE message_id = ? LIMIT 1`,
  )
  const remember = store.writer(
    `INSERT INTO remembered_article (message_id, remembered) VALUES (?, ?)
     ON CONFLICT (message_id) DO UPDATE SET remembered = max(remembered, excluded.remembered)`,
  )
  const forget = store.writer(
    `DELETE FROM remembered_article WHERE message_id IN
       (SELECT message_id FROM remembered_article WHERE remembered < ? ORDER BY remembered LIMIT ?)`,
  )
  return {
    ...earlyCancels(store),
    knows: (messageId) => known.get(messageId, messageId) !== undefined,
    remember: (messageId, at) => void remember.run(messageId, at),
    forgetBefore: (moment, limit) => forget.run(moment, limit).changes,
  }
}

type EarlyCancels = 'keepCancelKeys' | 'cancelKeys' | 'forgetCancelKeysBefore'

const earlyCancels = (store: Store): Pick<NewsHistory, EarlyCancels> => {
  const keep = store.writer(
    'INSERT INTO early_cancel (message_id, cancel_key, arrived) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const trim = store.writer(
    `DELETE FROM early_cancel WHERE arrived < (SELECT arrived FROM early_cancel ORDER BY arrived DESC LIMIT 1 OFFSET ?)`,
  )
  const keys = store.reader<{ cancel_key: string }>('SELECT cancel_key FROM early_cancel WHERE message_id = ?')
  const forget = store.writer('DELETE FROM early_cancel WHERE arrived < ?')
  return {
    keepCancelKeys: (messageId, given, at) => {
      for (const key of given) keep.run(messageId, key, at)
      trim.run(MOST_EARLY)
    },
    cancelKeys: (messageId) => keys.all(messageId).map((row) => row.cancel_key),
    forgetCancelKeysBefore: (moment) => void forget.run(moment),
  }
}
