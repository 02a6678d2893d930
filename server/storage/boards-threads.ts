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
  readonly locked: number | null
  readonly pinned: number | null
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
  isLocked: row.locked === 1,
  isPinned: row.pinned === 1,
})

type Threads = 'countInThread' | 'threads' | 'threadNodes' | 'marks' | 'setMarks' | 'countPinned'

export const threads = (store: Store): Pick<BoardRepository, Threads> => ({ ...lists(store), ...marks(store) })

const lists = (store: Store): Pick<BoardRepository, 'countInThread' | 'threads' | 'threadNodes'> => {
  const more = store.writer(
    `UPDATE board_thread SET last_number = ?, count = count + 1, started = min(started, ?), latest = max(latest, ?)
     WHERE board_id = ? AND thread_id = ?`,
  )
  const first = store.writer(
    `INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest)
     VALUES (?, ?, ?, ?, 1, ?, ?)`,
  )
  const addThread = store.writer('UPDATE board SET threads = threads + 1 WHERE id = ?')
  // The root, or what took its place, names the thread where it stands in this board; else the first that came.
  const select = `SELECT t.thread_id, a.message_id, a.subject, a.author, t.count, t.first_number, t.last_number,
       t.started, t.latest, m.locked, m.pinned
     FROM board_thread t
     JOIN article r ON r.id = t.thread_id
     LEFT JOIN placement root ON root.article_id = coalesce(r.superseded_by, r.id) AND root.board_id = t.board_id
     JOIN placement p ON p.board_id = t.board_id AND p.number = coalesce(root.number, t.first_number)
     JOIN article a ON a.id = p.article_id
     LEFT JOIN thread_mark m ON m.board_id = t.board_id AND m.thread_id = t.thread_id`
  const page = store.reader<ThreadRow>(
    `${select} WHERE t.board_id = ? AND t.last_number < ? AND coalesce(m.pinned, 0) = 0
     ORDER BY t.last_number DESC LIMIT ?`,
  )
  const pinned = store.reader<ThreadRow>(`${select} WHERE t.board_id = ? AND m.pinned = 1 ORDER BY t.last_number DESC`)
  const nodes = store.reader<ArticleRow>(
    `SELECT a.id, a.message_id, a.state, a.thread_id, a.parent_id, a.subject, a.author, a.date, p.number,
       a.superseded_by IS NOT NULL AS superseded
     FROM article a LEFT JOIN placement p ON p.article_id = a.id AND p.board_id = ? WHERE a.thread_id = ?`,
  )
  return {
    countInThread: ({ board, thread, number, date }) => {
      if (more.run(number, date, date, board, thread).changes > 0) return
      first.run(board, thread, number, number, date, date)
      addThread.run(board)
    },
    threads: (board, before, limit) => {
      const rest = page.all(board, before ?? Number.MAX_SAFE_INTEGER, limit)
      return (before === null ? [...pinned.all(board), ...rest] : rest).map(threadOf)
    },
    threadNodes: (thread, board) => nodes.all(board, thread).map(threadNodeOf),
  }
}

const marks = (store: Store): Pick<BoardRepository, 'marks' | 'setMarks' | 'countPinned'> => {
  const find = store.reader<{ locked: number; pinned: number }>(
    'SELECT locked, pinned FROM thread_mark WHERE board_id = ? AND thread_id = ?',
  )
  const set = store.writer(
    `INSERT INTO thread_mark (board_id, thread_id, locked, pinned) VALUES (?, ?, ?, ?)
     ON CONFLICT (board_id, thread_id) DO UPDATE SET locked = excluded.locked, pinned = excluded.pinned`,
  )
  const count = store.reader<{ count: number }>(
    'SELECT count(*) AS count FROM thread_mark WHERE board_id = ? AND pinned = 1',
  )
  return {
    marks: (board, thread) => {
      const row = find.get(board, thread)
      return { isLocked: row?.locked === 1, isPinned: row?.pinned === 1 }
    },
    setMarks: (board, thread, { isLocked, isPinned }) =>
      void set.run(board, thread, isLocked ? 1 : 0, isPinned ? 1 : 0),
    countPinned: (board) => count.get(board)?.count ?? 0,
  }
}
