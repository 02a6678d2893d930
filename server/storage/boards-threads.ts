// The threads of a board: one row each, kept with every article, so that a list is one range scan.

import type { BoardRepository, ThreadRecord } from '../core/boards/board-repository.ts'
import type { ArticleId, MessageId } from '../core/ids.ts'
import { type ArticleRow, threadNodeOf } from './boards-articles.ts'
import type { Store } from './database.ts'

interface ThreadRow {
  readonly thread_id: number
  readonly message_id: string
  readonly subject: string
  readonly author: string
  readonly count: number
  readonly first_number: number
  readonly last_number: number
  readonly started: number
  readonly latest: number
}

const threadOf = (row: ThreadRow): ThreadRecord => ({
  thread: row.thread_id as ArticleId,
  messageId: row.message_id as MessageId,
  subject: row.subject,
  author: row.author,
  count: row.count,
  firstNumber: row.first_number,
  lastNumber: row.last_number,
  started: row.started,
  latest: row.latest,
})

export const threads = (store: Store): Pick<BoardRepository, 'countInThread' | 'threads' | 'threadNodes'> => {
  const more = store.writer(
    `UPDATE board_thread SET last_number = ?, count = count + 1, started = min(started, ?), latest = max(latest, ?)
     WHERE board_id = ? AND thread_id = ?`,
  )
  const first = store.writer(
    `INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest)
     VALUES (?, ?, ?, ?, 1, ?, ?)`,
  )
  const addThread = store.writer('UPDATE board SET threads = threads + 1 WHERE id = ?')
  // The root names the thread where it stands in this board; else the first that came.
  const page = store.reader<ThreadRow>(
    `SELECT t.thread_id, a.message_id, a.subject, a.author, t.count, t.first_number, t.last_number, t.started, t.latest
     FROM board_thread t
     LEFT JOIN placement root ON root.article_id = t.thread_id AND root.board_id = t.board_id
     JOIN placement p ON p.board_id = t.board_id AND p.number = coalesce(root.number, t.first_number)
     JOIN article a ON a.id = p.article_id
     WHERE t.board_id = ? AND t.last_number < ? ORDER BY t.last_number DESC LIMIT ?`,
  )
  const nodes = store.reader<ArticleRow>(
    `SELECT a.id, a.message_id, a.state, a.thread_id, a.parent_id, a.subject, a.author, a.date, p.number
     FROM article a LEFT JOIN placement p ON p.article_id = a.id AND p.board_id = ? WHERE a.thread_id = ?`,
  )
  return {
    countInThread: ({ board, thread, number, date }) => {
      if (more.run(number, date, date, board, thread).changes > 0) return
      first.run(board, thread, number, number, date, date)
      addThread.run(board)
    },
    threads: (board, before, limit) => page.all(board, before ?? Number.MAX_SAFE_INTEGER, limit).map(threadOf),
    threadNodes: (thread, board) => nodes.all(board, thread).map(threadNodeOf),
  }
}
