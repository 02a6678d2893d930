// Channels as they are looked at and founded: which there are, who is in them, what was said. Who comes and goes is in
// membership-service.ts, talking in speech-service.ts, order in channel-order-service.ts.

import { foldChannelName } from '../../../shared/names.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Hushed } from '../accounts/account-events.ts'
import { displayNameOf, originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo, type Role } from '../visibility.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import {
  type Channel,
  type ChannelMessage,
  type ChannelView,
  type MemberView,
  requireChannelName,
  requireTopic,
  type Topic,
} from './channel.ts'
import type { Channels } from './channel-calls.ts'
import { pageSize } from './lines.ts'
import {
  banOn,
  has,
  hasPublicLog,
  hearersOf,
  isMember,
  isUnseen,
  knowsOf,
  type LiveChannel,
  type Member,
  rankOf,
} from './live-channels.ts'
import { HALFOP, withFlag } from './modes.ts'

const MOST_CHANNELS = 10_000
/** Per account, or per address for guests. */
const CREATE = { burst: 5, perSecond: 1 / 60 }
const MOST_BUCKETS = 10_000

const memberView = ({ presence: being, modes }: Member): MemberView => {
  const origin = originOf(being)
  const displayName = displayNameOf(being)
  if (origin.away !== undefined || origin.bot !== undefined) return { ...origin, displayName, modes }
  const { presence, nick, account, host } = origin
  return { presence, nick, account, host, displayName, modes }
}

export class ChannelService {
  readonly #options: ChannelAreaOptions
  readonly #create = new Map<string, TokenBucket>()

  constructor(options: ChannelAreaOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly ChannelView[] {
    const actor = this.#options.sessions.actor(session)
    return [...this.#options.channels.all()]
      .filter((live) => knowsOf(actor, live))
      .map((live) => this.view(live, actor))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  count({ session }: { session: SessionId }): number {
    const actor = this.#options.sessions.actor(session)
    let count = 0
    for (const live of this.#options.channels.all()) if (knowsOf(actor, live)) count += 1
    return count
  }

  standing({ session, nick }: Parameters<Channels['standing']>[0]): ReturnType<Channels['standing']> {
    const actor = this.#options.sessions.actor(session)
    const presence = this.#options.sessions.findByNick(nick)
    if (presence === undefined) throw new Refusal('no-such-nick', nick)
    return this.noticed(actor, presence).map((channel) => {
      const modes = this.#options.channels.find(channel)?.members.get(presence.id)?.modes ?? ''
      return { channel, modes }
    })
  }

  get({ session, channel }: { session: SessionId; channel: string }): ChannelView {
    const actor = this.#options.sessions.actor(session)
    return this.view(this.#options.channels.require(actor, channel), actor)
  }

  members({ session, channel }: { session: SessionId; channel: string }): readonly MemberView[] {
    const actor = this.#options.sessions.actor(session)
    const live = this.#options.channels.require(actor, channel)
    const seesAll = rankOf(actor, live) >= HALFOP
    // Everybody who joins a channel asks for everybody in it: no copies between, and one shape of object.
    const views: MemberView[] = []
    for (const member of live.members.values()) {
      if (seesAll || !isUnseen(live, member) || member.presence.id === actor.presence) views.push(memberView(member))
    }
    return views
  }

  history({ session, channel, before, limit }: Parameters<Channels['history']>[0]): readonly ChannelMessage[] {
    const actor = this.#options.sessions.actor(session)
    const live = this.#options.channels.require(actor, channel)
    this.requireReader(actor, live)
    if (live.channel.settings.history === 'none') return []
    return this.#options.repository.page(live.channel.stream, before ?? null, pageSize(limit))
  }

  /** Who may read what was said: those in it, and, unless it is closed, those who may come in. @throws Refusal not-in-channel */
  requireReader(actor: Actor, live: LiveChannel): void {
    if (isMember(actor, live) || rankOf(actor, live) > 0) return
    const presence = actor.presence === null ? undefined : this.#options.sessions.findById(actor.presence)
    const isClosed =
      live.channel.settings.history !== 'everyone' ||
      has(live, 'i') ||
      live.channel.modes.key !== null ||
      (has(live, 'R') && actor.account === null) ||
      (presence !== undefined && banOn(live, originOf(presence), this.#options.clock.now(), 'without') !== undefined)
    if (isClosed) throw new Refusal('not-in-channel', live.channel.name)
  }

  /** Of these channels, the ones the viewer may know about. */
  visible(actor: Actor, names: readonly string[]): readonly string[] {
    return names.filter((name) => {
      const live = this.#options.channels.find(name)
      return live !== undefined && knowsOf(actor, live)
    })
  }

  /** The channels that somebody is in, of those in which the viewer may notice them. */
  noticed(actor: Actor, presence: Presence): readonly string[] {
    return [...presence.channels].filter((name) => {
      const live = this.#options.channels.find(name)
      const member = live?.members.get(presence.id)
      if (live === undefined || member === undefined || !knowsOf(actor, live)) return false
      return !isUnseen(live, member) || presence.id === actor.presence || rankOf(actor, live) >= HALFOP
    })
  }

  /** The auditoriums in which only some may notice this presence. */
  hushedIn({ id, channels }: Presence): readonly Hushed[] {
    return [...channels].flatMap((channel) => {
      const live = this.#options.channels.find(channel)
      const member = live?.members.get(id)
      const only = live === undefined || member === undefined ? null : hearersOf(live, member)
      return only === null ? [] : [{ channel, only }]
    })
  }

  /** Makes a channel that the house ships, unless it is there. Runs inside a command. */
  ship(channel: { name: string; description: string; topic: string; readRole: Role; writeRole: Role }): void {
    const standing = this.#options.channels.find(channel.name)
    if (standing !== undefined) {
      this.#keepForHouse(standing)
      return
    }
    requireChannelName(channel.name)
    requireTopic(channel.topic)
    const { repository, clock } = this.#options
    const made = this.#insert(channel.name, { ...channel, founder: null })
    this.#keepForHouse(made)
    if (channel.topic === '') return
    const topic: Topic = { text: channel.topic, setBy: 'Samband', setAt: clock.now() }
    repository.setTopic(made.channel.id, topic)
    made.channel = { ...made.channel, topic }
  }

  /** A new channel for whoever asks. Runs inside a command. @throws Refusal no-such-channel, too-many, throttled */
  found(name: string, actor: Actor): LiveChannel {
    if (actor.role === 'guest' && this.#options.guests !== 'talk') throw new Refusal('no-such-channel', name)
    if (this.#options.throttle) this.#requireFewNew(actor)
    return this.#insert(name, { description: '', readRole: 'guest', writeRole: 'guest', founder: actor.account })
  }

  mayWrite(actor: Actor, channel: Channel): boolean {
    if (actor.role === 'guest' && this.#options.guests !== 'talk') return false
    return canDo(actor, 'write', channel)
  }

  view(live: LiveChannel, actor: Actor): ChannelView {
    const { name, description, topic, created, modes } = live.channel
    const joined = isMember(actor, live)
    const key = modes.key === null || joined || rankOf(actor, live) > 0 ? modes.key : '*'
    return {
      ...{ name, description, topic, created, members: live.members.size },
      ...{ canWrite: this.mayWrite(actor, live.channel), joined, modes: { ...modes, key } },
      hasPublicLog: hasPublicLog(live),
    }
  }

  // A channel of the house is registered and has no founder: its staff keep order in it, and joining gives no rights.
  // Programs are not made to answer there (C).
  #keepForHouse(live: LiveChannel): void {
    const { order, clock } = this.#options
    if (live.channel.registered !== null) return
    const owner = { founder: live.channel.founder, registered: clock.now() }
    const modes = { ...live.channel.modes, flags: withFlag(live.channel.modes.flags, 'C', true) }
    order.setOwner(live.channel.id, owner)
    order.setModes(live.channel.id, modes)
    live.channel = { ...live.channel, ...owner, modes }
  }

  #insert(
    name: string,
    rest: { description: string; readRole: Role; writeRole: Role; founder: Channel['founder'] },
  ): LiveChannel {
    const { repository, clock, tick, channels } = this.#options
    if (channels.size >= MOST_CHANNELS) throw new Refusal('too-many', `${MOST_CHANNELS} channels`)
    const { description, readRole, writeRole, founder } = rest
    const channel = repository.insert({
      ...{ name: name.normalize('NFC'), folded: foldChannelName(name), description, readRole, writeRole, founder },
      created: clock.now(),
    })
    const live = channels.add(channel)
    tick.publish({ type: 'channel.created', channel: channel.name })
    return live
  }

  #requireFewNew(actor: Actor): void {
    const now = this.#options.clock.now()
    const key = actor.accountName ?? `guest at ${this.#options.sessions.addressOf(actor.session)}`
    const bucket = this.#create.get(key) ?? new TokenBucket({ ...CREATE, now })
    if (this.#create.size > MOST_BUCKETS) this.#create.clear()
    this.#create.set(key, bucket)
    if (!bucket.take(now)) throw new Refusal('throttled', `${Math.ceil(bucket.wait(now) / 1000)}`)
  }
}
