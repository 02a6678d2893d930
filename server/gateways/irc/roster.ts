// Which of our connections act as which nick and hear which channel. A cache, filled from events: the truth is in the
// core. Channels and presences that nobody here has anything to do with are not in it.

import { foldChannelName } from '../../../shared/names.ts'
import type { Hushed } from '../../core/accounts/account-events.ts'
import type { Origin } from '../../core/accounts/session.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { PresenceId, SessionId } from '../../core/ids.ts'
import type { IrcSession, LocalPresence } from './session.ts'

export interface LocalChannel {
  /** Everybody here who hears it; all of them have had their welcome. */
  readonly sessions: Set<IrcSession>
  /** Counts the comings and goings: a list of members that was asked for is good if this has not moved. */
  changes: number
}

export class Roster {
  readonly #sessions = new Map<SessionId, IrcSession>()
  readonly #presences = new Map<PresenceId, LocalPresence>()
  readonly #channels = new Map<string, LocalChannel>()

  /** The event that is being told just now. */
  telling: CoreEvent | null = null

  /** Whether the session, or the nick it acts as, caused the event that is being told. */
  isCause(session: IrcSession): boolean {
    const event = this.telling
    if (event === null) return false
    if ('session' in event) return session.isOpen && event.session === session.id
    const who = 'by' in event ? event.by : 'who' in event ? event.who : null
    return typeof who === 'object' && who !== null && who.presence === session.presence?.who.presence
  }

  session(id: SessionId): IrcSession | undefined {
    return this.#sessions.get(id)
  }

  sessions(): Iterable<IrcSession> {
    return this.#sessions.values()
  }

  presence(id: PresenceId): LocalPresence | undefined {
    return this.#presences.get(id)
  }

  channel(name: string): LocalChannel | undefined {
    return this.#channels.get(foldChannelName(name))
  }

  add(session: IrcSession): void {
    this.#sessions.set(session.id, session)
  }

  /** The session acts as `who` from now on; its former presence, if any, goes on without it. */
  enter(session: IrcSession, who: Origin, channels: readonly string[]): void {
    this.leave(session)
    let presence = this.#presences.get(who.presence)
    if (presence === undefined) {
      presence = { who, sessions: new Set(), channels: new Map() }
      this.#presences.set(who.presence, presence)
    }
    for (const name of channels) presence.channels.set(foldChannelName(name), name)
    presence.who = who
    presence.sessions.add(session)
    session.presence = presence
  }

  /** The session is nobody again, and hears no channel. */
  leave(session: IrcSession): void {
    const { presence } = session
    if (presence === null) return
    session.presence = null
    presence.sessions.delete(session)
    for (const name of presence.channels.values()) this.unhear(session, name)
    if (presence.sessions.size === 0) this.#presences.delete(presence.who.presence)
  }

  remove(session: IrcSession): void {
    this.leave(session)
    if (session.isOpen) this.#sessions.delete(session.id)
  }

  /** From here on the session hears the channel. False when it did already. */
  hear(session: IrcSession, name: string): boolean {
    const folded = foldChannelName(name)
    let channel = this.#channels.get(folded)
    if (channel === undefined) {
      channel = { sessions: new Set(), changes: 0 }
      this.#channels.set(folded, channel)
    }
    if (channel.sessions.has(session)) return false
    channel.sessions.add(session)
    return true
  }

  unhear(session: IrcSession, name: string): void {
    const folded = foldChannelName(name)
    const channel = this.#channels.get(folded)
    channel?.sessions.delete(session)
    if (channel?.sessions.size === 0) this.#channels.delete(folded)
  }

  /** The channel has another name from now on. @returns who hears it */
  renameChannel(from: string, to: string): ReadonlySet<IrcSession> {
    const folded = foldChannelName(from)
    const channel = this.#channels.get(folded)
    for (const { channels } of this.#presences.values()) {
      if (channels.delete(folded)) channels.set(foldChannelName(to), to)
    }
    if (channel === undefined) return new Set()
    channel.changes += 1
    this.#channels.delete(folded)
    this.#channels.set(foldChannelName(to), channel)
    return channel.sessions
  }

  /** Everybody here who shares one of these channels, once each. */
  hearers(channels: readonly string[], hushed: readonly Hushed[] = []): Set<IrcSession> {
    const hearers = new Set<IrcSession>()
    for (const name of channels) {
      const only = hushed.find(({ channel }) => channel === name)?.only
      for (const session of this.channel(name)?.sessions ?? []) {
        const id = session.presence?.who.presence
        if (only === undefined || (id !== undefined && only.includes(id))) hearers.add(session)
      }
    }
    return hearers
  }
}
