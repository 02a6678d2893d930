// What was said and what happened, as it can be asked for later. Types and rules.

import type { Msgid, StreamId } from '../ids.ts'
import type { ChannelMessage, MessageKind } from './channel.ts'

/** What happened in a channel beside the talk; kept in the same order as the lines. */
export const HAPPENINGS = ['topic', 'join', 'part', 'quit', 'nick', 'kick', 'mode', 'redact'] as const
export type Happening = (typeof HAPPENINGS)[number]

/**
 * A row of history. For a happening, `text` holds what changed: the topic, the new nick, the reason, the modes with
 * their parameters; for a kick the nick that went, a blank, and the reason; for a line taken back its msgid, a blank,
 * and why.
 */
export interface HistoryItem extends Omit<ChannelMessage, 'kind'> {
  readonly kind: MessageKind | Happening
}

/** A place in a history: a row by its id, or a moment in milliseconds since 1970. */
export type HistoryPoint = { readonly msgid: string } | { readonly at: number }

/** Where a row stands. */
export interface HistoryPlace {
  readonly stream: StreamId
  readonly seq: number
}

/** One event in several channels is a row in each of their histories, and each row has an id of its own. */
export const rowIdOf = (msgid: Msgid, stream: number): Msgid => `${msgid}.${stream}` as Msgid

/** What was told live of a row. */
export const toldIdOf = (row: string): string => row.split('.', 1)[0] ?? row
