// Who is in a channel: coming in, going out, being asked in, being put out.

import { displayNameOf, originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { PresenceId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canSee } from '../visibility.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import { type ChannelView, MOST_JOINED, requireChannelName } from './channel.ts'
import type { Channels } from './channel-calls.ts'
import type { ChannelOrderService } from './channel-order-service.ts'
import type { ChannelService } from './channel-service.ts'
import { HOUSE } from './house-voice.ts'
import {
  banOn,
  has,
  hearersOf,
  isAbandoned,
  isMember,
  type LiveChannel,
  type Member,
  rankOf,
  requireRank,
  standingOf,
} from './live-channels.ts'
import { means, requireReason } from './masks.ts'
import { HALFOP, mayKick, rankOfModes, STAFF } from './modes.ts'

export class MembershipService {
  readonly #options: ChannelAreaOptions
  readonly #channels: ChannelService
  readonly #order: ChannelOrderService
  /** Open invitations. They end with the presence, or with its coming in. */
  readonly #invited = new Map<PresenceId, Set<LiveChannel>>()

  constructor(options: ChannelAreaOptions, services: { channels: ChannelService; order: ChannelOrderService }) {
    this.#options = options
    this.#channels = services.channels
    this.#order = services.order
    options.tick.subscribe((event) => {
      if (event.type === 'presence.left') this.#forget(event.who.presence, event.channels)
      if (event.type === 'presence.renamed' && event.who.account !== null) this.#honour(event.who.presence)
    })
  }

  join({ session, channel: name, key }: Parameters<Channels['join']>[0]): ChannelView {
    const { tick, sessions, channels } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    requireChannelName(name)
    return tick.run(() => {
      const standing = channels.find(name)
      if (standing !== undefined && !canSee(actor, standing.channel)) throw new Refusal('no-such-channel', name)
      if (standing?.members.has(presence.id) === true) return this.#channels.view(standing, actor)
      if (this.#options.throttle && presence.channels.size >= MOST_JOINED) {
        throw new Refusal('too-many', `${MOST_JOINED} channels`)
      }
      const begins = standing === undefined || isAbandoned(standing)
      if (!begins) this.#requireWelcome(standing, presence, actor, key)
      const live = standing ?? this.#channels.found(name, actor)
      if (begins && standing !== undefined) this.#order.reset(standing)
      this.#enter(live, presence, begins ? 'o' : (standingOf(live, actor.account) ?? ''))
      return this.#channels.view(live, actor)
    })
  }

  part({ session, channel, reason }: Parameters<Channels['part']>[0]): void {
    const { tick, sessions, sanitizer, channels, lines } = this.#options
    const presence = sessions.requirePresence(session)
    const live = channels.require(sessions.actor(session), channel)
    const member = live.members.get(presence.id)
    if (member === undefined) throw new Refusal('not-in-channel', live.channel.name)
    tick.run(() => {
      const only = hearersOf(live, member)
      this.#remove(live, member)
      const who = originOf(presence)
      tick.publish({
        ...{ type: 'channel.parted', channel: live.channel.name, who },
        ...{ reason: sanitizer.chat(reason), only, ...lines.msgids.next() },
      })
    })
  }

  kick({ session, channel, nick, reason }: Parameters<Channels['kick']>[0]): void {
    const { tick, sessions, sanitizer, channels, lines } = this.#options
    const actor = sessions.actor(session)
    const presence = actor.face === 'console' ? null : sessions.requirePresence(session)
    const live = channels.require(actor, channel)
    const rank = rankOf(actor, live)
    if (!isMember(actor, live) && rank < HALFOP) throw new Refusal('not-in-channel', live.channel.name)
    requireRank(rank, HALFOP)
    const target = sessions.findByNick(nick)
    if (target === undefined) throw new Refusal('no-such-nick', nick)
    const member = live.members.get(target.id)
    if (member === undefined) throw new Refusal('no-such-member', target.nick)
    if (target !== presence && !mayKick(rank, rankOfModes(member.modes))) {
      throw new Refusal('not-operator', `${target.nick} stands above you`)
    }
    const why = sanitizer.chat(requireReason(reason))
    tick.run(() => {
      const only = hearersOf(live, member)
      this.#order.noteStaff(actor, live, 'channel-kick', `${target.nick} ${why}`.trim())
      this.#remove(live, member)
      tick.publish({
        ...{ type: 'channel.kicked', channel: live.channel.name, who: originOf(target) },
        ...{ by: presence === null ? HOUSE : originOf(presence), reason: why, only, ...lines.msgids.next() },
      })
    })
  }

  invite({ session, channel, nick }: Parameters<Channels['invite']>[0]): void {
    const { tick, sessions, channels, lines } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const live = channels.require(actor, channel)
    const rank = rankOf(actor, live)
    if (!isMember(actor, live) && rank === 0) throw new Refusal('not-in-channel', live.channel.name)
    if (has(live, 'i')) requireRank(rank, HALFOP)
    const target = sessions.findByNick(nick)
    if (target === undefined) throw new Refusal('no-such-nick', nick)
    if (live.members.has(target.id)) throw new Refusal('already-in-channel', target.nick)
    lines.requireCalm(presence.id)
    tick.run(() => {
      const invited = this.#invited.get(target.id) ?? new Set()
      this.#invited.set(target.id, invited.add(live))
      tick.publish({
        ...{ type: 'channel.invited', channel: live.channel.name },
        ...{ who: originOf(target), by: originOf(presence) },
      })
    })
  }

  invitations({ session }: Parameters<Channels['invitations']>[0]): readonly string[] {
    const { id } = this.#options.sessions.requirePresence(session)
    return [...(this.#invited.get(id) ?? [])].map((live) => live.channel.name)
  }

  /** @throws Refusal banned, sign-in-required, invite-only, bad-key, channel-full; forwarded (to its detail) */
  #requireWelcome(live: LiveChannel, presence: Presence, actor: Actor, key: string | undefined): void {
    const rank = rankOf(actor, live)
    // Those who keep order here may always come in to do so.
    if (rank >= HALFOP) return
    const { modes, name } = live.channel
    const who = originOf(presence)
    const now = this.#options.clock.now()
    const ban = banOn(live, who, now, 'without')
    if (ban !== undefined) throw new Refusal('banned', ban.reason)
    if (rank > 0 || this.#invited.get(presence.id)?.has(live) === true) return
    const isAsked = live.lists.I.some((entry) => (entry.until ?? now + 1) > now && means(entry.mask, who))
    const full = modes.limit !== null && live.members.size >= modes.limit
    const code =
      has(live, 'R') && actor.account === null
        ? 'sign-in-required'
        : has(live, 'i') && !isAsked
          ? 'invite-only'
          : modes.key !== null && modes.key !== key
            ? 'bad-key'
            : full
              ? 'channel-full'
              : null
    if (code === null) return
    const forward = modes.forward === null ? undefined : this.#options.channels.find(modes.forward)
    if (forward !== undefined && forward !== live && canSee(actor, forward.channel)) {
      throw new Refusal('forwarded', forward.channel.name)
    }
    throw new Refusal(code, name)
  }

  #enter(live: LiveChannel, presence: Presence, modes: string): void {
    const member: Member = { presence, modes }
    live.members.set(presence.id, member)
    this.#invited.get(presence.id)?.delete(live)
    presence.channels.add(live.channel.name)
    this.#options.tick.publish({
      ...{ type: 'channel.joined', channel: live.channel.name, who: originOf(presence) },
      ...{ displayName: displayNameOf(presence), modes, only: hearersOf(live, member) },
      ...this.#options.lines.msgids.next(),
    })
  }

  #remove(live: LiveChannel, { presence }: Member): void {
    live.members.delete(presence.id)
    presence.channels.delete(live.channel.name)
  }

  #forget(presence: PresenceId, names: readonly string[]): void {
    const { channels, lines } = this.#options
    for (const name of names) channels.find(name)?.members.delete(presence)
    this.#invited.delete(presence)
    lines.forget(presence)
  }

  /** A guest signed in while in channels: the account's standing shows from now on. */
  #honour(id: PresenceId): void {
    const { sessions, channels, tick } = this.#options
    const presence = sessions.findById(id)
    const account = presence?.account
    if (presence === undefined || account === null || account === undefined) return
    for (const name of presence.channels) {
      const live = channels.find(name)
      const level = live === undefined ? null : standingOf(live, account.id)
      if (live === undefined || level === null) continue
      const change = { sign: '+', letter: level, param: presence.nick } as const
      tick.run(() => this.#order.change(live, [change], { rank: STAFF, by: null, actor: null }))
    }
  }
}
