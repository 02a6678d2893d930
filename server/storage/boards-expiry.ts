// Letting go of old articles, in SQLite, a batch at a time.

import type { ExpiryRepository } from '../core/boards/expiry-repository.ts'
import type { ArticleId, MessageId } from '../core/ids.ts'
import type { Store } from './database.ts'

const UNPINNED = `NOT EXISTS (SELECT 1 FROM thread_mark m
  WHERE m.board_id = p.board_id AND m.thread_id = a.thread_id AND m.pinned = 1)`

export const expiryRepository = (store: Store): ExpiryRepository => ({
  ...due(store),
  ...removal(store),
  ...drops(store),
})

const due = (store: Store): Pick<ExpiryRepository, 'lowest' | 'overdue' | 'octets'> => {
  const lowest = store.reader<{ number: number; arrived: number; octets: number }>(
    `SELECT p.number, coalesce(a.arrived, 0) AS arrived, a.octets FROM placement p JOIN article a ON a.id = p.article_id
     WHERE p.board_id = ? AND ${UNPINNED} ORDER BY p.number LIMIT ?`,
  )
  const overdue = store.reader<{ number: number }>(
    `SELECT p.number FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ?
     WHERE a.expires IS NOT NULL AND a.state = 'live' AND a.expires <= ? AND ${UNPINNED} ORDER BY p.number LIMIT ?`,
  )
  const octets = store.reader<{ octets: number }>(
    `SELECT coalesce(sum(a.octets), 0) AS octets FROM placement p JOIN article a ON a.id = p.article_id
     WHERE p.board_id = ?`,
  )
  return {
    lowest: (board, limit) => lowest.all(board, limit),
    overdue: (board, now, limit) => overdue.all(board, now, limit).map(({ number }) => number),
    octets: (board) => octets.get(board)?.octets ?? 0,
  }
}

const removal = (store: Store): Pick<ExpiryRepository, 'remove'> => {
  const remove = store.writer<{ article_id: number; thread_id: number }>(
    `DELETE FROM placement WHERE board_id = ? AND number IN (SELECT value FROM json_each(?))
     RETURNING article_id, (SELECT thread_id FROM article WHERE id = article_id) AS thread_id`,
  )
  const elsewhere = store.reader('SELECT 1 AS one FROM placement WHERE article_id = ? LIMIT 1')
  const gone = store.writer(
    "UPDATE article SET state = 'cancelled', expired = 1, raw = NULL, withdrawn = ? WHERE id IN (SELECT value FROM json_each(?))",
  )
  const forget = store.writer(
    'DELETE FROM board_thread WHERE board_id = ? AND thread_id IN (SELECT value FROM json_each(?))',
  )
  const count = store.writer(
    `INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest)
     SELECT p.board_id, a.thread_id, min(p.number), max(p.number), count(*), min(a.date), max(a.date)
     FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ?
     WHERE a.thread_id IN (SELECT value FROM json_each(?)) GROUP BY a.thread_id`,
  )
  const shrink = store.writer(
    `UPDATE board SET count = count - ?, threads = threads + ?,
       low = coalesce((SELECT min(number) FROM placement WHERE board_id = board.id), high + 1) WHERE id = ?`,
  )
  // What lies below the low water mark counts as read anyway.
  const fill = store.writer(
    'DELETE FROM placement_hole WHERE board_id = ? AND number < (SELECT low FROM board WHERE id = ?)',
  )
  return {
    remove: (board, numbers, now) => {
      const removed = remove.all(board, JSON.stringify(numbers))
      const staying = removed.filter(({ article_id: article }) => elsewhere.get(article) !== undefined)
      const left = new Set(staying.map(({ article_id: article }) => article))
      gone.run(now, JSON.stringify(removed.flatMap(({ article_id: article }) => (left.has(article) ? [] : [article]))))
      const threads = JSON.stringify([...new Set(removed.map(({ thread_id: thread }) => thread))])
      const before = forget.run(board, threads).changes
      const after = count.run(board, threads).changes
      shrink.run(removed.length, after - before, board)
      fill.run(board, board)
      return [...left].map((article) => article as ArticleId)
    },
  }
}

const drops = (store: Store): Pick<ExpiryRepository, 'dropOctets' | 'dropRows'> => {
  const octets = store.writer(
    `UPDATE article SET raw = NULL WHERE id IN
       (SELECT id FROM article WHERE withdrawn < ? AND withdrawn IS NOT NULL AND raw IS NOT NULL LIMIT ?)`,
  )
  const leaves = store.reader<{ id: number; message_id: string }>(
    `SELECT a.id, a.message_id FROM article a
     WHERE a.state = 'cancelled' AND a.raw IS NULL AND a.withdrawn < ?
       AND NOT EXISTS (SELECT 1 FROM article c WHERE c.parent_id = a.id)
       AND NOT EXISTS (SELECT 1 FROM article c WHERE c.thread_id = a.id AND c.id <> a.id)
       AND NOT EXISTS (SELECT 1 FROM article c WHERE c.superseded_by = a.id)
       AND NOT EXISTS (SELECT 1 FROM peer_backlog b WHERE b.article_id = a.id)
     LIMIT ?`,
  )
  const drop = store.writer('DELETE FROM article WHERE id IN (SELECT value FROM json_each(?))')
  return {
    dropOctets: (before, limit) => octets.run(before, limit).changes,
    dropRows: (before, limit) => {
      const rows = leaves.all(before, limit)
      if (rows.length > 0) drop.run(JSON.stringify(rows.map(({ id }) => id)))
      return rows.map((row) => row.message_id as MessageId)
    },
  }
}
