// The live records behind sessions and presences, and how they look from outside. Only session-service changes them;
// the channels area keeps `channels` up to date.

import type { PresenceId, SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { Account } from './account.ts'
import type { Actor, Face, Origin, PresenceView } from './session.ts'

export interface Session {
  readonly id: SessionId
  readonly face: Face
  readonly address: string
  readonly secure: boolean
  readonly since: number
  active: number
  presence: Presence | null
  /** Made when asked for, forgotten when presence or account change. */
  actor: Actor | null
}

export interface Presence {
  readonly id: PresenceId
  nick: string
  account: Account | null
  host: string
  readonly since: number
  readonly sessions: Set<Session>
  /** Names of the channels it is in. */
  readonly channels: Set<string>
}

export const originOf = (presence: Presence): Origin => ({
  presence: presence.id,
  nick: presence.nick,
  account: presence.account?.name ?? null,
  host: presence.host,
})

/** The console is the sysop's own machine: whoever can open its socket owns the files anyway. */
const roleOf = (session: Session): Role => {
  if (session.face === 'console') return 'sysop'
  return session.presence?.account?.role ?? 'guest'
}

export const actorOf = (session: Session): Actor => ({
  session: session.id,
  face: session.face,
  presence: session.presence?.id ?? null,
  nick: session.presence?.nick ?? null,
  account: session.presence?.account?.id ?? null,
  accountName: session.presence?.account?.name ?? null,
  role: roleOf(session),
})

export const displayNameOf = (presence: Presence): string => presence.account?.displayName ?? ''

export const viewOf = (presence: Presence, channels: readonly string[]): PresenceView => {
  const sessions = [...presence.sessions]
  return {
    ...originOf(presence),
    displayName: displayNameOf(presence),
    role: presence.account?.role ?? 'guest',
    faces: [...new Set(sessions.map((session) => session.face))],
    since: presence.since,
    active: Math.max(presence.since, ...sessions.map((session) => session.active)),
    channels,
  }
}
