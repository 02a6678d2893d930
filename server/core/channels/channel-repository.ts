// The port through which channels and private conversations keep what was said.

import type { AccountId, StreamId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { Channel, ChannelMessage, Topic } from './channel.ts'
import type { HistoryItem } from './history.ts'

export interface NewChannel {
  readonly name: string
  readonly folded: string
  readonly description: string
  readonly readRole: Role
  readonly writeRole: Role
  readonly founder: AccountId | null
  readonly created: number
}

export interface ChannelRepository {
  all(): readonly Channel[]
  insert(channel: NewChannel): Channel
  setTopic(channel: Channel['id'], topic: Topic | null): void
  /** Takes the stream's next seq in the same transaction and returns it. */
  append(stream: StreamId, message: Omit<HistoryItem, 'seq'>): number
  /** Oldest first: the last `limit` with seq below `before` (null: the newest). */
  page(stream: StreamId, before: number | null, limit: number): readonly ChannelMessage[]
  /** The stream of what two accounts have said to each other. */
  conversation(one: AccountId, other: AccountId): StreamId | undefined
  startConversation(one: AccountId, other: AccountId): StreamId
}
