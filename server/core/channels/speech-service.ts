// Talking in a channel: who may, what is kept, what only some hear; and the topic.

import { originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import { Refusal } from '../refusal.ts'
import {
  type ChannelMessage,
  type ChannelView,
  type ClientTags,
  type MessageKind,
  requireLines,
  requireMessageText,
  requireTopic,
  type Topic,
} from './channel.ts'
import type { Channels } from './channel-calls.ts'
import type { ChannelService } from './channel-service.ts'
import type { HoldService, HoldServiceOptions } from './hold-service.ts'
import { cleanLines } from './lines.ts'
import { atLeast, banOn, has, type LiveChannel, rankOf, requireRank } from './live-channels.ts'
import { ADMIN, HALFOP, type Level, rankOfLevel, VOICE } from './modes.ts'

interface Utterance {
  readonly presence: Presence
  readonly session: Parameters<Channels['say']>[0]['session']
  readonly kind: MessageKind
  readonly text: string
  readonly tags?: ClientTags
}

/** Who hears it: those with this prefix and up, or everybody. */
interface Confidence {
  readonly to: Level | null
  readonly isCtcp: boolean
}

export class SpeechService {
  readonly #options: HoldServiceOptions
  readonly #channels: ChannelService
  readonly #hold: HoldService

  constructor(options: HoldServiceOptions, others: { channels: ChannelService; hold: HoldService }) {
    this.#options = options
    this.#channels = others.channels
    this.#hold = others.hold
  }

  say({
    session,
    channel,
    text,
    kind = 'message',
    to,
    isMultiline = false,
    isCtcp = false,
    tags,
  }: Parameters<Channels['say']>[0]): ChannelMessage {
    const { sessions, sanitizer, lines, channels } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const live = channels.requireDoor(actor, channel)
    if (isMultiline) requireLines(text)
    else requireMessageText(text)
    if (tags !== undefined) lines.requireTagsFit(tags)
    this.requirePlace(actor, live)
    const hush = this.hushOn(presence, actor, live)
    // Moderation by the operators: what may not be said to all is put before them instead.
    const isHeld = hush !== null && has(live, 'U') && live.members.has(presence.id)
    if (hush !== null && !isHeld) throw hush
    if (isCtcp && has(live, 'C')) throw new Refusal('locked', 'C')
    lines.requireCalm(presence.id)
    const clean = cleanLines(sanitizer, text)
    if (clean.trim() === '') throw new Refusal('empty')
    this.#hold.guardChannel(live, actor, presence, { kind, text: clean })
    const utterance = { presence, session, kind, text: clean, ...(tags !== undefined && { tags }) }
    if (isHeld) return this.#confide(live, utterance, { to: 'h', isCtcp })
    if (isCtcp) return this.#confide(live, utterance, { to: to ?? null, isCtcp })
    return to === undefined ? this.#tellAll(live, utterance) : this.#confide(live, utterance, { to, isCtcp })
  }

  setTopic({ session, channel, topic }: Parameters<Channels['setTopic']>[0]): ChannelView {
    const { tick, sessions, repository, sanitizer, lines, channels } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const live = channels.require(actor, channel)
    const rank = rankOf(actor, live)
    if (!live.members.has(presence.id) && rank === 0) throw new Refusal('not-in-channel', live.channel.name)
    if (has(live, 't')) requireRank(rank, HALFOP)
    if (live.channel.settings.topicLock && rank < ADMIN) throw new Refusal('locked', 'topic')
    requireTopic(topic)
    const text = sanitizer.chat(topic).trim()
    return tick.run(() => {
      const stamp = lines.msgids.next()
      const next: Topic | null = text === '' ? null : { text, setBy: presence.nick, setAt: stamp.at }
      repository.setTopic(live.channel.id, next)
      live.channel = { ...live.channel, topic: next }
      const by = originOf(presence)
      tick.publish({ type: 'channel.topic-set', channel: live.channel.name, topic: next, by, ...stamp })
      return this.#channels.view(live, actor)
    })
  }

  /** From where one may speak at all. @throws Refusal not-in-channel, not-permitted */
  requirePlace(actor: Actor, live: LiveChannel): void {
    const isInside = actor.presence !== null && live.members.has(actor.presence)
    // Into a secret channel nothing is said from outside: it would tell that it is there.
    if (!isInside && (has(live, 'n') || has(live, 's'))) throw new Refusal('not-in-channel', live.channel.name)
    if (!this.#channels.mayWrite(actor, live.channel)) throw new Refusal('not-permitted', live.channel.name)
  }

  /** Why this person may not be heard now; null when they may. A voice is above all of it. */
  hushOn(presence: Presence, actor: Actor, live: LiveChannel): Refusal | null {
    if (rankOf(actor, live) >= VOICE) return null
    const ban = banOn(live, originOf(presence), this.#options.clock.now(), 'with')
    if (ban !== undefined) return new Refusal('banned', ban.reason)
    if (has(live, 'M') && actor.account === null) return new Refusal('sign-in-required', live.channel.name)
    return has(live, 'm') ? new Refusal('moderated', live.channel.name) : null
  }

  #tellAll(live: LiveChannel, { presence, session, kind, text, tags }: Utterance): ChannelMessage {
    const { tick, repository, lines } = this.#options
    const { name, stream, settings } = live.channel
    return tick.run(() => {
      const from = originOf(presence)
      const draft = lines.draft(from, kind, text, tags)
      const seq = settings.history === 'none' ? 0 : repository.append(stream, draft)
      this.#options.newcomers.heard(presence)
      const { msgid, at } = draft
      const said = { type: 'channel.said' as const, channel: name, msgid, seq, at, from, session, kind, text }
      tick.publish(tags === undefined ? said : { ...said, tags })
      return { seq, ...draft }
    })
  }

  #confide(
    live: LiveChannel,
    { presence, session, kind, text }: Utterance,
    { to, isCtcp }: Confidence,
  ): ChannelMessage {
    const { tick, lines } = this.#options
    return tick.run(() => {
      const from = originOf(presence)
      const draft = lines.draft(from, kind, text)
      const only = [...new Set([...atLeast(live, to === null ? 0 : rankOfLevel(to)), presence.id])]
      const { msgid, at } = draft
      tick.publish({
        ...{ type: 'channel.confided', channel: live.channel.name, to, only },
        ...{ msgid, at, from, session, kind, text },
        ...(isCtcp && { isCtcp: true as const }),
      })
      return { ...draft, seq: 0 }
    })
  }
}
