// What accounts have read, in SQLite: a row for each board that an account has looked at, with the ranges as .newsrc
// writes them; and the holes in the numbers of boards, so that counting what is new needs no walk over its articles.

import { formatRanges, parseRanges } from '../core/boards/read-ranges.ts'
import type { Place, Reading, ReadingRepository } from '../core/boards/reading-repository.ts'
import type { AccountId, ArticleId, BoardId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface ReadingRow {
  readonly board_id: number
  readonly ranges: string
  readonly subscribed: number
}

interface PlaceRow {
  readonly board_id: number
  readonly number: number
}

const readingOf = (row: ReadingRow): Reading => ({
  ranges: parseRanges(row.ranges),
  isSubscribed: row.subscribed === 1,
})

const placeOf = (row: PlaceRow): Place => ({ board: row.board_id as BoardId, number: row.number })

export const readingRepository = (store: Store): ReadingRepository => ({ ...readings(store), ...articles(store) })

type Records = 'readings' | 'reading' | 'readers' | 'setReading'

const readings = (store: Store): Pick<ReadingRepository, Records> => {
  const all = store.reader<ReadingRow>('SELECT board_id, ranges, subscribed FROM reading WHERE account_id = ?')
  const one = store.reader<ReadingRow>(
    'SELECT board_id, ranges, subscribed FROM reading WHERE account_id = ? AND board_id = ?',
  )
  const readers = store.reader<ReadingRow & { account_id: number }>(
    'SELECT account_id, board_id, ranges, subscribed FROM reading WHERE board_id = ?',
  )
  const set = store.writer(
    `INSERT INTO reading (account_id, board_id, ranges, subscribed) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, board_id) DO UPDATE SET ranges = excluded.ranges, subscribed = excluded.subscribed`,
  )
  return {
    readings: (account) => new Map(all.all(account).map((row) => [row.board_id as BoardId, readingOf(row)])),
    reading: (account, board) => {
      const row = one.get(account, board)
      return row === undefined ? undefined : readingOf(row)
    },
    readers: (board) =>
      readers.all(board).map((row) => ({ account: row.account_id as AccountId, reading: readingOf(row) })),
    setReading: (account, board, { ranges, isSubscribed }) =>
      void set.run(account, board, formatRanges(ranges), isSubscribed ? 1 : 0),
  }
}

const articles = (store: Store): Omit<ReadingRepository, Records> => {
  const holes = store.reader<{ number: number }>(
    'SELECT number FROM placement_hole WHERE board_id = ? AND number BETWEEN ? AND ? ORDER BY number',
  )
  const newest = store.reader<{ number: number; date: number; account_id: number | null }>(
    `SELECT p.number, coalesce(a.date, 0) AS date, a.account_id FROM placement p JOIN article a ON a.id = p.article_id
     WHERE p.board_id = ? ORDER BY p.number DESC LIMIT ?`,
  )
  const first = store.reader<{ number: number; article_id: number }>(
    `SELECT number, article_id FROM placement WHERE board_id = ? AND number BETWEEN ? AND ? ORDER BY number LIMIT 1`,
  )
  const crossposts = store.reader<PlaceRow>(
    `SELECT o.board_id, o.number FROM placement p
     JOIN placement o ON o.article_id = p.article_id AND o.board_id <> p.board_id
     WHERE p.board_id = ? AND p.number BETWEEN ? AND ?`,
  )
  const numbers = store.reader<{ number: number }>(
    `SELECT p.number FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ? WHERE a.thread_id = ?`,
  )
  const places = store.reader<PlaceRow>('SELECT board_id, number FROM placement WHERE article_id = ?')
  const author = store.reader<{ account_id: number | null }>('SELECT account_id FROM article WHERE id = ?')
  return {
    holes: (board, within) => holes.all(board, within.first, within.last).map(({ number }) => number),
    newest: (board, limit) =>
      newest.all(board, limit).map(({ number, date, account_id: author }) => {
        return { number, date, author: author as AccountId | null }
      }),
    firstIn: (board, within) => {
      const row = first.get(board, within.first, within.last)
      return row === undefined ? undefined : { number: row.number, article: row.article_id as ArticleId }
    },
    crossposts: (board, within) => crossposts.all(board, within.first, within.last).map(placeOf),
    numbersOf: (board, thread) => numbers.all(board, thread).map(({ number }) => number),
    places: (article) => places.all(article).map(placeOf),
    authorOf: (article) => (author.get(article)?.account_id ?? null) as AccountId | null,
  }
}
