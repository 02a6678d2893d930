// What is kept of articles that are gone, in SQLite. The rows are written by triggers on `placement`.

import type { FateRepository } from '../core/boards/article-fates.ts'
import type { BoardId } from '../core/ids.ts'
import type { Store } from './database.ts'

export const fateRepository = (store: Store): FateRepository => {
  const former = store.reader<{ board_id: number }>('SELECT board_id FROM former_placement WHERE message_id = ?')
  const expired = store.reader<{ expired: number }>('SELECT expired FROM article WHERE message_id = ?')
  return {
    formerBoards: (messageId) => former.all(messageId).map((row) => row.board_id as BoardId),
    isExpired: (messageId) => expired.get(messageId)?.expired === 1,
  }
}
