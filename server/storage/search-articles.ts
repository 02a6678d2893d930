// Looking for articles in the index. Read only: for a thread beside the house's own.

import type { ArticleId, BoardId, MessageId } from '../core/ids.ts'
import type { ArticleHit, ArticleSearch } from '../core/search/search-index.ts'
import type { ReaderSource } from './read-store.ts'
import { matchExpression } from './search-expression.ts'

/** A hit without what is made of its octets. */
export type ArticleRow = Omit<ArticleHit, 'snippet'> & { readonly raw: Uint8Array }

const COLUMNS = { words: 'subject author body', author: 'author', subject: 'subject' }
/** How much a word weighs in the subject, in the author's name and in the body. */
const WEIGHTS = '6.0, 3.0, 1.0'
/** A new article counts this much more than an old one; half of it is gone in a year. */
const RECENCY = 0.4
const YEAR_MS = 31_557_600_000

interface HitRow {
  readonly id: number
  readonly score: number
}

interface DetailRow {
  readonly message_id: string
  readonly thread_id: number
  readonly subject: string
  readonly author: string
  readonly date: number
  readonly raw: Uint8Array
}

export const articleSearch = (store: ReaderSource): ((search: ArticleSearch) => readonly ArticleRow[]) => {
  // bm25 is below zero, and the lower the better: so is the score, whatever the order.
  const hits = (score: string) =>
    store.reader<HitRow>(
      `SELECT id, score FROM (
         SELECT i.id AS id, ${score} AS score
         FROM article_fts JOIN article_indexed i ON i.id = article_fts.rowid
         WHERE article_fts MATCH ? AND i.date >= ? AND i.date < ? AND EXISTS (
           SELECT 1 FROM placement p
           WHERE p.article_id = i.id AND p.board_id IN (SELECT value FROM json_each(?))
         )
       )
       WHERE ? IS NULL OR score > ? OR (score = ? AND id < ?)
       ORDER BY score, id DESC LIMIT ?`,
    )
  const age = `max(0, ? - i.date) / ${YEAR_MS}.0`
  const best = hits(`bm25(article_fts, ${WEIGHTS}) * (1 + ${RECENCY} / (1 + ${age}))`)
  const newest = hits('-i.date + 0 * ?')
  const detail = store.reader<DetailRow>(
    "SELECT message_id, thread_id, subject, author, date, raw FROM article WHERE id = ? AND state = 'live'",
  )
  const placements = store.reader<{ board_id: number; number: number }>(
    `SELECT p.board_id, p.number FROM placement p JOIN board b ON b.id = p.board_id
     WHERE p.article_id = ? AND p.board_id IN (SELECT value FROM json_each(?)) ORDER BY b.name`,
  )
  return ({ wanted, boards, order, now, after, limit }) => {
    const match = matchExpression(wanted, COLUMNS)
    if (match === null || boards.length === 0) return []
    const among = JSON.stringify(boards)
    const span = [wanted.since ?? Number.MIN_SAFE_INTEGER, wanted.until ?? Number.MAX_SAFE_INTEGER]
    const score = after?.score ?? null
    const from = [score, score, score, after?.id ?? null]
    const rows = (order === 'best' ? best : newest).all(now, match, ...span, among, ...from, limit)
    return rows.flatMap(({ id, score: own }): ArticleRow[] => {
      const row = detail.get(id)
      if (row === undefined) return []
      const { message_id: messageId, thread_id: thread, subject, author, date, raw } = row
      const places = placements.all(id, among)
      return [
        {
          ...{ id: id as ArticleId, messageId: messageId as MessageId, thread: thread as ArticleId },
          ...{ subject, author, date, raw, score: own },
          placements: places.map(({ board_id, number }) => ({ board: board_id as BoardId, number })),
        },
      ]
    })
  }
}
