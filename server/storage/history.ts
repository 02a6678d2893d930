// History as it is asked for by clients: stretches of a stream, single rows by id, what was taken back, reactions, how
// far somebody has read.

import type { MessageKind, Reaction } from '../core/channels/channel.ts'
import type { Happening, HistoryItem, HistoryPlace } from '../core/channels/history.ts'
import type { HistoryRepository } from '../core/channels/history-repository.ts'
import type { Msgid, StreamId } from '../core/ids.ts'
import type { Store } from './database.ts'
import { streamSeek } from './stream-seek.ts'

export interface HistoryRow {
  readonly seq: number
  readonly msgid: string
  readonly at: number
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: MessageKind | Happening
  readonly text: string
  readonly tags: string | null
  readonly redacted_by: string | null
  readonly redacted_at: number | null
  readonly redacted_why: string | null
}

export const HISTORY_COLUMNS =
  'seq, msgid, at, nick, account, host, kind, text, tags, redacted_by, redacted_at, redacted_why'

/** What was said, without what happened beside it. */
export const IS_SPOKEN = "kind IN ('message', 'notice', 'action')"

export const itemOf = (row: HistoryRow): HistoryItem => {
  const { seq, msgid, at, nick, account, host, kind, text, tags, redacted_by: by } = row
  return {
    ...{ seq, msgid: msgid as Msgid, at, nick, account, host, kind, text },
    ...(tags !== null && { tags: JSON.parse(tags) as Record<string, string> }),
    ...(by !== null && { redacted: { by, at: row.redacted_at ?? 0, reason: row.redacted_why ?? '' } }),
  }
}

export const historyRepository = (store: Store): HistoryRepository => ({
  ...reading(store),
  ...correcting(store),
  ...marking(store),
})

const reading = (
  store: Store,
): Pick<HistoryRepository, 'range' | 'find' | 'firstSince' | 'newestBefore' | 'latest' | 'conversations'> => {
  const range = (order: 'ASC' | 'DESC', kinds: string) =>
    store.reader<HistoryRow>(
      `SELECT ${HISTORY_COLUMNS} FROM message
       WHERE stream_id = ? AND seq > ? AND seq < ? AND ${kinds} ORDER BY seq ${order} LIMIT ?`,
    )
  const standing = `redacted_by IS NULL AND ${IS_SPOKEN}`
  const spoken = { oldest: range('ASC', standing), newest: range('DESC', standing) }
  const all = { oldest: range('ASC', 'redacted_by IS NULL'), newest: range('DESC', 'redacted_by IS NULL') }
  const find = store.reader<HistoryRow & { stream_id: number }>(
    `SELECT stream_id, ${HISTORY_COLUMNS} FROM message WHERE msgid = ?`,
  )
  const newestBefore = store.reader<{ seq: number; at: number }>(
    `SELECT seq, at FROM message WHERE stream_id = ? AND seq < ? AND redacted_by IS NULL AND ${IS_SPOKEN}
     ORDER BY seq DESC LIMIT 1`,
  )
  const latest = store.reader<{ at: number }>(
    `SELECT at FROM message WHERE stream_id = ? AND ${IS_SPOKEN} ORDER BY seq DESC LIMIT 1`,
  )
  const conversations = store.reader<{ stream_id: number; name: string }>(
    `SELECT stream_id, name FROM conversation JOIN account ON account.id = second_id WHERE first_id = ?
     UNION SELECT stream_id, name FROM conversation JOIN account ON account.id = first_id WHERE second_id = ?`,
  )
  const reactionsTo = reactions(store)
  return {
    range: ({ stream, after, before, limit, from: end, happenings }) => {
      const reader = (happenings ? all : spoken)[end]
      const rows = reader.all(stream, after ?? 0, before ?? Number.MAX_SAFE_INTEGER, limit)
      if (end === 'newest') rows.reverse()
      return reactionsTo(stream, rows.map(itemOf))
    },
    find: (msgid) => {
      const row = find.get(msgid)
      return row === undefined ? undefined : { stream: row.stream_id as StreamId, seq: row.seq, item: itemOf(row) }
    },
    firstSince: streamSeek(store),
    newestBefore: (stream, before) => newestBefore.get(stream, before) ?? null,
    latest: (stream) => latest.get(stream)?.at ?? null,
    conversations: (account) =>
      conversations.all(account, account).map(({ stream_id, name }) => ({ stream: stream_id as StreamId, name })),
  }
}

type ReactionRow = Omit<Reaction, 'msgid'> & { readonly seq: number; readonly msgid: string }

/** Puts with each line what people have answered it with a sign. */
export const reactions = (store: Store) => {
  const between = store.reader<ReactionRow>(
    'SELECT seq, nick, account, host, msgid, at, reaction FROM reaction WHERE stream_id = ? AND seq BETWEEN ? AND ? ORDER BY at',
  )
  return (stream: StreamId, items: readonly HistoryItem[]): readonly HistoryItem[] => {
    const [first, last] = [items[0], items.at(-1)]
    if (first === undefined || last === undefined) return items
    const rows = between.all(stream, first.seq, last.seq)
    if (rows.length === 0) return items
    return items.map((item) => {
      const own = rows.filter(({ seq }) => seq === item.seq)
      return own.length === 0 ? item : { ...item, reactions: own.map(({ seq: _, ...reaction }) => reaction) }
    })
  }
}

const correcting = (store: Store): Pick<HistoryRepository, 'redact' | 'react' | 'unreact'> => {
  const redact = store.writer(
    `UPDATE message SET text = '', tags = NULL, redacted_by = ?, redacted_at = ?, redacted_why = ?
     WHERE stream_id = ? AND seq = ?`,
  )
  const forget = store.writer('DELETE FROM reaction WHERE stream_id = ? AND seq = ?')
  const react = store.writer(
    `INSERT INTO reaction (stream_id, seq, nick, reaction, account, host, msgid, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const unreact = store.writer('DELETE FROM reaction WHERE stream_id = ? AND seq = ? AND nick = ? AND reaction = ?')
  return {
    redact: ({ stream, seq }: HistoryPlace, by, at, reason) => {
      redact.run(by, at, reason, stream, seq)
      forget.run(stream, seq)
    },
    react: ({ stream, seq }, { nick, reaction, account, host, msgid, at }) =>
      react.run(stream, seq, nick, reaction, account, host, msgid, at).changes > 0,
    unreact: ({ stream, seq }, nick, reaction) => void unreact.run(stream, seq, nick, reaction),
  }
}

const marking = (store: Store): Pick<HistoryRepository, 'marker' | 'setMarker' | 'visit' | 'setVisit'> => {
  const marker = store.reader<{ at: number }>('SELECT at FROM read_marker WHERE account_id = ? AND target = ?')
  const setMarker = store.writer(
    `INSERT INTO read_marker (account_id, target, at) VALUES (?, ?, ?)
     ON CONFLICT (account_id, target) DO UPDATE SET at = excluded.at`,
  )
  const visit = store.reader<{ seq: number }>('SELECT seq FROM channel_visit WHERE account_id = ? AND stream_id = ?')
  const setVisit = store.writer(
    `INSERT INTO channel_visit (account_id, stream_id, seq) SELECT ?, id, last_seq FROM stream WHERE id = ?
     ON CONFLICT (account_id, stream_id) DO UPDATE SET seq = excluded.seq`,
  )
  return {
    marker: (account, target) => marker.get(account, target)?.at ?? null,
    setMarker: (account, target, at) => void setMarker.run(account, target, at),
    visit: (account, stream) => visit.get(account, stream)?.seq ?? null,
    setVisit: (account, stream) => void setVisit.run(account, stream),
  }
}
