// Channels: who is in them, what is said, what was said. Channels and their topics are a write-through cache of the
// store; membership is memory and ends with the presence.

import { foldChannelName } from '../../../shared/names.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import { displayNameOf, originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { Channels } from '../contract.ts'
import type { PresenceId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee, type Role } from '../visibility.ts'
import {
  type Channel,
  type ChannelMessage,
  type ChannelView,
  type MemberView,
  requireChannelName,
  requireMessageText,
  requireTopic,
  type Topic,
} from './channel.ts'
import type { ChannelRepository } from './channel-repository.ts'
import { type Lines, pageSize } from './lines.ts'

export interface ChannelServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly lines: Lines
  readonly sessions: SessionService
  readonly repository: ChannelRepository
  readonly sanitizer: Sanitizer
  readonly guests: 'talk' | 'look' | 'none'
  /** False lifts the limits on how many channels one presence may create and join. */
  readonly throttle: boolean
}

/** A channel with those who are in it now; values are membership modes (`o`, `v`, '' for most). */
interface LiveChannel {
  channel: Channel
  readonly members: Map<PresenceId, { readonly presence: Presence; modes: string }>
}

const MOST_CHANNELS = 10_000
const MOST_JOINED = 100
/** Per account, or per address for guests. */
const CREATE = { burst: 5, perSecond: 1 / 60 }
const MOST_BUCKETS = 10_000

export class ChannelService {
  readonly #options: ChannelServiceOptions
  readonly #channels = new Map<string, LiveChannel>()
  readonly #create = new Map<string, TokenBucket>()

  constructor(options: ChannelServiceOptions) {
    this.#options = options
    for (const channel of options.repository.all()) {
      this.#channels.set(foldChannelName(channel.name), { channel, members: new Map() })
    }
    options.tick.subscribe((event) => {
      if (event.type === 'presence.left') this.#forget(event.who.presence, event.channels)
    })
  }

  list({ session }: { session: SessionId }): readonly ChannelView[] {
    const actor = this.#options.sessions.actor(session)
    return [...this.#channels.values()]
      .filter((live) => canSee(actor, live.channel))
      .map((live) => this.#view(live, actor))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  get({ session, channel }: { session: SessionId; channel: string }): ChannelView {
    const actor = this.#options.sessions.actor(session)
    return this.#view(this.#require(actor, channel), actor)
  }

  join({ session, channel: name }: { session: SessionId; channel: string }): ChannelView {
    const { tick, sessions } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    requireChannelName(name)
    return tick.run(() => {
      const standing = this.#channels.get(foldChannelName(name))
      if (standing !== undefined && !canSee(actor, standing.channel)) throw new Refusal('no-such-channel', name)
      if (standing?.members.has(presence.id) === true) return this.#view(standing, actor)
      if (this.#options.throttle && presence.channels.size >= MOST_JOINED) {
        throw new Refusal('too-many', `${MOST_JOINED} channels`)
      }
      const live = standing ?? this.#found(name, actor)
      const isFounder = actor.account !== null && actor.account === live.channel.founder
      const modes = isFounder || standing === undefined ? 'o' : ''
      live.members.set(presence.id, { presence, modes })
      presence.channels.add(live.channel.name)
      const displayName = displayNameOf(presence)
      tick.publish({
        ...{ type: 'channel.joined', channel: live.channel.name },
        ...{ who: originOf(presence), displayName, modes },
      })
      return this.#view(live, actor)
    })
  }

  part({ session, channel, reason }: { session: SessionId; channel: string; reason: string }): void {
    const { tick, sessions, sanitizer } = this.#options
    const presence = sessions.requirePresence(session)
    const live = this.#require(sessions.actor(session), channel)
    if (!live.members.has(presence.id)) throw new Refusal('not-in-channel', live.channel.name)
    tick.run(() => {
      live.members.delete(presence.id)
      presence.channels.delete(live.channel.name)
      const why = sanitizer.chat(reason)
      tick.publish({ type: 'channel.parted', channel: live.channel.name, who: originOf(presence), reason: why })
    })
  }

  members({ session, channel }: { session: SessionId; channel: string }): readonly MemberView[] {
    const live = this.#require(this.#options.sessions.actor(session), channel)
    return [...live.members.values()].map(({ presence, modes }) => ({
      ...originOf(presence),
      displayName: displayNameOf(presence),
      modes,
    }))
  }

  say({ session, channel, text, kind = 'message' }: Parameters<Channels['say']>[0]): ChannelMessage {
    const { tick, sessions, repository, sanitizer, lines } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const live = this.#require(actor, channel)
    requireMessageText(text)
    if (!live.members.has(presence.id)) throw new Refusal('not-in-channel', live.channel.name)
    if (!this.#mayWrite(actor, live.channel)) throw new Refusal('not-permitted', live.channel.name)
    lines.requireCalm(presence.id)
    const clean = sanitizer.chat(text)
    if (clean.trim() === '') throw new Refusal('empty')
    return tick.run(() => {
      const from = originOf(presence)
      const draft = lines.draft(from, kind, clean)
      const seq = repository.append(live.channel.stream, draft)
      const { msgid, at } = draft
      tick.publish({
        ...{ type: 'channel.said', channel: live.channel.name },
        ...{ msgid, seq, at, from, session, kind, text: clean },
      })
      return { ...draft, seq }
    })
  }

  setTopic({ session, channel, topic }: { session: SessionId; channel: string; topic: string }): ChannelView {
    const { tick, sessions, repository, sanitizer, clock } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const live = this.#require(actor, channel)
    const member = live.members.get(presence.id)
    if (member === undefined) throw new Refusal('not-in-channel', live.channel.name)
    if (!canDo(actor, 'set-topic', live.channel) && !member.modes.includes('o')) {
      throw new Refusal('not-permitted', live.channel.name)
    }
    requireTopic(topic)
    const text = sanitizer.chat(topic).trim()
    return tick.run(() => {
      const at = clock.now()
      const next: Topic | null = text === '' ? null : { text, setBy: presence.nick, setAt: at }
      repository.setTopic(live.channel.id, next)
      live.channel = { ...live.channel, topic: next }
      const by = originOf(presence)
      tick.publish({ type: 'channel.topic-set', channel: live.channel.name, topic: next, by, at })
      return this.#view(live, actor)
    })
  }

  history({ session, channel, before, limit }: Parameters<Channels['history']>[0]): readonly ChannelMessage[] {
    const live = this.#require(this.#options.sessions.actor(session), channel)
    return this.#options.repository.page(live.channel.stream, before ?? null, pageSize(limit))
  }

  /** Of these channels, the ones the viewer may know about. */
  visible(actor: Actor, names: readonly string[]): readonly string[] {
    return names.filter((name) => {
      const live = this.#channels.get(foldChannelName(name))
      return live !== undefined && canSee(actor, live.channel)
    })
  }

  /** Makes a channel that the house ships, unless it is there. Runs inside a command. */
  ship(channel: { name: string; description: string; topic: string; readRole: Role; writeRole: Role }): void {
    if (this.#channels.has(foldChannelName(channel.name))) return
    requireChannelName(channel.name)
    requireTopic(channel.topic)
    const { repository, clock } = this.#options
    const made = this.#insert(channel.name, { ...channel, founder: null })
    if (channel.topic === '') return
    const topic: Topic = { text: channel.topic, setBy: 'Samband', setAt: clock.now() }
    repository.setTopic(made.channel.id, topic)
    made.channel = { ...made.channel, topic }
  }

  #found(name: string, actor: Actor): LiveChannel {
    if (actor.role === 'guest' && this.#options.guests !== 'talk') throw new Refusal('no-such-channel', name)
    if (this.#options.throttle) this.#requireFewNew(actor)
    return this.#insert(name, { description: '', readRole: 'guest', writeRole: 'guest', founder: actor.account })
  }

  #insert(
    name: string,
    rest: { description: string; readRole: Role; writeRole: Role; founder: Channel['founder'] },
  ): LiveChannel {
    const { repository, clock, tick } = this.#options
    if (this.#channels.size >= MOST_CHANNELS) throw new Refusal('too-many', `${MOST_CHANNELS} channels`)
    const folded = foldChannelName(name)
    const { description, readRole, writeRole, founder } = rest
    const channel = repository.insert({
      ...{ name: name.normalize('NFC'), folded, description, readRole, writeRole, founder },
      created: clock.now(),
    })
    const live: LiveChannel = { channel, members: new Map() }
    this.#channels.set(folded, live)
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

  #mayWrite(actor: Actor, channel: Channel): boolean {
    if (actor.role === 'guest' && this.#options.guests !== 'talk') return false
    return canDo(actor, 'write', channel)
  }

  #require(actor: Actor, name: string): LiveChannel {
    const live = this.#channels.get(foldChannelName(name))
    if (live === undefined || !canSee(actor, live.channel)) throw new Refusal('no-such-channel', name)
    return live
  }

  #forget(presence: PresenceId, channels: readonly string[]): void {
    for (const name of channels) this.#channels.get(foldChannelName(name))?.members.delete(presence)
    this.#options.lines.forget(presence)
  }

  #view(live: LiveChannel, actor: Actor): ChannelView {
    const { name, description, topic, created } = live.channel
    const joined = actor.presence !== null && live.members.has(actor.presence)
    const canWrite = this.#mayWrite(actor, live.channel)
    return { name, description, topic, created, members: live.members.size, canWrite, joined }
  }
}
