// Channels, what was said in them, and private conversations, in SQLite. A stream's head row gives the next seq in the
// transaction that stores the line, so a history has no holes and no line comes twice.

import type { Channel, ChannelMessage, ChannelSettings } from '../core/channels/channel.ts'
import type { ChannelRepository } from '../core/channels/channel-repository.ts'
import type { AccountId, ChannelId, StreamId } from '../core/ids.ts'
import type { Role } from '../core/visibility.ts'
import type { Store } from './database.ts'
import { HISTORY_COLUMNS, type HistoryRow, IS_SPOKEN, itemOf, reactions } from './history.ts'
import { messageAppender } from './message-rows.ts'

interface ChannelRow {
  readonly id: number
  readonly stream_id: number
  readonly name: string
  readonly description: string
  readonly read_role: Role
  readonly write_role: Role
  readonly founder_id: number | null
  readonly created: number
  readonly topic: string | null
  readonly topic_by: string | null
  readonly topic_at: number | null
  readonly modes: string
  readonly key: string | null
  readonly member_limit: number | null
  readonly forward: string | null
  readonly registered: number | null
  readonly topic_lock: 0 | 1
  readonly mode_lock: string
  readonly history: ChannelSettings['history']
  readonly public_since: number | null
}

const CHANNEL_COLUMNS =
  'id, stream_id, name, description, read_role, write_role, founder_id, created, topic, topic_by, topic_at, ' +
  'modes, key, member_limit, forward, registered, topic_lock, mode_lock, history, public_since'

const channelOf = (row: ChannelRow): Channel => ({
  id: row.id as ChannelId,
  stream: row.stream_id as StreamId,
  name: row.name,
  description: row.description,
  readRole: row.read_role,
  writeRole: row.write_role,
  founder: row.founder_id as AccountId | null,
  created: row.created,
  topic: row.topic === null ? null : { text: row.topic, setBy: row.topic_by ?? '', setAt: row.topic_at ?? 0 },
  modes: { flags: row.modes, key: row.key, limit: row.member_limit, forward: row.forward },
  registered: row.registered,
  settings: {
    ...{ topicLock: row.topic_lock === 1, modeLock: row.mode_lock, history: row.history },
    publicSince: row.public_since,
  },
})

export const channelRepository = (store: Store): ChannelRepository => {
  const newStream = store.writer<{ id: number }>('INSERT INTO stream (last_seq) VALUES (0) RETURNING id')
  const startStream = (): StreamId => {
    const row = newStream.get()
    if (row === undefined) throw new Error('INSERT INTO stream returned no row')
    return row.id as StreamId
  }
  return { ...channels(store, startStream), ...messages(store), ...conversations(store, startStream) }
}

const channels = (
  store: Store,
  startStream: () => StreamId,
): Pick<ChannelRepository, 'all' | 'insert' | 'setTopic'> => {
  const all = store.reader<ChannelRow>(`SELECT ${CHANNEL_COLUMNS} FROM channel`)
  const insert = store.writer<ChannelRow>(
    `INSERT INTO channel (stream_id, name, folded, description, read_role, write_role, founder_id, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${CHANNEL_COLUMNS}`,
  )
  const setTopic = store.writer('UPDATE channel SET topic = ?, topic_by = ?, topic_at = ? WHERE id = ?')
  return {
    all: () => all.all().map(channelOf),
    insert: ({ name, folded, description, readRole, writeRole, founder, created }) => {
      const row = insert.get(startStream(), name, folded, description, readRole, writeRole, founder, created)
      if (row === undefined) throw new Error('INSERT INTO channel returned no row')
      return channelOf(row)
    },
    setTopic: (channel, topic) =>
      void setTopic.run(topic?.text ?? null, topic?.setBy ?? null, topic?.setAt ?? null, channel),
  }
}

const messages = (store: Store): Pick<ChannelRepository, 'append' | 'page'> => {
  const page = store.reader<HistoryRow>(
    `SELECT ${HISTORY_COLUMNS} FROM message
     WHERE stream_id = ? AND seq < ? AND ${IS_SPOKEN} ORDER BY seq DESC LIMIT ?`,
  )
  const withReactions = reactions(store)
  return {
    append: messageAppender(store),
    page: (stream, before, limit) =>
      withReactions(
        stream,
        page
          .all(stream, before ?? Number.MAX_SAFE_INTEGER, limit)
          .reverse()
          .map(itemOf),
      ) as ChannelMessage[],
  }
}

const conversations = (
  store: Store,
  startStream: () => StreamId,
): Pick<ChannelRepository, 'conversation' | 'startConversation'> => {
  const find = store.reader<{ stream_id: number }>(
    'SELECT stream_id FROM conversation WHERE first_id = ? AND second_id = ?',
  )
  const start = store.writer('INSERT INTO conversation (first_id, second_id, stream_id) VALUES (?, ?, ?)')
  const pair = (one: AccountId, other: AccountId): [number, number] => (one < other ? [one, other] : [other, one])
  return {
    conversation: (one, other) => find.get(...pair(one, other))?.stream_id as StreamId | undefined,
    startConversation: (one, other) => {
      const stream = startStream()
      start.run(...pair(one, other), stream)
      return stream
    },
  }
}
