// Everything that happens, as one ordered stream of plain data: past tense, `noun.verb`. Gateways filter it for their
// sessions; switches over it are closed by the compiler.

import type { Origin } from './accounts/session.ts'
import type { ClientTags, MessageKind, Topic } from './channels/channel.ts'
import type { AppliedChange, Level } from './channels/modes.ts'
import type { ArticleId, MessageId, Msgid, PresenceId, SessionId } from './ids.ts'

/** A session now acts as this presence: it signed in, or entered as a guest. Its channels are already joined. */
export interface SessionEntered {
  readonly type: 'session.entered'
  readonly session: SessionId
  readonly who: Origin
  readonly channels: readonly string[]
}

/** The core wants this session gone (banned, signed out elsewhere). The gateway says `reason` and closes it. */
export interface SessionDismissed {
  readonly type: 'session.dismissed'
  readonly session: SessionId
  readonly reason: string
  /** It is shut out, and should not come straight back. */
  readonly isBan?: true
}

export interface PresenceArrived {
  readonly type: 'presence.arrived'
  readonly who: Origin
}

/** The last session of a nick is gone. `channels` are those it was in. */
export interface PresenceLeft {
  readonly type: 'presence.left'
  readonly who: Origin
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
  readonly reason: string
}

/** An auditorium among the channels of somebody, and the only ones in it who may notice them. */
export interface Hushed {
  readonly channel: string
  readonly only: readonly PresenceId[]
}

/** `who` has the new nick, account and host. */
export interface PresenceRenamed {
  readonly type: 'presence.renamed'
  readonly who: Origin
  readonly from: string
  readonly fromHost: string
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
}

/** A nick is away now, or (null) somebody is there again. */
export interface PresenceAwayChanged {
  readonly type: 'presence.away-changed'
  readonly who: Origin
  readonly away: string | null
  readonly channels: readonly string[]
}

export interface PresenceDisplayNameSet {
  readonly type: 'presence.display-name-set'
  readonly who: Origin
  readonly displayName: string
  readonly channels: readonly string[]
}

export interface ChannelCreated {
  readonly type: 'channel.created'
  readonly channel: string
}

export interface ChannelJoined {
  readonly type: 'channel.joined'
  readonly channel: string
  readonly who: Origin
  readonly displayName: string
  readonly modes: string
  /** In an auditorium, the only ones who may notice; null for everybody. */
  readonly only: readonly PresenceId[] | null
}

export interface ChannelParted {
  readonly type: 'channel.parted'
  readonly channel: string
  readonly who: Origin
  readonly reason: string
  /** As in ChannelJoined. */
  readonly only: readonly PresenceId[] | null
}

export interface ChannelKicked {
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
export interface ChannelModesChanged {
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

export interface ChannelTopicSet {
  readonly type: 'channel.topic-set'
  readonly channel: string
  readonly topic: Topic | null
  readonly by: Origin
  readonly at: number
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
  readonly msgid: Msgid
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

export interface BoardCreated {
  readonly type: 'board.created'
  readonly board: string
}

export interface ArticlePosted {
  readonly type: 'article.posted'
  readonly article: ArticleId
  readonly messageId: MessageId
  readonly placements: readonly { readonly board: string; readonly number: number }[]
  readonly thread: ArticleId
  readonly startsThread: boolean
  readonly subject: string
  readonly author: string
  readonly at: number
}

/** Its author took it back, or put another in its place. Its numbers are holes from now on. */
export interface ArticleCancelled {
  readonly type: 'article.cancelled'
  readonly article: ArticleId
  readonly messageId: MessageId
  readonly placements: readonly { readonly board: string; readonly number: number }[]
  readonly thread: ArticleId
}

/** Many articles at once; told per batch, so that an import does not flood open screens. */
export interface BoardImported {
  readonly type: 'board.imported'
  readonly board: string
  readonly stored: number
}

export interface AccountRegistered {
  readonly type: 'account.registered'
  readonly account: string
  readonly pending: boolean
}

/** A word from the staff to all who listen for it. */
export interface StaffAnnounced {
  readonly type: 'staff.announced'
  readonly from: Origin
  readonly session: SessionId
  readonly at: number
  readonly text: string
}

/** Role, state, display name or settings changed. */
export interface AccountChanged {
  readonly type: 'account.changed'
  readonly account: string
  readonly presence: PresenceId | null
}

/** What an account has read or follows has changed in these boards. */
export interface ReadingChanged {
  readonly type: 'reading.changed'
  readonly account: string
  readonly boards: readonly string[]
}

export type CoreEvent =
  | SessionEntered
  | SessionDismissed
  | PresenceArrived
  | PresenceLeft
  | PresenceRenamed
  | PresenceAwayChanged
  | PresenceDisplayNameSet
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
  | BoardCreated
  | ArticlePosted
  | ArticleCancelled
  | BoardImported
  | ReadingChanged
  | AccountRegistered
  | AccountChanged
  | StaffAnnounced
