// The forest of articles: who hangs under whom, and in which thread. Moving a branch into another thread counts the
// rows of both threads anew, in every board that they touch.

import type { ArticleNode, ArticleState, BoardRepository, Forest } from '../core/boards/board-repository.ts'
import type { ArticleId, MessageId } from '../core/ids.ts'
import type { Store } from './database.ts'

export interface NodeRow {
  readonly id: number
  readonly message_id: string
  readonly state: ArticleState
  readonly thread_id: number
  readonly parent_id: number | null
}

export const nodeOf = (row: NodeRow): ArticleNode => ({
  id: row.id as ArticleId,
  messageId: row.message_id as MessageId,
  state: row.state,
  thread: row.thread_id as ArticleId,
  parent: row.parent_id as ArticleId | null,
})

export const forest = (store: Store): Pick<BoardRepository, keyof Forest> => {
  const find = store.reader<NodeRow>(
    'SELECT id, message_id, state, thread_id, parent_id FROM article WHERE message_id = ?',
  )
  const parent = store.reader<{ parent_id: number | null }>('SELECT parent_id FROM article WHERE id = ?')
  const insertGhost = store.writer(
    "INSERT INTO article (message_id, state, thread_id, parent_id) VALUES (?, 'ghost', ?, ?)",
  )
  const rootItself = store.writer('UPDATE article SET thread_id = id WHERE id = ?')
  const hang = store.writer('UPDATE article SET parent_id = ? WHERE id = ?')
  const moveThread = moveThreads(store)
  const lead = store.writer('UPDATE article SET superseded_by = ? WHERE id = ? OR superseded_by = ?')
  const mark = store.writer('UPDATE article SET edited = 1 WHERE id = ?')
  const answers = store.writer('UPDATE article SET parent_id = ? WHERE parent_id = ? AND id <> ?')
  return {
    findNode: (messageId) => {
      const row = find.get(messageId)
      return row === undefined ? undefined : nodeOf(row)
    },
    parentOf: (article) => (parent.get(article)?.parent_id ?? null) as ArticleId | null,
    insertGhost: (messageId, above) => {
      const added = insertGhost.run(messageId, above?.thread ?? 0, above?.id ?? null)
      const id = Number(added.lastInsertRowid)
      if (above === null) rootItself.run(id)
      const thread = above?.thread ?? id
      return nodeOf({ id, message_id: messageId, state: 'ghost', thread_id: thread, parent_id: above?.id ?? null })
    },
    supersede: (old, by) => {
      lead.run(by, old, old)
      mark.run(by)
      answers.run(by, old, by)
    },
    move: (article, above) => {
      hang.run(above.id, article.id)
      if (article.thread !== above.thread) moveThread(article, above.thread)
    },
  }
}

/** Gives a branch (its root and all below) to another thread. */
const moveThreads = (store: Store): ((branch: ArticleNode, to: ArticleId) => void) => {
  const whole = store.writer('UPDATE article SET thread_id = ? WHERE thread_id = ?')
  const part = store.writer(
    `WITH RECURSIVE branch (id) AS (
       VALUES (?) UNION ALL SELECT a.id FROM branch JOIN article a ON a.parent_id = branch.id
     ) UPDATE article SET thread_id = ? WHERE id IN branch`,
  )
  const boardsOf = store.reader<{ board_id: number }>(
    `SELECT DISTINCT p.board_id FROM article a JOIN placement p ON p.article_id = a.id WHERE a.thread_id IN (?, ?)`,
  )
  const forget = store.writer('DELETE FROM board_thread WHERE board_id = ? AND thread_id IN (?, ?)')
  const count = store.writer(
    `INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest)
     SELECT p.board_id, a.thread_id, min(p.number), max(p.number), count(*), min(a.date), max(a.date)
     FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ?
     WHERE a.thread_id IN (?, ?) GROUP BY a.thread_id`,
  )
  const carry = store.writer('UPDATE OR IGNORE thread_mark SET thread_id = ? WHERE thread_id = ?')
  const unmark = store.writer('DELETE FROM thread_mark WHERE thread_id = ?')
  const addThreads = store.writer('UPDATE board SET threads = threads + ? WHERE id = ?')
  return (branch, to) => {
    const from = branch.thread
    if (from === branch.id) {
      whole.run(to, from)
      carry.run(to, from)
      unmark.run(from)
    } else part.run(branch.id, to)
    for (const { board_id: board } of boardsOf.all(from, to)) {
      const before = forget.run(board, from, to).changes
      const after = count.run(board, from, to).changes
      if (after !== before) addThreads.run(after - before, board)
    }
  }
}
