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
  /** Null while somebody sits there. `isPassive`: nobody has said why (a phone that keeps the line, say). */
  away: { readonly text: string; readonly isPassive: boolean; readonly since: number } | null
  isBot: boolean
  /** Guests cannot write to it privately. */
  accountsOnly: boolean
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
  /** Follows from its sessions: see `awayOf`. */
  away: string | null
  /** Only said while it has no session: when the last one did something. */
  lastActive: number
}

export const originOf = (presence: Presence): Origin => {
  const { id, nick, account, host, away } = presence
  const origin = { presence: id, nick, account: account?.name ?? null, host }
  const isBot = isBotOf(presence)
  if (away === null && !isBot) return origin
  return { ...origin, ...(away !== null && { away }), ...(isBot && { bot: true }) }
}

const isBotOf = ({ sessions }: Presence): boolean => {
  for (const session of sessions) if (session.isBot) return true
  return false
}

/** Whether somebody may write privately to a presence. */
export const takesWordsFrom = ({ sessions }: Presence, sender: Presence): boolean => {
  if (sender.account !== null) return true
  for (const session of sessions) if (session.accountsOnly) return false
  return true
}

/** What is said of someone who is away without a word. */
const AWAY = 'Away'
/** And of an account that is always on, and not connected. */
const ABSENT = 'Not connected just now; reads it later'

/** A nick is away while all its sessions are; what is said is what was said last. Null: somebody is there. */
export const awayOf = ({ sessions }: Presence): string | null => {
  if (sessions.size === 0) return ABSENT
  let latest: Session['away'] = null
  for (const { away } of sessions) {
    if (away === null) return null
    const isBetter = latest === null || latest.isPassive || (!away.isPassive && away.since >= latest.since)
    if (isBetter) latest = away
  }
  if (latest === null) return null
  return latest.isPassive ? AWAY : latest.text
}

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
  groups: session.presence?.account?.groups ?? [],
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
    active: Math.max(presence.since, presence.lastActive, ...sessions.map((session) => session.active)),
    channels,
  }
}
