// The port to the rest of the house: a room that is linked speaks into a channel and shows a board; whispers and pages
// are private conversations. Everything is asked for a session, and refused as on any other face.

import type { AccountId, MessageId, PresenceId, SessionId } from '../ids.ts'
import type { MudLanguage } from './mud-object.ts'

/** As the house keeps them. */
export interface Friendships {
  readonly friends: readonly string[]
  readonly asking: readonly string[]
  readonly asked: readonly string[]
}

export interface WireLine {
  readonly nick: string
  readonly kind: 'message' | 'action' | 'notice'
  readonly text: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Notice {
  /** As `read 12` names it. */
  readonly number: number
  readonly messageId: MessageId
  readonly subject: string
  readonly author: string
  readonly replies: number
  readonly isUnread: boolean
}

export interface Person {
  readonly nick: string
  readonly displayName: string
  readonly presence: PresenceId | null
  /** Milliseconds since 1970; null for somebody who is on now, or has never been. */
  readonly lastSeen: number | null
}

export interface WireArticle {
  readonly messageId: MessageId
  readonly subject: string
  readonly author: string
  /** Lines ended by LF. */
  readonly text: string
}

export interface Wires {
  /** What the caller's account has chosen to be spoken to in. */
  language(session: SessionId): MudLanguage
  /** The account of that name, in whatever case; null for none. */
  accountOf(name: string): { readonly id: AccountId; readonly name: string } | null
  nameOf(account: AccountId): string
  /** Whether the caller keeps order in a channel or on a board, and so may give it a room. */
  keepsChannel(session: SessionId, channel: string): boolean
  keepsBoard(session: SessionId, board: string): boolean
  /** One article by its number on a board. @throws Refusal no-such-board, no-such-article */
  read(session: SessionId, board: string, number: number): Promise<WireArticle>
  /** @throws Refusal as channels.join */
  join(session: SessionId, channel: string): void
  part(session: SessionId, channel: string): void
  isIn(session: SessionId, channel: string): boolean
  /** @throws Refusal as channels.say */
  say(session: SessionId, channel: string, kind: 'message' | 'action', text: string): void
  members(session: SessionId, channel: string): readonly PresenceId[]
  /** What was last said, oldest first. */
  recent(session: SessionId, channel: string, limit: number): readonly WireLine[]
  /** @throws Refusal as channels.tell */
  tell(session: SessionId, nick: string, text: string): void
  /** The newest threads of a board. @throws Refusal no-such-board */
  notices(session: SessionId, board: string, limit: number): readonly Notice[]
  /**
   * An answer on a board, under "Re: …". True: it waits for a moderator.
   * @throws Refusal as boards.post
   */
  post(session: SessionId, board: string, to: WireArticle, text: string): { readonly held: boolean }
  nickOf(presence: PresenceId): string | null
  /** Everybody who is on. */
  online(session: SessionId): readonly Person[]
  /** Somebody by name, here or not. */
  person(session: SessionId, name: string): Person | null
  /** Whether an account belongs to a named group. */
  isInGroup(session: SessionId, group: string): boolean
  /** From the caller to somebody by confirmed friendships, the shortest way with both ends; null when there is none. */
  friendsBetween(session: SessionId, name: string): readonly string[] | null
  /** What was last said to the caller in private, by others, oldest first. */
  letters(session: SessionId, limit: number): readonly WireLine[]
  /** Asks somebody to be a friend, or says yes. @throws Refusal as friends.befriend */
  befriend(session: SessionId, name: string): 'asked' | 'friends'
  /** @throws Refusal as friends.part */
  unfriend(session: SessionId, name: string): void
  friendships(session: SessionId): Friendships
}
