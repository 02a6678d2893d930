// Looking for lines in channels and private conversations. Read only: for a thread beside the house's own. A stream is
// a range of rowids in the index and a word in it, so each is looked through by itself, from its newest line backwards,
// and no further than needed.

import type { Msgid, StreamId } from '../core/ids.ts'
import type { MessageHit, MessageSearch } from '../core/search/search-index.ts'
import { markHits } from '../core/search/snippet.ts'
import { IS_SPOKEN } from './history.ts'
import type { ReaderSource } from './read-store.ts'
import { matchExpression } from './search-expression.ts'
import { streamSeek } from './stream-seek.ts'

const COLUMNS = { words: 'text', author: 'nick', subject: 'text' }
/** (stream << 32) | seq, as the triggers have it. */
const STREAM = 2 ** 32
const HAS_WORD = /[\p{L}\p{N}]/u

interface LineRow {
  readonly stream_id: number
  readonly seq: number
  readonly msgid: string
  readonly at: number
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: MessageHit['kind']
  readonly text: string
}

const SAID_BY = '(? IS NULL OR m.nick = ? COLLATE NOCASE)'
const LINE = 'm.stream_id, m.seq, m.msgid, m.at, m.nick, m.account, m.host, m.kind, m.text'

export const messageSearch = (store: ReaderSource): ((search: MessageSearch) => readonly MessageHit[]) => {
  const seek = streamSeek(store)
  const found = store.reader<LineRow>(
    `SELECT ${LINE} FROM message_fts f
     JOIN message m ON m.stream_id = f.rowid >> 32 AND m.seq = f.rowid & 4294967295
     WHERE message_fts MATCH ? AND f.rowid >= ? AND f.rowid < ? AND m.redacted_by IS NULL
       AND ${SAID_BY}
     ORDER BY f.rowid DESC LIMIT ?`,
  )
  const all = store.reader<LineRow>(
    `SELECT ${LINE} FROM message m
     WHERE m.stream_id = ? AND m.seq >= ? AND m.seq < ? AND m.redacted_by IS NULL AND m.${IS_SPOKEN}
       AND ${SAID_BY}
     ORDER BY m.seq DESC LIMIT ?`,
  )
  const place = store.reader<{ stream_id: number; seq: number }>('SELECT stream_id, seq FROM message WHERE msgid = ?')

  return ({ wanted, streams, after, limit }) => {
    const { author } = wanted
    // A nick of signs alone is in no index.
    const match = matchExpression(
      author !== null && HAS_WORD.test(author) ? wanted : { ...wanted, author: null },
      COLUMNS,
    )
    const cursor = after === null ? undefined : place.get(after.msgid)
    const rows = streams.flatMap((stream) => {
      const low = wanted.since === null ? 1 : seek(stream, wanted.since)
      const ends = [Number(STREAM) - 1]
      if (wanted.until !== null) ends.push(seek(stream, wanted.until))
      if (after !== null) ends.push(endAt(stream, after.at, cursor, seek))
      const high = Math.min(...ends)
      if (high <= low) return []
      const base = stream * STREAM
      if (match === null) return all.all(stream, low, high, author, author, limit)
      // Its own word first: so only this stream's lines are walked along, however full the others are.
      return found.all(`({place} : "s${stream}") AND (${match})`, base + low, base + high, author, author, limit)
    })
    rows.sort((a, b) => b.at - a.at || b.stream_id - a.stream_id || b.seq - a.seq)
    return rows.slice(0, limit).map(({ stream_id, seq: _, msgid, ...line }) => ({
      ...line,
      ...{ msgid: msgid as Msgid, stream: stream_id as StreamId, snippet: markHits(line.text, wanted.terms) },
    }))
  }
}

/** Where a page that ended at the cursor goes on in this stream: lines of one moment are ordered by stream and seq. */
const endAt = (
  stream: number,
  at: number,
  cursor: { readonly stream_id: number; readonly seq: number } | undefined,
  seek: (stream: number, at: number) => number,
): number => {
  if (cursor?.stream_id === stream) return cursor.seq
  return seek(stream, cursor !== undefined && stream < cursor.stream_id ? at + 1 : at)
}
