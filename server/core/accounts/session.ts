// A session is one connection through one face; a presence is the live holder of a nick. Several sessions of one
// account share its presence: they are in the same channels and hear the same lines.

import type { PresenceId, SessionId } from '../ids.ts'
import type { Role, Viewer } from '../visibility.ts'

export const FACES = ['ssh', 'web', 'irc', 'nntp', 'telnet', 'console'] as const
export type Face = (typeof FACES)[number]

/** Who said or did something, as every face needs it to draw the line. */
export interface Origin {
  readonly presence: PresenceId
  readonly nick: string
  /** The account's name, or null for a guest. */
  readonly account: string | null
  /** A cloaked host for `nick!user@host`: never the address itself. */
  readonly host: string
  /** Why nobody answers: set while every session of the nick is away. */
  readonly away?: string
  /** It says of itself that it is a program. */
  readonly bot?: true
}

/** A presence as others see it in "who is on". */
export interface PresenceView extends Origin {
  readonly displayName: string
  readonly role: Role
  readonly faces: readonly Face[]
  /** Milliseconds since 1970. */
  readonly since: number
  /** When any of its sessions last did something. */
  readonly active: number
  /** The channels that the one who asks may see. */
  readonly channels: readonly string[]
}

/** How many are here. */
export interface Census {
  readonly nicks: number
  /** Moderators and sysops among them. */
  readonly staff: number
  /** The most nicks at once since the house was opened. */
  readonly most: number
}

/** One of an account's sessions, as its owner sees them. */
export interface OwnSession {
  readonly face: Face
  readonly secure: boolean
  /** Milliseconds since 1970. */
  readonly since: number
  readonly active: number
  /** The one that asks. */
  readonly isThis: boolean
}

/** Who a session acts as. `presence` is null until it has a nick (signed in, or entered as a guest). */
export interface Actor extends Viewer {
  readonly session: SessionId
  readonly face: Face
  readonly presence: PresenceId | null
  readonly nick: string | null
  readonly accountName: string | null
}
