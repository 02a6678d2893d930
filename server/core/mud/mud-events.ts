// What happens in the MUD, as told in the one stream of ../events.ts.

import type { PresenceId, SessionId } from '../ids.ts'
import type { MudLine } from './line.ts'
import type { RoomView } from './mud-calls.ts'
import type { Local } from './mud-object.ts'

/** Lines for some of those who are in the world. */
export interface MudHeard {
  readonly type: 'world.heard'
  readonly to: readonly PresenceId[]
  /** An answer to what was typed here: the presence's other sessions do not hear it. */
  readonly session: SessionId | null
  readonly lines: readonly MudLine[]
}

/** A body stands in a room now: what maps show. */
export interface MudMoved {
  readonly type: 'world.moved'
  readonly to: PresenceId
  readonly room: RoomView
}

/** What a body carries, or what lies in its room, is not what it was: what panes beside the text show. */
export interface MudChanged {
  readonly type: 'world.changed'
  readonly to: readonly PresenceId[]
  readonly what: 'room' | 'inventory'
}

/** The caller has left the world, by `quit`. */
export interface MudLeft {
  readonly type: 'world.left'
  readonly session: SessionId
}

/** Something in the world opens a screen of the house: the reader at an article, a board, a channel, the mail. */
export interface MudOpened {
  readonly type: 'world.opened'
  readonly session: SessionId
  readonly what: 'board' | 'article' | 'reply' | 'channel' | 'profile' | 'script'
  /** A board's or channel's name, a Message-ID, an account, an object's number. */
  readonly target: string
}

/** Somebody at the same table is typing; '' when the line was said or taken back. */
export interface MudTyping {
  readonly type: 'world.typing'
  readonly to: readonly PresenceId[]
  readonly typist: Local
  readonly text: string
}

export type MudEvent = MudTyping | MudHeard | MudMoved | MudChanged | MudLeft | MudOpened
