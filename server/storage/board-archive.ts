// The articles of a board in the order of their numbers, for archives. Read only: for a thread beside the house's own.

import { MBOX_SLICE_OCTETS } from '../../shared/limits.ts'
import type { MboxRequest } from '../core/archive/archive-service.ts'
import type { ReaderSource } from './read-store.ts'

export interface ArchivedArticle {
  readonly number: number
  readonly date: number
  readonly raw: Uint8Array
}

export interface ArchiveSlice {
  readonly articles: readonly ArchivedArticle[]
  /** The number to go on behind; null at the end. */
  readonly next: number | null
}

const ROWS_AT_ONCE = 32

export const boardArchive = (store: ReaderSource): ((request: MboxRequest) => ArchiveSlice) => {
  const columns = 'p.number, coalesce(a.date, 0) AS date, a.raw'
  const ofBoard = store.reader<ArchivedArticle>(
    `SELECT ${columns} FROM placement p JOIN article a ON a.id = p.article_id
     WHERE p.board_id = ? AND p.number > ? ORDER BY p.number LIMIT ?`,
  )
  // By the thread's own index: a thread is short, however long the board.
  const ofThread = store.reader<ArchivedArticle>(
    `SELECT ${columns} FROM article a JOIN placement p ON p.article_id = a.id AND p.board_id = ?
     WHERE a.thread_id = ? AND p.number > ? ORDER BY p.number LIMIT ?`,
  )
  return ({ board, thread, after }) => {
    const articles: ArchivedArticle[] = []
    let octets = 0
    let last = after
    while (octets < MBOX_SLICE_OCTETS) {
      const rows =
        thread === null ? ofBoard.all(board.id, last, ROWS_AT_ONCE) : ofThread.all(board.id, thread, last, ROWS_AT_ONCE)
      for (const row of rows) {
        articles.push(row)
        octets += row.raw.byteLength
        last = row.number
        if (octets >= MBOX_SLICE_OCTETS) return { articles, next: last }
      }
      if (rows.length < ROWS_AT_ONCE) return { articles, next: null }
    }
    return { articles, next: last }
  }
}
