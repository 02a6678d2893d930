// Putting words into the search index. Taking them out again is the business of triggers, in the transaction that takes
// the row away. What writes must run inside a command.

import type { Store } from './database.ts'

export interface WaitingArticle {
  readonly id: number
  readonly subject: string
  readonly author: string
  readonly date: number
  readonly raw: Uint8Array
}

export interface SearchWriting {
  /** Articles whose words are not in the index yet, newest first. */
  waitingArticles(limit: number): readonly WaitingArticle[]
  /** Nothing where the article has gone meanwhile. */
  indexArticle(article: Omit<WaitingArticle, 'raw'>, body: string): void
  /** Streams that have lines which are not in the index: those with a seq above `indexed`. */
  streamsBehind(limit: number): readonly { readonly stream: number; readonly indexed: number; readonly last: number }[]
  /** The lines of a stream with `from` < seq <= `to`. */
  indexLines(stream: number, from: number, to: number): void
}

export const searchWriting = (store: Store): SearchWriting => {
  const waiting = store.reader<WaitingArticle>(
    `SELECT a.id, a.subject, a.author, coalesce(a.date, 0) AS date, coalesce(a.raw, x'') AS raw
     FROM article_unindexed u JOIN article a ON a.id = u.id ORDER BY u.id DESC LIMIT ?`,
  )
  const taken = store.writer('DELETE FROM article_unindexed WHERE id = ?')
  const words = store.writer('INSERT INTO article_fts (rowid, subject, author, body) VALUES (?, ?, ?, ?)')
  const noted = store.writer('INSERT INTO article_indexed (id, date) VALUES (?, ?)')
  const behind = store.reader<{ stream: number; indexed: number; last: number }>(
    `SELECT s.id AS stream, coalesce(i.seq, 0) AS indexed, s.last_seq AS last
     FROM stream s LEFT JOIN stream_indexed i ON i.stream_id = s.id
     WHERE s.last_seq > coalesce(i.seq, 0) LIMIT ?`,
  )
  const lines = store.writer(
    `INSERT INTO message_fts (rowid, place, nick, text)
     SELECT (stream_id << 32) | seq, 's' || stream_id, nick, text FROM message
     WHERE stream_id = ? AND seq > ? AND seq <= ? AND redacted_by IS NULL
       AND kind IN ('message', 'notice', 'action')`,
  )
  const reached = store.writer(
    `INSERT INTO stream_indexed (stream_id, seq) VALUES (?, ?)
     ON CONFLICT (stream_id) DO UPDATE SET seq = excluded.seq`,
  )
  return {
    waitingArticles: (limit) => waiting.all(limit),
    indexArticle: ({ id, subject, author, date }, body) => {
      if (taken.run(id).changes === 0) return
      words.run(id, subject, author, body)
      noted.run(id, date)
    },
    streamsBehind: (limit) => behind.all(limit),
    indexLines: (stream, from, to) => {
      lines.run(stream, from, to)
      reached.run(stream, to)
    },
  }
}
