// What newsreaders ask of a board: ranges, as scans along the placements; and taking an article away again.

import type { NewsRepository, PlacedRow } from '../core/boards/news-repository.ts'
import type { AccountId, ArticleId, MessageId } from '../core/ids.ts'
import type { Reader, Store } from './database.ts'

/** A header is never longer: parsing refuses more. */
const HEADER_OCTETS = 65_536

interface OverviewRow {
  readonly number: number
  readonly overview: Uint8Array
}

interface StatRow {
  readonly number: number
  readonly message_id: string
}

const placedOf = (row: StatRow): PlacedRow => ({ number: row.number, messageId: row.message_id as MessageId })

export const newsRepository = (store: Store): NewsRepository => ({
  ...ranges(store),
  ...single(store),
  ...arrivals(store),
  ...withdrawing(store),
})

/** The lines of a page put together by SQLite: a row of JavaScript for each would cost several times as much. */
const overviewBlock = (store: Store, one: Reader<OverviewRow>): NewsRepository['overviewBlock'] => {
  const together = store.reader<{ last: number | null; rows: number; octets: number; block: Uint8Array | null }>(
    `SELECT max(number) AS last, count(*) AS rows, coalesce(sum(length(overview)), 0) AS octets,
       CAST(group_concat(overview, '') AS BLOB) AS block
     FROM (SELECT number, overview FROM placement
           WHERE board_id = ? AND number BETWEEN ? AND ? ORDER BY number LIMIT ?)`,
  )
  return (board, from, to, limit) => {
    const page = together.get(board, from, to, limit.rows)
    if (page === undefined || page.rows === 0) return { block: new Uint8Array(), last: null, isThrough: true }
    if (page.octets <= limit.octets) {
      return { block: page.block ?? new Uint8Array(), last: page.last, isThrough: page.rows < limit.rows }
    }
    const rows = one.all(board, from, to, limit.rows)
    let octets = 0
    const enough = rows.findIndex(({ overview }) => {
      octets += overview.length
      return octets > limit.octets
    })
    const kept = rows.slice(0, Math.max(1, enough))
    const block = Buffer.concat(kept.map(({ overview }) => overview))
    return { block, last: kept.at(-1)?.number ?? null, isThrough: false }
  }
}

const ranges = (store: Store): Pick<NewsRepository, 'numbers' | 'overview' | 'overviewBlock' | 'headers'> => {
  const where = 'p.board_id = ? AND p.number BETWEEN ? AND ? ORDER BY p.number LIMIT ?'
  const numbers = store.reader<{ number: number }>(`SELECT p.number FROM placement p WHERE ${where}`)
  const overview = store.reader<OverviewRow>(`SELECT p.number, p.overview FROM placement p WHERE ${where}`)
  const headers = store.reader<{ number: number; header: Uint8Array }>(
    `SELECT p.number, substr(a.raw, 1, ${HEADER_OCTETS}) AS header
     FROM placement p JOIN article a ON a.id = p.article_id WHERE ${where}`,
  )
  return {
    numbers: (board, from, to, limit) => numbers.all(board, from, to, limit).map(({ number }) => number),
    overview: (board, from, to, limit) => overview.all(board, from, to, limit),
    overviewBlock: overviewBlock(store, overview),
    headers: (board, from, to, limit) => headers.all(board, from, to, limit),
  }
}

type Single = 'stat' | 'article' | 'overviewOf' | 'neighbour' | 'accountOf' | 'isEdited'

const single = (store: Store): Pick<NewsRepository, Single> => {
  const placed = 'FROM placement p JOIN article a ON a.id = p.article_id WHERE p.board_id = ? AND p.number'
  const stat = store.reader<StatRow>(`SELECT p.number, a.message_id ${placed} = ?`)
  // Xref stands last in the overview (RFC 3977 §8.3.2), and no other field holds a TAB.
  const article = store.reader<StatRow & { xref: string; raw: Uint8Array }>(
    `SELECT p.number, a.message_id, a.raw,
       rtrim(CAST(substr(p.overview, instr(p.overview, CAST(char(9) || 'Xref: ' AS BLOB)) + 7) AS TEXT),
             char(13, 10)) AS xref ${placed} = ?`,
  )
  const next = store.reader<StatRow>(`SELECT p.number, a.message_id ${placed} > ? ORDER BY p.number LIMIT 1`)
  const last = store.reader<StatRow>(`SELECT p.number, a.message_id ${placed} < ? ORDER BY p.number DESC LIMIT 1`)
  const overview = store.reader<{ overview: Uint8Array }>('SELECT overview FROM placement WHERE article_id = ? LIMIT 1')
  const edited = store.reader<{ edited: number }>('SELECT edited FROM article WHERE id = ?')
  const account = store.reader<{ account_id: number | null }>('SELECT account_id FROM article WHERE id = ?')
  return {
    stat: (board, number) => {
      const row = stat.get(board, number)
      return row === undefined ? undefined : placedOf(row)
    },
    article: (board, number) => {
      const row = article.get(board, number)
      return row === undefined ? undefined : { ...placedOf(row), xref: row.xref, raw: row.raw }
    },
    neighbour: (board, number, direction) => {
      const row = (direction === 'next' ? next : last).get(board, number)
      return row === undefined ? undefined : placedOf(row)
    },
    overviewOf: (id) => overview.get(id)?.overview,
    isEdited: (id) => edited.get(id)?.edited === 1,
    accountOf: (id) => (account.get(id)?.account_id ?? null) as AccountId | null,
  }
}

const arrivals = (store: Store): Pick<NewsRepository, 'arrivals'> => {
  const page = store.reader<{ id: number; arrived: number; message_id: string; wanted: number }>(
    `SELECT a.id, a.arrived, a.message_id, EXISTS (
       SELECT 1 FROM placement p
       WHERE p.article_id = a.id AND p.board_id IN (SELECT value FROM json_each(?))
     ) AS wanted
     FROM article a WHERE a.state = 'live' AND (a.arrived, a.id) > (?, ?) ORDER BY a.arrived, a.id LIMIT ?`,
  )
  return {
    arrivals: ({ arrived, article }, boards, limit) =>
      page.all(JSON.stringify(boards), arrived, article, limit).map((row) => ({
        id: row.id as ArticleId,
        arrived: row.arrived,
        messageId: row.message_id as MessageId,
        isWanted: row.wanted === 1,
      })),
  }
}

const withdrawing = (store: Store): Pick<NewsRepository, 'withdraw' | 'unplace'> => {
  const cancel = store.writer<{ thread_id: number }>(
    "UPDATE article SET state = 'cancelled', withdrawn = ? WHERE id = ? AND state = 'live' RETURNING thread_id",
  )
  const remove = store.writer<{ board_id: number; number: number }>(
    'DELETE FROM placement WHERE article_id = ? RETURNING board_id, number',
  )
  const removeOne = store.writer<{ thread_id: number }>(
    `DELETE FROM placement WHERE board_id = ? AND number = ?
     RETURNING (SELECT thread_id FROM article WHERE id = article_id) AS thread_id`,
  )
  const forget = store.writer('DELETE FROM board_thread WHERE board_id = ? AND thread_id = ?')
  const count = store.writer(
    `INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest)
     SELECT p.board_id, a.thread_id, min(p.number), max(p.number), count(*), min(a.date), max(a.date)
     FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ?
     WHERE a.thread_id = ? GROUP BY a.thread_id`,
  )
  // The low water mark moves with the deletion, and only when the lowest goes (RFC 3977 §6.1.1).
  const shrink = store.writer(
    `UPDATE board SET count = count - 1, threads = threads + ?, low = CASE WHEN low < ? THEN low ELSE
       coalesce((SELECT min(number) FROM placement WHERE board_id = board.id), high + 1) END WHERE id = ?`,
  )
  const recount = (board: number, thread: number, number: number): void => {
    const before = forget.run(board, thread).changes
    const after = count.run(board, thread).changes
    shrink.run(after - before, number, board)
  }
  return {
    unplace: (board, number) => {
      const removed = removeOne.get(board, number)
      if (removed === undefined) throw new Error(`nothing stands at ${board}:${number}`)
      recount(board, removed.thread_id, number)
    },
    withdraw: (article, at) => {
      const cancelled = cancel.get(at, article)
      if (cancelled === undefined) throw new Error(`article ${article} is not live`)
      for (const { board_id: board, number } of remove.all(article)) {
        recount(board, cancelled.thread_id, number)
      }
    },
  }
}
