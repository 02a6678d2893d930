// Finds a moment in a stream: times never run backwards along one but for a clock that was set back, so halving finds
// the place; an index on time would cost every line that is said.

import type { ReaderSource } from './read-store.ts'

/** The first seq whose time is `at` or later; one past the end when there is none. */
export const streamSeek = (store: ReaderSource): ((stream: number, at: number) => number) => {
  const head = store.reader<{ last_seq: number }>('SELECT last_seq FROM stream WHERE id = ?')
  const from = store.reader<{ seq: number; at: number }>(
    'SELECT seq, at FROM message WHERE stream_id = ? AND seq >= ? ORDER BY seq LIMIT 1',
  )
  return (stream, at) => {
    let low = 1
    let high = (head.get(stream)?.last_seq ?? 0) + 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const row = from.get(stream, middle)
      if (row === undefined || row.at >= at) high = middle
      else low = row.seq + 1
    }
    return low
  }
}
