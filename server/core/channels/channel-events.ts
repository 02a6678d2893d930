// What happens to channels and private conversations, as told in the one stream of ../events.ts.

import type { Hushed } from '../accounts/account-events.ts'
import type { Origin } from '../accounts/session.ts'
import type { Msgid, PresenceId, SessionId } from '../ids.ts'
import type { Stamp } from '../msgids.ts'
import type { ClientTags, MessageKind, Topic } from './channel.ts'
import type { AppliedChange, Level } from './modes.ts'

export interface ChannelCreated {
  readonly type: 'channel.created'
  readonly channel: string
}

export interface ChannelJoined extends Stamp {
  readonly type: 'channel.joined'
  readonly channel: string
  readonly who: Origin
  readonly displayName: string
  readonly modes: string
  /** In an auditorium, the only ones who may notice; null for everybody. */
  readonly only: readonly PresenceId[] | null
}

export interface ChannelParted extends Stamp {
  readonly type: 'channel.parted'
  readonly channel: string
  readonly who: Origin
  readonly reason: string
  /** As in ChannelJoined. */
  readonly only: readonly PresenceId[] | null
}

export interface ChannelKicked extends Stamp {
  readonly type: 'channel.kicked'
  readonly channel: string
  readonly who: Origin
  readonly by: Origin
  readonly reason: string
  /** As in ChannelJoined. */
  readonly only: readonly PresenceId[] | null
}

/** `who` may come in now. */
export interface ChannelInvited {
  readonly type: 'channel.invited'
  readonly channel: string
  readonly who: Origin
  readonly by: Origin
}

/** All changes of one command, in order. `by` is null when the house did it. */
export interface ChannelModesChanged extends Stamp {
  readonly type: 'channel.modes-changed'
  readonly channel: string
  readonly by: Origin | null
  readonly changes: readonly AppliedChange[]
}

/**
 * A line that no history keeps: for those of a prefix and up, or held back by moderation; or, with `isCtcp`, for the
 * programs of everybody who listens on IRC.
 */
export interface ChannelConfided {
  readonly type: 'channel.confided'
  readonly channel: string
  /** The least prefix that it is meant for; null for everybody. */
  readonly to: Level | null
  /** Who hears it: those members, and whoever said it. */
  readonly only: readonly PresenceId[]
  readonly msgid: Msgid
  readonly at: number
  readonly from: Origin
  readonly session: SessionId
  readonly kind: MessageKind
  readonly text: string
  readonly isCtcp?: true
}

export interface ChannelRenamed {
  readonly type: 'channel.renamed'
  readonly channel: string
  readonly from: string
  readonly by: Origin
  readonly reason: string
}

export interface ChannelSaid {
  readonly type: 'channel.said'
  readonly channel: string
  readonly msgid: Msgid
  /** 0 when the channel keeps no history. */
  readonly seq: number
  readonly at: number
  readonly from: Origin
  /** The session it was typed in; a face decides whether that one gets an echo. */
  readonly session: SessionId
  readonly kind: MessageKind
  readonly text: string
  readonly tags?: ClientTags
}

export interface ChannelTopicSet extends Stamp {
  readonly type: 'channel.topic-set'
  readonly channel: string
  readonly topic: Topic | null
  readonly by: Origin
}

/** A private line between two presences; every session of both may show it. */
export interface DirectSaid {
  readonly type: 'direct.said'
  readonly msgid: Msgid
  readonly at: number
  readonly from: Origin
  readonly to: Origin
  readonly session: SessionId
  readonly kind: MessageKind
  readonly text: string
  readonly tags?: ClientTags
}

/** Tags without a line: somebody is typing, or reacts to a line. */
export interface ChannelTagged {
  readonly type: 'channel.tagged'
  readonly channel: string
  readonly msgid: Msgid
  readonly at: number
  readonly from: Origin
  readonly session: SessionId
  readonly tags: ClientTags
}

export interface DirectTagged {
  readonly type: 'direct.tagged'
  readonly msgid: Msgid
  readonly at: number
  readonly from: Origin
  readonly to: Origin
  readonly session: SessionId
  readonly tags: ClientTags
}

/** A line was taken back: one of `channel`, or of a conversation with `to` (null when that one is not here). */
export interface MessageRedacted {
  readonly type: 'message.redacted'
  readonly channel: string | null
  readonly to: Origin | null
  /** Of the line. */
  readonly msgid: Msgid
  /** Of its taking back, which is a row of the history too. */
  readonly id: Msgid
  readonly by: Origin
  readonly at: number
  readonly session: SessionId
  readonly reason: string
}

/** An account has read on, in one of its clients. */
export interface ReadMarkerMoved {
  readonly type: 'read-marker.moved'
  readonly who: Origin
  readonly session: SessionId
  readonly target: string
  readonly at: number
}

/** A channel (then `who` is null), or somebody who is in these channels, says something else of themselves under a key. */
export interface MetadataChanged {
  readonly type: 'metadata.changed'
  readonly channel: string | null
  readonly who: Origin | null
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
  readonly key: string
  /** Null when it was taken away. */
  readonly value: string | null
  readonly session: SessionId
}

/** A newcomer's line with a link waits for somebody's yes. `only` those who may decide about it, and who are here. */
export interface LineHeld {
  readonly type: 'line.held'
  readonly handle: string
  readonly at: number
  /** What it is for: a channel, or the nick `to`. */
  readonly channel: string | null
  readonly to: string | null
  readonly from: Origin
  readonly kind: MessageKind
  readonly text: string
  readonly only: readonly PresenceId[]
}

export interface LineSettled {
  readonly type: 'line.settled'
  readonly handle: string
  readonly outcome: 'released' | 'dropped'
  readonly by: string
  readonly only: readonly PresenceId[]
}

export type ChannelEvent =
  | ChannelCreated
  | ChannelJoined
  | ChannelParted
  | ChannelKicked
  | ChannelInvited
  | ChannelModesChanged
  | ChannelConfided
  | ChannelRenamed
  | ChannelSaid
  | ChannelTopicSet
  | DirectSaid
  | ChannelTagged
  | DirectTagged
  | MessageRedacted
  | ReadMarkerMoved
  | MetadataChanged
  | LineHeld
  | LineSettled
