// A channel holds messages: what IRC clients, BBS callers, browsers and rooms all see. Types and rules.

import {
  CHANNEL_NAME_OCTETS,
  MESSAGE_OCTETS,
  MULTILINE_LINES,
  MULTILINE_OCTETS,
  TOPIC_OCTETS,
} from '../../../shared/limits.ts'
import { isChannelName } from '../../../shared/names.ts'
import type { Origin } from '../accounts/session.ts'
import type { AccountId, ChannelId, Msgid, StreamId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Guarded } from '../visibility.ts'
import type { ChannelModes, Level } from './modes.ts'

/** How many channels one nick may be in. */
export const MOST_JOINED = 100

export interface Topic {
  readonly text: string
  /** The nick that set it. */
  readonly setBy: string
  readonly setAt: number
}

export interface Channel extends Guarded {
  readonly id: ChannelId
  readonly stream: StreamId
  readonly name: string
  readonly description: string
  readonly topic: Topic | null
  readonly founder: AccountId | null
  readonly created: number
  readonly modes: ChannelModes
  /** When it was registered: from then on its founder owns it. Null for a channel that nobody owns. */
  readonly registered: number | null
  readonly settings: ChannelSettings
}

/** What the owner of a registered channel has settled. */
export interface ChannelSettings {
  /** Only the owner and admins set the topic. */
  readonly topicLock: boolean
  /** As `+nt-k`: modes that stay as they are. */
  readonly modeLock: string
  /** Who may read what was said: everyone who may come in, members, or nobody (and then nothing is kept). */
  readonly history: 'everyone' | 'members' | 'none'
  /** From when on what is said may be read by anybody, without joining; null while it may not. */
  readonly publicSince: number | null
}

/** What an owner may settle; what is left out stays as it is. */
export interface ChannelSettingsDraft extends Partial<Omit<ChannelSettings, 'publicSince'>> {
  /** On begins anew: what was said before stays among those who were there. */
  readonly publicLog?: boolean
}

/** Everything about a channel that is no secret of its members. */
export interface ChannelInfo extends ChannelSettings {
  readonly name: string
  readonly description: string
  readonly created: number
  readonly registered: number | null
  /** The account that founded or owns it, or null for the house. */
  readonly founder: string | null
}

/** An account's lasting standing in a channel. */
export interface AccessView {
  readonly account: string
  readonly level: Level
  readonly setBy: string
  readonly setAt: number
}

export interface ChannelView {
  readonly name: string
  readonly description: string
  readonly topic: Topic | null
  readonly created: number
  /** How many presences are in it now. */
  readonly members: number
  readonly canWrite: boolean
  /** Whether the one who asks is in it. */
  readonly joined: boolean
  /** The key is `*` for those who are not in it. */
  readonly modes: ChannelModes
  /** What is said here may be read by anybody: whoever talks should know. */
  readonly hasPublicLog: boolean
}

/** `action` is `/me`; on IRC it travels as CTCP ACTION. */
export type MessageKind = 'message' | 'notice' | 'action'

/** What a client tells along with a line and the house only carries, as IRCv3's client-only tags: `+reply`, … */
export type ClientTags = Readonly<Record<string, string>>

export interface Redaction {
  /** The nick of who took it back. */
  readonly by: string
  readonly at: number
  readonly reason: string
}

export interface Reaction {
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly msgid: string
  readonly at: number
  readonly reaction: string
}

/** One line of a channel or of a private conversation, as history gives it back. */
export interface ChannelMessage {
  readonly msgid: Msgid
  /** Gapless within its channel or conversation; order by this. 0 when the line is not kept. */
  readonly seq: number
  readonly at: number
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: MessageKind
  /** With line ends (LF) where it was said in several lines at once; '' when it was taken back. */
  readonly text: string
  readonly tags?: ClientTags
  readonly redacted?: Redaction
  readonly reactions?: readonly Reaction[]
}

export interface MemberView extends Origin {
  readonly displayName: string
  /** Of `qaohv` (owner, admin, operator, half-operator, voice), highest first; empty for most. */
  readonly modes: string
}

/** @throws Refusal no-such-channel */
export const requireChannelName = (name: string): void => {
  if (!isChannelName(name)) throw new Refusal('no-such-channel', name.slice(0, CHANNEL_NAME_OCTETS))
}

/** @throws Refusal empty, too-long (MESSAGE_OCTETS), malformed (line ends, NUL) */
export const requireMessageText = (text: string): void => {
  if (text.trim() === '') throw new Refusal('empty')
  if (/[\r\n\0]/.test(text)) throw new Refusal('malformed', 'one line only')
  if (Buffer.byteLength(text) > MESSAGE_OCTETS) throw new Refusal('too-long', `${MESSAGE_OCTETS} octets`)
}

/** For what is said in several lines at once. @throws Refusal empty, too-long (MULTILINE_OCTETS, _LINES), malformed */
export const requireLines = (text: string): void => {
  if (text.trim() === '') throw new Refusal('empty')
  if (/[\r\0]/.test(text)) throw new Refusal('malformed', 'LF between lines')
  if (Buffer.byteLength(text) > MULTILINE_OCTETS) throw new Refusal('too-long', `${MULTILINE_OCTETS} octets`)
  if (text.split('\n').length > MULTILINE_LINES) throw new Refusal('too-long', `${MULTILINE_LINES} lines`)
}

/** @throws Refusal too-long (TOPIC_OCTETS), malformed */
export const requireTopic = (text: string): void => {
  if (/[\r\n\0]/.test(text)) throw new Refusal('malformed', 'one line only')
  if (Buffer.byteLength(text) > TOPIC_OCTETS) throw new Refusal('too-long', `${TOPIC_OCTETS} octets`)
}
