// History as clients ask for it: stretches of a channel or of a private conversation, by id or by time; lines taken
// back; tags that are told along (typing, reactions); how far an account has read. Who may read is asked of the channels.

import { foldChannelName, foldName } from '../../../shared/names.ts'
import { originOf, takesWordsFrom } from '../accounts/presence.ts'
import type { AccountId, Msgid, SessionId, StreamId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ClientTags } from './channel.ts'
import type { History } from './channel-calls.ts'
import type { ChannelService } from './channel-service.ts'
import { HAPPENINGS, type HistoryItem, type HistoryPlace, type HistoryPoint, rowIdOf } from './history.ts'
import { pageSize } from './lines.ts'
import { rankOf, requireRank } from './live-channels.ts'
import { HALFOP } from './modes.ts'
import type { SpeechService } from './speech-service.ts'

const REASON_OCTETS = 200
const REACTION_OCTETS = 64
const REACT = '+draft/react'
const UNREACT = '+draft/unreact'
/** The tag under which a client names the line that it answers. */
const REPLIES = ['+reply', '+draft/reply']

/** Somebody said it, and nobody took it back. */
const isStanding = ({ kind, redacted }: HistoryItem): boolean =>
  redacted === undefined && !HAPPENINGS.some((each) => each === kind)

/** Whose lines are asked for: `live` for a channel, `other` for a conversation. */
interface Target {
  readonly stream: StreamId | undefined
  readonly name: string
  readonly key: string
  readonly isChannel: boolean
}

export class HistoryService implements History {
  readonly #options: ChannelAreaOptions
  readonly #channels: ChannelService
  readonly #speech: SpeechService

  constructor(options: ChannelAreaOptions, others: { channels: ChannelService; speech: SpeechService }) {
    this.#options = options
    this.#channels = others.channels
    this.#speech = others.speech
  }

  page({ session, target, after, before, from, limit, happenings = false }: Parameters<History['page']>[0]) {
    const { stream } = this.#target(session, target)
    if (stream === undefined) return []
    const range = {
      after: after === undefined ? null : this.#lastAt(stream, after),
      before: before === undefined ? null : this.#firstAt(stream, before),
    }
    return this.#options.history.range({ stream, ...range, from, limit: pageSize(limit), happenings })
  }

  around({ session, target, point, limit, happenings = false }: Parameters<History['around']>[0]) {
    const { history } = this.#options
    const { stream } = this.#target(session, target)
    if (stream === undefined) return []
    const size = pageSize(limit)
    const middle = this.#firstAt(stream, point)
    const half = Math.floor(size / 2)
    const older = history.range({ stream, after: null, before: middle, limit: half, from: 'newest', happenings })
    const newer = history.range({
      ...{ stream, after: middle - 1, before: null },
      ...{ limit: size - older.length, from: 'oldest' as const, happenings },
    })
    return [...older, ...newer]
  }

  targets({ session, after, before, limit }: Parameters<History['targets']>[0]) {
    const { sessions, history, channels } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const joined = [...presence.channels].flatMap((name) => {
      const live = channels.find(name)
      return live === undefined || live.channel.settings.history === 'none'
        ? []
        : [{ name, stream: live.channel.stream }]
    })
    const conversations = actor.account === null ? [] : history.conversations(actor.account)
    return [...joined, ...conversations]
      .flatMap(({ name, stream }) => {
        const at = history.latest(stream)
        return at === null || at <= after || at >= before ? [] : [{ target: name, at }]
      })
      .sort((a, b) => a.at - b.at)
      .slice(0, pageSize(limit))
  }

  missed({ session, channel, limit }: Parameters<History['missed']>[0]): readonly HistoryItem[] {
    const { sessions, history } = this.#options
    const { account } = sessions.actor(session)
    const { stream } = this.#target(session, channel)
    if (account === null || stream === undefined) return []
    const seen = history.visit(account, stream)
    if (seen === null) return []
    const range = { stream, after: seen, before: null, from: 'newest' as const, happenings: false }
    return history.range({ ...range, limit: pageSize(limit) })
  }

  redact({ session, target, msgid, reason }: Parameters<History['redact']>[0]): void {
    const { sessions, history, repository, lines, sanitizer, tick } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    const { stream, name, isChannel } = this.#target(session, target)
    const found = stream === undefined ? undefined : this.#find(stream, msgid)
    if (found === undefined || !isStanding(found.item)) throw new Refusal('no-such-thing', msgid)
    const isOwn = actor.accountName !== null && found.item.account === actor.accountName
    if (!isOwn && !isChannel) throw new Refusal('not-permitted', msgid)
    if (!isOwn) requireRank(rankOf(actor, this.#options.channels.require(actor, name)), HALFOP)
    const why = sanitizer.chat(reason)
    if (Buffer.byteLength(why) > REASON_OCTETS) throw new Refusal('too-long', 'reason')
    tick.run(() => {
      const { msgid: id, at } = lines.msgids.next()
      history.redact(found, presence.nick, at, why)
      const by = originOf(presence)
      const { nick, account, host } = by
      const { msgid: taken } = found.item
      repository.append(found.stream, { msgid: id, at, nick, account, host, kind: 'redact', text: `${taken} ${why}` })
      const where = isChannel ? { channel: name, to: null } : { channel: null, to: this.#originFor(name) }
      tick.publish({ type: 'message.redacted', ...where, id, msgid: taken, by, at, session, reason: why })
    })
  }

  tag({ session, target, tags }: Parameters<History['tag']>[0]): void {
    const { sessions, lines, tick, channels } = this.#options
    const presence = sessions.requirePresence(session)
    const actor = sessions.actor(session)
    lines.requireTagsFit(tags)
    lines.requireCalm(presence.id)
    const from = originOf(presence)
    if (!target.startsWith('#')) {
      const receiver = sessions.findByNick(target)
      if (receiver === undefined) throw new Refusal('no-such-nick', target)
      if (actor.account === null && this.#options.guests !== 'talk') throw new Refusal('not-permitted', target)
      if (!takesWordsFrom(receiver, presence)) throw new Refusal('sign-in-required', target)
    } else {
      const live = channels.requireDoor(actor, target)
      this.#speech.requirePlace(actor, live)
      const hush = this.#speech.hushOn(presence, actor, live)
      if (hush !== null) throw hush
    }
    tick.run(() => {
      const { msgid, at } = lines.msgids.next()
      this.#keepReaction(session, target, tags, { nick: from.nick, account: from.account, host: from.host, msgid, at })
      const receiver = sessions.findByNick(target)
      if (target.startsWith('#')) {
        const { name } = channels.requireDoor(actor, target).channel
        tick.publish({ type: 'channel.tagged', channel: name, msgid, at, from, session, tags })
      } else if (receiver !== undefined) {
        tick.publish({ type: 'direct.tagged', msgid, at, from, to: originOf(receiver), session, tags })
      }
    })
  }

  marker({ session, target }: Parameters<History['marker']>[0]): number | null {
    const account = this.#options.sessions.requireAccount(session)
    return this.#options.history.marker(account.id, this.#target(session, target).key)
  }

  mark({ session, target, at }: Parameters<History['mark']>[0]): number {
    const { sessions, history, tick } = this.#options
    const account = sessions.requireAccount(session)
    const presence = sessions.requirePresence(session)
    const { key, name } = this.#target(session, target)
    const standing = history.marker(account.id, key)
    // It only moves on: another client of the account may have read further.
    if (standing !== null && standing >= at) return standing
    return tick.run(() => {
      history.setMarker(account.id, key, at)
      tick.publish({ type: 'read-marker.moved', who: originOf(presence), session, target: name, at })
      return at
    })
  }

  /** Notes how far a channel went when an account left it. Runs inside a command. */
  noteVisit(account: AccountId, channel: string): void {
    const live = this.#options.channels.find(channel)
    if (live !== undefined) this.#options.history.setVisit(account, live.channel.stream)
  }

  /** @throws Refusal no-such-channel, not-in-channel, sign-in-required, no-such-account */
  #target(session: SessionId, target: string): Target {
    const { sessions, accounts, repository, channels } = this.#options
    if (target.startsWith('#')) {
      const actor = sessions.actor(session)
      const live = channels.require(actor, target)
      this.#channels.requireReader(actor, live)
      const { name, stream, settings } = live.channel
      const kept = settings.history === 'none' ? undefined : stream
      return { stream: kept, name, key: foldChannelName(name), isChannel: true }
    }
    const own = sessions.requireAccount(session)
    const other = accounts.byFoldedName(foldName(target))
    if (other === undefined) throw new Refusal('no-such-account', target)
    const stream = repository.conversation(own.id, other.id)
    return { stream, name: other.name, key: foldName(other.name), isChannel: false }
  }

  #find(stream: StreamId, msgid: string): (HistoryPlace & { readonly item: HistoryItem }) | undefined {
    const { history } = this.#options
    const found = history.find(msgid as Msgid) ?? history.find(rowIdOf(msgid as Msgid, stream))
    return found?.stream === stream ? found : undefined
  }

  /** The first row at a point: rows before it are older. @throws Refusal no-such-thing */
  #firstAt(stream: StreamId, point: HistoryPoint): number {
    if ('at' in point) return this.#options.history.firstSince(stream, point.at)
    const found = this.#find(stream, point.msgid)
    if (found === undefined) throw new Refusal('no-such-thing', point.msgid)
    return found.seq
  }

  /** The last row at a point: rows after it are newer. */
  #lastAt(stream: StreamId, point: HistoryPoint): number {
    if ('at' in point) return this.#options.history.firstSince(stream, point.at + 1) - 1
    return this.#firstAt(stream, point)
  }

  #originFor(name: string) {
    const presence = this.#options.sessions.findByNick(name)
    return presence === undefined ? null : originOf(presence)
  }

  #keepReaction(
    session: SessionId,
    target: string,
    tags: ClientTags,
    by: { nick: string; account: string | null; host: string; msgid: string; at: number },
  ): void {
    const [reaction, taken] = [tags[REACT], tags[UNREACT]]
    const reply = REPLIES.map((key) => tags[key]).find((value) => value !== undefined)
    if (reply === undefined || (reaction === undefined && taken === undefined)) return
    const found = this.#options.history.find(reply as Msgid)
    if (found === undefined || found.stream !== this.#streamOf(session, target)) return
    if (reaction !== undefined && reaction !== '' && Buffer.byteLength(reaction) <= REACTION_OCTETS) {
      this.#options.history.react(found, { ...by, reaction })
    }
    if (taken !== undefined) this.#options.history.unreact(found, by.nick, taken)
  }

  #streamOf(session: SessionId, target: string): StreamId | undefined {
    try {
      return this.#target(session, target).stream
    } catch {
      return undefined
    }
  }
}
