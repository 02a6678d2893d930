// Message-ids that outlive their articles.

import type { NewsHistory } from '../core/boards/news-history.ts'
import type { Store } from './database.ts'

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
    knows: (messageId) => known.get(messageId, messageId) !== undefined,
    remember: (messageId, at) => void remember.run(messageId, at),
    forgetBefore: (moment, limit) => forget.run(moment, limit).changes,
  }
}
