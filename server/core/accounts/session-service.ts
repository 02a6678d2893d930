// Who is here: sessions, the presences (nicks) they act as, and the comings and goings that others see. All of it is
// memory; what must outlive the process is the account, not the connection.

import { AWAY_OCTETS } from '../../../shared/limits.ts'
import { foldName, isAccountName, isReservedName, nameSkeleton } from '../../../shared/names.ts'
import type { AccountId, PresenceId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { outranks } from '../visibility.ts'
import type { Account } from './account.ts'
import type { Hushed } from './account-events.ts'
import { actorOf, awayOf, originOf, type Presence, type Session, viewOf } from './presence.ts'
import type { Actor, Census, Face, OwnSession, PresenceView } from './session.ts'
import type { Sessions } from './session-calls.ts'
import type { SessionServiceOptions } from './session-options.ts'

export class SessionService implements Sessions {
  readonly #options: SessionServiceOptions
  readonly #sessions = new Map<SessionId, Session>()
  readonly #presences = new Map<PresenceId, Presence>()
  readonly #byNick = new Map<string, Presence>()
  #lastPresence = 0
  /** Nicks at once, since the start. */
  #most = 0

  constructor(options: SessionServiceOptions) {
    this.#options = options
  }

  open({ face, address, secure }: { face: Face; address: string; secure: boolean }): SessionId {
    const { clock, entropy, gate } = this.#options
    gate.requireMayConnect({ face, address })
    const id = entropy.token(16) as SessionId
    const now = clock.now()
    const session: Session = {
      id,
      face,
      address,
      secure,
      since: now,
      active: now,
      presence: null,
      actor: null,
      away: null,
      isBot: false,
      accountsOnly: false,
    }
    this.#sessions.set(id, session)
    return id
  }

  close({ session: id, reason }: { session: SessionId; reason: string }): void {
    const session = this.#sessions.get(id)
    if (session === undefined) return
    this.#options.tick.run(() => this.#leave(session, reason))
    this.#sessions.delete(id)
  }

  enterAsGuest({ session: id, nick }: { session: SessionId; nick?: string }): Actor {
    const session = this.#require(id)
    if (session.presence !== null) throw new Refusal('already-signed-in', session.presence.nick)
    if (this.#options.guests === 'none') throw new Refusal('not-permitted', 'guests')
    const chosen = nick ?? this.#guestNick()
    if (nick !== undefined) this.#requireFreeNick(nick, null)
    const host = `guest/${this.#options.cloak(session.address)}`
    this.#options.gate.requireMayEnter({ address: session.address, nick: chosen, host, account: null, role: 'guest' })
    return this.#options.tick.run(() => {
      const presence = this.#arrive(chosen, null, host)
      return this.#enter(session, presence)
    })
  }

  rename({ session: id, nick }: { session: SessionId; nick: string }): Actor {
    const session = this.#require(id)
    const { presence } = session
    if (presence === null) throw new Refusal('sign-in-required')
    if (presence.account !== null) throw new Refusal('not-permitted', 'an account keeps its own name')
    this.#requireFreeNick(nick, presence)
    const { address } = session
    this.#options.gate.requireMayEnter({ address, nick, host: presence.host, account: null, role: 'guest' })
    return this.#options.tick.run(() => {
      this.#rename(presence, nick, presence.host, null)
      return this.actor(id)
    })
  }

  setAway({ session: id, away, isPassive = false }: Parameters<Sessions['setAway']>[0]): void {
    const session = this.#require(id)
    if (away !== null && Buffer.byteLength(away) > AWAY_OCTETS) throw new Refusal('too-long', `${AWAY_OCTETS} octets`)
    this.#options.tick.run(() => {
      session.away = away === null ? null : { text: away, isPassive, since: this.#options.clock.now() }
      if (session.presence !== null) this.#settleAway(session.presence)
    })
  }

  setBot({ session, isBot }: { session: SessionId; isBot: boolean }): void {
    this.#require(session).isBot = isBot
  }

  setAccountsOnly({ session, accountsOnly }: { session: SessionId; accountsOnly: boolean }): void {
    this.#require(session).accountsOnly = accountsOnly
  }

  whoAmI({ session }: { session: SessionId }): Actor {
    return this.actor(session)
  }

  online({ session }: { session: SessionId }): readonly PresenceView[] {
    const actor = this.actor(session)
    return [...this.#presences.values()].map((presence) => this.#view(presence, actor))
  }

  census({ session }: { session: SessionId }): Census {
    this.#require(session)
    let staff = 0
    for (const { account } of this.#presences.values()) if (outranks(account?.role ?? 'guest', 'moderator')) staff += 1
    return { nicks: this.#presences.size, staff, most: this.#most }
  }

  presence({ session, nick }: { session: SessionId; nick: string }): PresenceView {
    const actor = this.actor(session)
    const presence = this.findByNick(nick)
    if (presence === undefined) throw new Refusal('no-such-nick', nick)
    return this.#view(presence, actor)
  }

  own({ session: id }: { session: SessionId }): readonly OwnSession[] {
    this.requireAccount(id)
    return [...this.requirePresence(id).sessions].map(({ face, secure, since, active, id: own }) => ({
      ...{ face, secure, since, active, isThis: own === id },
    }))
  }

  endOthers({ session: id }: { session: SessionId }): number {
    this.requireAccount(id)
    const presence = this.requirePresence(id)
    const others = presence.sessions.size - 1
    this.#options.tick.run(() =>
      this.dismissWhere((session) => session.presence === presence && session.id !== id, 'ended by yourself elsewhere'),
    )
    return others
  }

  touch({ session }: { session: SessionId }): void {
    this.#require(session).active = this.#options.clock.now()
  }

  // What follows is for the other services; gateways do not see it. -----------------------------------------------

  /** @throws Refusal no-such-session */
  actor(id: SessionId): Actor {
    const session = this.#require(id)
    session.actor ??= actorOf(session)
    return session.actor
  }

  /** The actor and its presence. @throws Refusal no-such-session, sign-in-required (nobody yet) */
  requirePresence(id: SessionId): Presence {
    const { presence } = this.#require(id)
    if (presence === null) throw new Refusal('sign-in-required')
    return presence
  }

  /** @throws Refusal no-such-session, sign-in-required */
  requireAccount(id: SessionId): Account {
    const account = this.#require(id).presence?.account
    if (account === null || account === undefined) throw new Refusal('sign-in-required')
    return account
  }

  addressOf(id: SessionId): string {
    return this.#require(id).address
  }

  /** @throws Refusal already-signed-in (with an account) */
  requireStranger(id: SessionId): void {
    const account = this.#require(id).presence?.account
    if (account !== null && account !== undefined) throw new Refusal('already-signed-in', account.name)
  }

  findByNick(nick: string): Presence | undefined {
    return this.#byNick.get(foldName(nick))
  }

  findById(id: PresenceId): Presence | undefined {
    return this.#presences.get(id)
  }

  presencesWhere(fits: (presence: Presence) => boolean): readonly PresenceId[] {
    return [...this.#presences.values()].filter(fits).map(({ id }) => id)
  }

  /** The session acts as this account from now on. Runs inside a command. */
  signIn(id: SessionId, account: Account): void {
    const session = this.#require(id)
    const standing = this.#byNick.get(foldName(account.name))
    const host = `user/${account.name}`
    const { name: nick, role } = account
    this.#options.gate.requireMayEnter({ address: session.address, nick, host, account: nick, role })
    const guest = session.presence
    if (standing !== undefined && standing !== guest && standing.account?.id !== account.id) {
      // A guest sits on the name: possible only when the account was made meanwhile. The account wins.
      this.#rename(standing, this.#guestNick(), standing.host, null)
    }
    const own = this.#byNick.get(foldName(account.name))
    if (guest !== null && guest === own && guest.account !== null) return
    if (guest === null) {
      this.#enter(session, own ?? this.#arrive(account.name, account, host))
    } else if (guest.account === null && (own === undefined || own === guest) && guest.sessions.size === 1) {
      this.#rename(guest, account.name, host, account)
      this.#announceEntry(session, guest)
    } else {
      this.#leave(session, 'signed in')
      this.#enter(session, own ?? this.#arrive(account.name, account, host))
    }
  }

  /** Back to being nobody. Runs inside a command. */
  signOut(id: SessionId): void {
    this.#leave(this.#require(id), 'signed out')
  }

  /** The account changed: who acts as it, acts with the new role and name from now on. Runs inside a command. */
  refresh(account: Account): PresenceId | null {
    const presence = this.#byNick.get(foldName(account.name))
    if (presence === undefined || presence.account?.id !== account.id) return null
    presence.account = account
    for (const session of presence.sessions) session.actor = null
    return presence.id
  }

  /** Ends all sessions of an account that was shut out. Runs inside a command. */
  dismiss(account: AccountId, reason: string): void {
    this.dismissWhere(({ presence }) => presence?.account?.id === account, reason, true)
    for (const presence of this.#presences.values())
      if (presence.account?.id === account) this.dropAbsent(presence, reason)
  }

  /** Ends a presence that is here without a session; does nothing to others. Runs inside a command. */
  dropAbsent(presence: Presence, reason: string): void {
    if (presence.sessions.size === 0 && this.#presences.has(presence.id)) this.#vanish(presence, reason)
  }

  /** @throws Refusal house-closed */
  requireMayRegister(): void {
    this.#options.gate.requireMayRegister()
  }

  /** How many have a nick. */
  get count(): number {
    return this.#presences.size
  }

  /** Connections that are open, also of those who are nobody yet. */
  byFace(): Record<Face, number> {
    const counts: Record<Face, number> = { ssh: 0, web: 0, irc: 0, nntp: 0, telnet: 0, console: 0 }
    for (const { face } of this.#sessions.values()) counts[face] += 1
    return counts
  }

  /** Ends every session that fits; their gateways say why. Runs inside a command. */
  dismissWhere(fits: (session: Session) => boolean, reason: string, isBan = false): void {
    for (const session of [...this.#sessions.values()].filter(fits)) {
      const told = { type: 'session.dismissed' as const, session: session.id, reason }
      this.#options.tick.publish(isBan ? { ...told, isBan } : told)
      this.#leave(session, reason, true)
    }
  }

  #require(id: SessionId): Session {
    const session = this.#sessions.get(id)
    if (session === undefined) throw new Refusal('no-such-session')
    return session
  }

  /** @throws Refusal name-…: a guest may take any well-formed nick that nobody owns, wears or could be mistaken for */
  #requireFreeNick(nick: string, self: Presence | null): void {
    if (!isAccountName(nick)) throw new Refusal('name-invalid', nick.slice(0, 40))
    if (isReservedName(nick)) throw new Refusal('name-reserved', nick)
    if (this.#options.accounts.isTaken(foldName(nick), nameSkeleton(nick))) {
      throw new Refusal('name-belongs-to-account', nick)
    }
    const standing = this.findByNick(nick)
    if (standing !== undefined && standing !== self) throw new Refusal('name-taken', nick)
  }

  #guestNick(): string {
    for (let digits = 4; ; digits += 1) {
      for (let tries = 0; tries < 20; tries += 1) {
        const nick = `guest-${this.#options.entropy.digits(digits)}`
        if (this.findByNick(nick) === undefined) return nick
      }
    }
  }

  #arrive(nick: string, account: Account | null, host: string): Presence {
    this.#lastPresence += 1
    const presence: Presence = {
      id: this.#lastPresence as PresenceId,
      nick,
      account,
      host,
      since: this.#options.clock.now(),
      sessions: new Set(),
      channels: new Set(),
      away: null,
      lastActive: 0,
    }
    this.#presences.set(presence.id, presence)
    this.#byNick.set(foldName(nick), presence)
    this.#most = Math.max(this.#most, this.#presences.size)
    this.#options.tick.publish({ type: 'presence.arrived', who: originOf(presence) })
    return presence
  }

  #enter(session: Session, presence: Presence): Actor {
    presence.sessions.add(session)
    session.presence = presence
    this.#announceEntry(session, presence)
    this.#settleAway(presence)
    return this.actor(session.id)
  }

  #announceEntry(session: Session, presence: Presence): void {
    session.actor = null
    const channels = [...presence.channels]
    this.#options.tick.publish({ type: 'session.entered', session: session.id, who: originOf(presence), channels })
  }

  #leave(session: Session, reason: string, isForGood = false): void {
    const { presence } = session
    session.presence = null
    session.actor = null
    if (presence === null) return
    presence.sessions.delete(session)
    const isKept = !isForGood && presence.account !== null && this.#options.stays(presence.account)
    if (presence.sessions.size > 0 || isKept) {
      if (isKept) presence.lastActive = Math.max(presence.lastActive, session.active)
      this.#settleAway(presence)
      if (presence.sessions.size === 0) {
        const channels = [...presence.channels]
        this.#options.tick.publish({ type: 'presence.unattended', who: originOf(presence), channels })
      }
      return
    }
    this.#vanish(presence, reason)
  }

  #vanish(presence: Presence, reason: string): void {
    this.#presences.delete(presence.id)
    this.#byNick.delete(foldName(presence.nick))
    const channels = [...presence.channels]
    const heard = { channels, ...this.hush(presence) }
    const stamp = this.#options.msgids.next()
    this.#options.tick.publish({ type: 'presence.left', who: originOf(presence), ...heard, reason, ...stamp })
  }

  /** After its sessions have changed: tells others when it went away by that, or came back. */
  #settleAway(presence: Presence): void {
    const away = awayOf(presence)
    if (away === presence.away) return
    presence.away = away
    const channels = [...presence.channels]
    const heard = { channels, ...this.hush(presence) }
    this.#options.tick.publish({ type: 'presence.away-changed', who: originOf(presence), away, ...heard })
  }

  #rename(presence: Presence, nick: string, host: string, account: Account | null): void {
    const before = { from: presence.nick, fromHost: presence.host }
    this.#byNick.delete(foldName(presence.nick))
    presence.nick = nick
    presence.host = host
    presence.account = account
    for (const session of presence.sessions) session.actor = null
    this.#byNick.set(foldName(nick), presence)
    const channels = [...presence.channels]
    const heard = { channels, ...this.hush(presence) }
    const stamp = this.#options.msgids.next()
    this.#options.tick.publish({ type: 'presence.renamed', who: originOf(presence), ...before, ...heard, ...stamp })
  }

  /** For the events that tell of somebody: who of their channels may notice. */
  hush(presence: Presence): { readonly hushed?: readonly Hushed[] } {
    const hushed = this.#options.hushedIn(presence)
    return hushed.length === 0 ? {} : { hushed }
  }

  #view(presence: Presence, asker: Actor): PresenceView {
    return viewOf(presence, this.#options.visibleChannels(asker, presence))
  }
}
