// What happens to sessions, presences and accounts, as told in the one stream of ../events.ts.

import type { PresenceId, SessionId } from '../ids.ts'
import type { Stamp } from '../msgids.ts'
import type { Origin } from './session.ts'

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
export interface PresenceLeft extends Stamp {
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
export interface PresenceRenamed extends Stamp {
  readonly type: 'presence.renamed'
  readonly who: Origin
  readonly from: string
  readonly fromHost: string
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
}

/** An account that is always on has no session any more; it stays in these channels. */
export interface PresenceUnattended {
  readonly type: 'presence.unattended'
  readonly who: Origin
  readonly channels: readonly string[]
}

/** A nick is away now, or (null) somebody is there again. */
export interface PresenceAwayChanged {
  readonly type: 'presence.away-changed'
  readonly who: Origin
  readonly away: string | null
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
}

export interface PresenceDisplayNameSet {
  readonly type: 'presence.display-name-set'
  readonly who: Origin
  readonly displayName: string
  readonly channels: readonly string[]
  readonly hushed?: readonly Hushed[]
  readonly session: SessionId
}

export interface AccountRegistered {
  readonly type: 'account.registered'
  readonly account: string
  readonly pending: boolean
}

/** Role, state, display name or settings changed. */
export interface AccountChanged {
  readonly type: 'account.changed'
  readonly account: string
  readonly presence: PresenceId | null
}

export type AccountEvent =
  | SessionEntered
  | SessionDismissed
  | PresenceArrived
  | PresenceLeft
  | PresenceRenamed
  | PresenceUnattended
  | PresenceAwayChanged
  | PresenceDisplayNameSet
  | AccountRegistered
  | AccountChanged
