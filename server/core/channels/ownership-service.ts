// Registered channels: who owns them, who has a lasting standing in them, what the owner has settled.

import { foldChannelName, foldName } from '../../../shared/names.ts'
import type { Account } from '../accounts/account.ts'
import { originOf } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import { type AccessView, type ChannelInfo, type ChannelSettings, requireChannelName } from './channel.ts'
import type { Channels } from './channel-calls.ts'
import type { ChannelOrderService } from './channel-order-service.ts'
import type { HouseVoice } from './house-voice.ts'
import {
  type AccessEntry,
  isOpenToAll,
  type LiveChannel,
  rankHere,
  rankOf,
  requireRank,
  standingOf,
} from './live-channels.ts'
import { requireReason } from './masks.ts'
import {
  ADMIN,
  HALFOP,
  type Level,
  type ModeChange,
  OPERATOR,
  OWNER,
  rankOfLevel,
  rankOfStaff,
  readModeLock,
  requireModeLock,
  STAFF,
} from './modes.ts'

// Kept in the history as they are, so that whoever reads it later knows from where on it was open.
const LOG_ON = 'From now on everything said here may be read by anybody, on the web and without joining.'
const LOG_OFF = 'The public log of this channel is closed: what is said stays among those who may come in.'

const MOST_ACCESS = 200
const MOST_OWNED = 20
const UNSETTLED: ChannelSettings = { topicLock: false, modeLock: '', history: 'everyone', publicSince: null }

export class OwnershipService {
  readonly #options: ChannelAreaOptions
  readonly #order: ChannelOrderService
  readonly #voice: HouseVoice

  constructor(options: ChannelAreaOptions, order: ChannelOrderService, voice: HouseVoice) {
    this.#options = options
    this.#order = order
    this.#voice = voice
  }

  register({ session, channel }: Parameters<Channels['register']>[0]): ChannelInfo {
    const { sessions, order, clock } = this.#options
    const account = sessions.requireAccount(session)
    const { actor, live } = this.#find(session, channel)
    if (live.channel.registered !== null) throw new Refusal('already-exists', live.channel.name)
    const isStaff = rankOfStaff(actor) >= STAFF
    if (!isStaff && live.channel.founder !== null && live.channel.founder !== account.id) {
      throw new Refusal('not-operator', 'only whoever founded it may register it')
    }
    requireRank(Math.max(rankHere(actor, live), rankOfStaff(actor)), OPERATOR)
    const owned = [...this.#options.channels.all()].filter(({ channel: each }) => each.founder === account.id)
    if (!isStaff && owned.filter(({ channel: each }) => each.registered !== null).length >= MOST_OWNED) {
      throw new Refusal('too-many', `${MOST_OWNED} channels`)
    }
    return this.#options.tick.run(() => {
      const owner = { founder: account.id, registered: clock.now() }
      order.setOwner(live.channel.id, owner)
      live.channel = { ...live.channel, ...owner }
      this.#honour(live, account, null, 'q')
      return this.#info(live)
    })
  }

  drop({ session, channel }: Parameters<Channels['drop']>[0]): void {
    const { order, tick } = this.#options
    const { actor, live } = this.#owned(session, channel)
    tick.run(() => {
      const { id } = live.channel
      this.#order.noteStaff(actor, live, 'channel-drop', '')
      const owner = { founder: null, registered: null }
      order.setOwner(id, owner)
      order.clearAccess(id)
      order.setSettings(id, UNSETTLED)
      live.channel = { ...live.channel, ...owner, settings: UNSETTLED }
      live.access.clear()
    })
  }

  transfer({ session, channel, account: name }: Parameters<Channels['transfer']>[0]): ChannelInfo {
    const { order, tick } = this.#options
    const { actor, live } = this.#owned(session, channel)
    const heir = this.#account(name)
    if (heir.state !== 'active') throw new Refusal('no-such-account', name)
    return tick.run(() => {
      const { id, founder, registered } = live.channel
      this.#order.noteStaff(actor, live, 'channel-transfer', heir.name)
      order.setOwner(id, { founder: heir.id, registered })
      order.removeAccess(id, heir.id)
      const former = founder === null ? undefined : this.#options.accounts.byId(founder)
      live.channel = { ...live.channel, founder: heir.id }
      live.access.delete(heir.id)
      if (former !== undefined && former.id !== heir.id) this.#honour(live, former, 'q', null)
      this.#honour(live, heir, null, 'q')
      return this.#info(live)
    })
  }

  access({ session, channel }: Parameters<Channels['access']>[0]): readonly AccessView[] {
    const { actor, live } = this.#find(session, channel)
    requireRank(rankOf(actor, live), HALFOP)
    return [...live.access.values()]
      .map(({ name, level, setBy, setAt }) => ({ account: name, level, setBy, setAt }))
      .sort((a, b) => rankOfLevel(b.level) - rankOfLevel(a.level) || (a.account < b.account ? -1 : 1))
  }

  setAccess({ session, channel, account: name, level }: Parameters<Channels['setAccess']>[0]): void {
    const { order, tick, clock } = this.#options
    const { actor, live } = this.#find(session, channel)
    if (live.channel.registered === null) throw new Refusal('no-such-thing', `${live.channel.name} is not registered`)
    const account = this.#account(name)
    const before = live.access.get(account.id)
    this.#requireOver(actor, live, before?.level ?? null)
    this.#requireOver(actor, live, level)
    if (account.id === live.channel.founder) throw new Refusal('already-exists', `${account.name} owns the channel`)
    if (level === null && before === undefined) throw new Refusal('no-such-thing', account.name)
    if (before === undefined && live.access.size >= MOST_ACCESS) throw new Refusal('list-full', live.channel.name)
    tick.run(() => {
      const { id } = live.channel
      this.#order.noteStaff(actor, live, 'channel-access', `${account.name} ${level ?? '-'}`)
      if (level === null) {
        order.removeAccess(id, account.id)
        live.access.delete(account.id)
      } else {
        const setBy = actor.nick ?? 'Samband'
        const entry: AccessEntry = { account: account.id, name: account.name, level, setBy, setAt: clock.now() }
        order.setAccess(id, entry)
        live.access.set(account.id, entry)
      }
      this.#honour(live, account, before?.level ?? null, level)
    })
  }

  info({ session, channel }: Parameters<Channels['info']>[0]): ChannelInfo {
    return this.#info(this.#find(session, channel).live)
  }

  setSettings({ session, channel, settings }: Parameters<Channels['setSettings']>[0]): ChannelInfo {
    const { order, tick } = this.#options
    const { actor, live } = this.#find(session, channel)
    if (live.channel.registered === null) throw new Refusal('no-such-thing', `${live.channel.name} is not registered`)
    requireRank(rankOf(actor, live), OWNER)
    const { publicLog, modeLock, ...rest } = settings
    if (publicLog === true && !isOpenToAll(live)) throw new Refusal('locked', 'public log')
    const next: ChannelSettings = {
      ...live.channel.settings,
      ...rest,
      ...this.#publicSince(live, publicLog),
      ...(modeLock === undefined ? {} : { modeLock: requireModeLock(modeLock) }),
    }
    const wasPublic = live.channel.settings.publicSince !== null
    return tick.run(() => {
      order.setSettings(live.channel.id, next)
      live.channel = { ...live.channel, settings: next }
      const changes: ModeChange[] = readModeLock(next.modeLock).map((held) => ({ ...held }))
      this.#order.change(live, changes, { rank: STAFF, by: null, actor: null })
      if (wasPublic !== (next.publicSince !== null)) this.#voice.say(live, wasPublic ? LOG_OFF : LOG_ON)
      return this.#info(live)
    })
  }

  #publicSince(live: LiveChannel, publicLog: boolean | undefined): Partial<ChannelSettings> {
    if (publicLog === undefined) return {}
    const standing = live.channel.settings.publicSince
    return { publicSince: publicLog ? (standing ?? this.#options.clock.now()) : null }
  }

  /** Every channel where the account has a standing. */
  mine({ session }: Parameters<Channels['mine']>[0]): readonly { readonly channel: string; readonly level: Level }[] {
    const account = this.#options.sessions.requireAccount(session)
    return [...this.#options.channels.all()]
      .flatMap((live) => {
        const level = live.channel.registered === null ? null : standingOf(live, account.id)
        return level === null ? [] : [{ channel: live.channel.name, level }]
      })
      .sort((a, b) => (a.channel < b.channel ? -1 : 1))
  }

  rename({ session, channel, to, reason }: Parameters<Channels['rename']>[0]): void {
    const { sessions, channels, order, tick, sanitizer } = this.#options
    const presence = sessions.requirePresence(session)
    const { actor, live } = this.#find(session, channel)
    requireRank(rankOf(actor, live), live.channel.registered === null ? OPERATOR : OWNER)
    requireChannelName(to)
    const standing = channels.find(to)
    if (standing !== undefined && standing !== live) throw new Refusal('already-exists', to)
    const why = sanitizer.chat(requireReason(reason))
    tick.run(() => {
      const from = live.channel.name
      const name = to.normalize('NFC')
      this.#order.noteStaff(actor, live, 'channel-rename', name)
      order.rename(live.channel.id, name, foldChannelName(name))
      channels.rename(live, { ...live.channel, name })
      for (const { presence: member } of live.members.values()) {
        member.channels.delete(from)
        member.channels.add(name)
      }
      tick.publish({ type: 'channel.renamed', channel: name, from, by: originOf(presence), reason: why })
    })
  }

  #find(session: SessionId, channel: string): { readonly actor: Actor; readonly live: LiveChannel } {
    const actor = this.#options.sessions.actor(session)
    return { actor, live: this.#options.channels.require(actor, channel) }
  }

  /** A registered channel of which the actor is the founder, or that the staff may decide about. */
  #owned(session: SessionId, channel: string): { readonly actor: Actor; readonly live: LiveChannel } {
    const found = this.#find(session, channel)
    const { registered, founder, name } = found.live.channel
    if (registered === null) throw new Refusal('no-such-thing', `${name} is not registered`)
    const isFounder = founder !== null && found.actor.account === founder
    if (!isFounder && rankOfStaff(found.actor) < STAFF) requireRank(0, OWNER)
    return found
  }

  /** Access is given and taken from above: by admins up to operator, by owners up to admin, by the founder all. */
  #requireOver(actor: Actor, live: LiveChannel, level: Level | null): void {
    const isFounder = actor.account !== null && actor.account === live.channel.founder
    const rank = isFounder ? STAFF : rankOf(actor, live)
    requireRank(rank, Math.max(ADMIN, level === null ? 0 : rankOfLevel(level) + 1))
  }

  #account(name: string): Account {
    const account = this.#options.accounts.byFoldedName(foldName(name))
    if (account === undefined) throw new Refusal('no-such-account', name)
    return account
  }

  /** The prefix of somebody who is in the channel follows what their account has become in it. */
  #honour(live: LiveChannel, account: Account, before: Level | null, after: Level | null): void {
    if (before === after) return
    const param = account.name
    const changes: ModeChange[] = []
    if (before !== null) changes.push({ sign: '-', letter: before, param })
    if (after !== null) changes.push({ sign: '+', letter: after, param })
    this.#order.change(live, changes, { rank: STAFF, by: null, actor: null })
  }

  #info({ channel }: LiveChannel): ChannelInfo {
    const { name, description, created, registered, founder, settings } = channel
    const owner = founder === null ? undefined : this.#options.accounts.byId(founder)
    return { name, description, created, registered, founder: owner?.name ?? null, ...settings }
  }
}
