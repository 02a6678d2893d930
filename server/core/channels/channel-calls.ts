// What the contract offers on channels, private conversations and their history. How the calls behave in general
// stands in ../contract.ts, of which this is a part.

import type { Msgid, SessionId } from '../ids.ts'
import type {
  AccessView,
  ChannelInfo,
  ChannelMessage,
  ChannelSettingsDraft,
  ChannelView,
  ClientTags,
  MemberView,
  MessageKind,
} from './channel.ts'
import type { HistoryItem, HistoryPoint } from './history.ts'
import type { MaskEntry } from './masks.ts'
import type { Level, MaskList, ModeChange, ModeOutcome } from './modes.ts'

/** `away`: why the receiver may not answer. */
export interface Told {
  readonly msgid: Msgid
  readonly at: number
  readonly away?: string
}

export interface Channels {
  /** The channels this viewer may see, by name. */
  list(args: { session: SessionId }): readonly ChannelView[]
  /** @throws Refusal no-such-channel */
  get(args: { session: SessionId; channel: string }): ChannelView
  /**
   * Creates the channel when there is none. Joining again does nothing.
   * @throws Refusal no-such-channel, too-many, throttled, banned (why), sign-in-required (R), invite-only, bad-key,
   *   channel-full; forwarded: the channel leads on to the one in `detail`, which may be joined instead
   */
  join(args: { session: SessionId; channel: string; key?: string }): ChannelView
  /** All sessions of the nick leave. @throws Refusal not-in-channel */
  part(args: { session: SessionId; channel: string; reason: string }): void
  /** How many channels `list` would give. */
  count(args: { session: SessionId }): number
  /** The channels in which the caller may notice somebody, with the prefixes (of `qaohv`) there. @throws Refusal no-such-nick */
  standing(args: { session: SessionId; nick: string }): readonly { readonly channel: string; readonly modes: string }[]
  /** In an auditorium, most see only those with a prefix. @throws Refusal no-such-channel */
  members(args: { session: SessionId; channel: string }): readonly MemberView[]
  /**
   * `to` makes it for those with this prefix and up, and no history keeps it.
   * @throws Refusal not-in-channel, not-permitted, empty, too-long (MESSAGE_OCTETS), malformed, throttled, banned (why),
   *   moderated, sign-in-required (M)
   */
  say(args: {
    session: SessionId
    channel: string
    text: string
    kind?: MessageKind
    to?: Level | undefined
    /** Words for programs: heard on IRC, kept nowhere, and taken by no channel with C (locked). */
    isCtcp?: boolean
    /** `text` may hold line ends (LF): MULTILINE_OCTETS and _LINES are its bounds then. */
    isMultiline?: boolean | undefined
    tags?: ClientTags | undefined
  }): ChannelMessage
  /** '' clears it. @throws Refusal not-in-channel, not-operator, locked, too-long */
  setTopic(args: { session: SessionId; channel: string; topic: string }): ChannelView
  /** Oldest first, the last `limit` (1–500) with seq below `before`. @throws Refusal no-such-channel, not-in-channel */
  history(args: { session: SessionId; channel: string; before?: number; limit: number }): readonly ChannelMessage[]
  /** A private line. Between two accounts it is kept. @throws Refusal sign-in-required (it takes none from guests), no-such-nick, not-permitted, empty, too-long */
  tell(args: {
    session: SessionId
    to: string
    text: string
    kind?: MessageKind
    isMultiline?: boolean | undefined
    tags?: ClientTags | undefined
  }): Told
  /** What was said privately with `nick`'s account, oldest first. @throws Refusal sign-in-required, no-such-account */
  conversation(args: { session: SessionId; nick: string; before?: number; limit: number }): readonly ChannelMessage[]
  /**
   * Several changes at once: each is judged by itself, and those that may be made take effect together. Refused are
   * no-such-mode, not-operator, no-such-nick, no-such-member, malformed, list-full, locked, no-such-channel (a forward).
   * @throws Refusal no-such-channel, not-in-channel, too-many
   */
  setModes(args: { session: SessionId; channel: string; changes: readonly ModeChange[] }): ModeOutcome
  /** What a list holds now. Exceptions and invitations are for those who keep order. @throws Refusal not-operator */
  masks(args: { session: SessionId; channel: string; list: MaskList }): readonly MaskEntry[]
  /** @throws Refusal no-such-channel, not-in-channel, not-operator, no-such-nick, no-such-member, too-long */
  kick(args: { session: SessionId; channel: string; nick: string; reason: string }): void
  /** Opens a door that is closed by i, k, l or R. @throws Refusal as kick; already-in-channel */
  invite(args: { session: SessionId; channel: string; nick: string }): void
  /** The channels that the caller is invited to and has not come into. */
  invitations(args: { session: SessionId }): readonly string[]
  /** Makes the caller its owner. @throws Refusal sign-in-required, already-exists, not-operator, too-many */
  register(args: { session: SessionId; channel: string }): ChannelInfo
  /** Nobody owns it from now on. @throws Refusal not-operator, no-such-thing (it is not registered) */
  drop(args: { session: SessionId; channel: string }): void
  /** Gives it to another account. @throws Refusal as drop; no-such-account */
  transfer(args: { session: SessionId; channel: string; account: string }): ChannelInfo
  /** Who has a lasting standing in it, the owner aside; highest first. @throws Refusal not-operator */
  access(args: { session: SessionId; channel: string }): readonly AccessView[]
  /** Null takes it away. @throws Refusal not-operator, no-such-account, no-such-thing, already-exists, list-full */
  setAccess(args: { session: SessionId; channel: string; account: string; level: Level | null }): void
  info(args: { session: SessionId; channel: string }): ChannelInfo
  /**
   * Owners only. A mode lock is put in force at once, and the channel is told of a public log.
   * @throws Refusal not-operator, no-such-thing, malformed, locked (a public log of a channel that is not open to all)
   */
  setSettings(args: { session: SessionId; channel: string; settings: ChannelSettingsDraft }): ChannelInfo
  /** The registered channels where the caller's account has a standing. @throws Refusal sign-in-required */
  mine(args: { session: SessionId }): readonly { readonly channel: string; readonly level: Level }[]
  /** With its history, members and order. @throws Refusal not-operator, no-such-channel (the name), already-exists */
  rename(args: { session: SessionId; channel: string; to: string; reason: string }): void
}

/** `target` is a channel, or for a private conversation the other's name. */
export interface History {
  /**
   * Rows between two points (which are left out), at most `limit` (1-500) from one end, oldest first.
   * @throws Refusal no-such-channel, not-in-channel, sign-in-required, no-such-account, no-such-thing (the point)
   */
  page(args: {
    session: SessionId
    target: string
    after?: HistoryPoint
    before?: HistoryPoint
    from: 'oldest' | 'newest'
    limit: number
    /** Also what happened, not only what was said. */
    happenings?: boolean
  }): readonly HistoryItem[]
  /** Rows on both sides of a point, and the one that stands there. @throws Refusal as page */
  around(args: {
    session: SessionId
    target: string
    point: HistoryPoint
    limit: number
    happenings?: boolean
  }): readonly HistoryItem[]
  /** Joined channels and conversations whose newest line lies between two times, oldest first. */
  targets(args: {
    session: SessionId
    after: number
    before: number
    limit: number
  }): readonly { readonly target: string; readonly at: number }[]
  /** What was said in a channel since the account was last in it, at most the newest `limit`. */
  missed(args: { session: SessionId; channel: string; limit: number }): readonly HistoryItem[]
  /** Takes a line back: one's own, or as half-operator anybody's. @throws Refusal as page; not-operator, not-permitted */
  redact(args: { session: SessionId; target: string; msgid: string; reason: string }): void
  /** Tells tags without a line; reactions (`+draft/react` with `+reply`) are kept. @throws Refusal as say and tell */
  tag(args: { session: SessionId; target: string; tags: ClientTags }): void
  /** How far the account has read. @throws Refusal as page */
  marker(args: { session: SessionId; target: string }): number | null
  /** It never moves back: the answer is where it stands. @throws Refusal as page */
  mark(args: { session: SessionId; target: string; at: number }): number
}
