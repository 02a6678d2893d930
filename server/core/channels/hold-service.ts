// Lines that are held: what newcomers say with links in it waits until somebody who keeps order lets it through. Those
// who may decide are told at once; whoever said it gets a kind word (the Refusal `held`).

import { foldName } from '../../../shared/names.ts'
import { originOf, type Presence } from '../accounts/presence.ts'
import type { Actor, Origin } from '../accounts/session.ts'
import type { PresenceId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo, outranks } from '../visibility.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { MessageKind } from './channel.ts'
import type { HeldLine, Holds } from './hold-calls.ts'
import type { HeldRow, HoldRepository } from './hold-repository.ts'
import { hasLink } from './links.ts'
import { atLeast, type LiveChannel, rankOf } from './live-channels.ts'
import { HALFOP, VOICE } from './modes.ts'
import type { Newcomers } from './newcomers.ts'

export interface HoldServiceOptions extends ChannelAreaOptions {
  readonly holds: HoldRepository
  readonly newcomers: Newcomers
}

const MOST_HELD = 200
const MOST_OF_ONE = 3
const KEPT_FOR = 7 * 86_400_000
const HANDLE_DIGITS = 5
const NO_SESSION = '' as SessionId
const NOBODY = 0 as PresenceId

export class HoldService implements Holds {
  readonly #options: HoldServiceOptions

  constructor(options: HoldServiceOptions) {
    this.#options = options
  }

  /**
   * To be asked before anything is said: holds a newcomer's line that has a link.
   * @throws Refusal held; too-many (others of theirs wait already)
   */
  guardChannel(live: LiveChannel, actor: Actor, presence: Presence, said: { kind: MessageKind; text: string }): void {
    if (!hasLink(said.text) || !this.#options.newcomers.isNew(presence) || rankOf(actor, live) >= VOICE) return
    this.#hold(presence, { ...said, channel: live.channel.id, to: null }, live)
  }

  /** The same of a private line. The staff may be sent anything. @throws as guardChannel */
  guardPrivate(receiver: Presence, presence: Presence, said: { kind: MessageKind; text: string }): void {
    if (!hasLink(said.text) || !this.#options.newcomers.isNew(presence)) return
    if (outranks(receiver.account?.role ?? 'guest', 'moderator')) return
    this.#hold(presence, { ...said, channel: null, to: receiver.nick }, null)
  }

  list({ session }: { session: SessionId }): readonly HeldLine[] {
    const { sessions, holds, clock } = this.#options
    const actor = sessions.actor(session)
    const since = clock.now() - KEPT_FOR
    return holds
      .held()
      .filter((row) => row.at >= since && this.#mayDecide(actor, row))
      .map((row) => this.#view(row))
  }

  release({ session, handle }: { session: SessionId; handle: string }): HeldLine {
    const { tick, accounts, newcomers, sessions } = this.#options
    const { actor, row } = this.#require(session, handle)
    const line = this.#view(row)
    return tick.run(() => {
      this.#options.holds.settle(handle)
      const account = row.account === null ? undefined : accounts.byFoldedName(foldName(row.account))
      const sender = sessions.findByNick(row.nick)
      const isHere = sender !== undefined && (sender.account?.name ?? null) === row.account
      const { nick, account: name, host } = row
      const from: Origin = isHere ? originOf(sender) : { presence: NOBODY, nick, account: name, host }
      newcomers.trust(account?.id ?? null, isHere ? sender.id : null)
      if (row.to === null) this.#sayInChannel(row, from)
      else this.#tell(row.to, row, from)
      this.#publishSettled(row, 'released', actor)
      return line
    })
  }

  drop({ session, handle }: { session: SessionId; handle: string }): HeldLine {
    const { actor, row } = this.#require(session, handle)
    this.#options.tick.run(() => {
      this.#options.holds.settle(handle)
      this.#publishSettled(row, 'dropped', actor)
    })
    return this.#view(row)
  }

  #hold(presence: Presence, said: Pick<HeldRow, 'kind' | 'text' | 'channel' | 'to'>, live: LiveChannel | null): never {
    const { tick, clock, entropy, holds } = this.#options
    const waiting = holds.held()
    const { nick } = presence
    if (waiting.filter((row) => row.nick === nick).length >= MOST_OF_ONE || waiting.length >= MOST_HELD) {
      throw new Refusal('too-many', 'lines of yours wait for a yes')
    }
    tick.run(() => {
      const at = clock.now()
      holds.forgetBefore(at - KEPT_FOR)
      const from = originOf(presence)
      let handle = entropy.digits(HANDLE_DIGITS)
      while (waiting.some((row) => row.handle === handle)) handle = entropy.digits(HANDLE_DIGITS)
      holds.hold({ ...said, handle, at, nick, account: from.account, host: from.host })
      const channel = live?.channel.name ?? null
      const { to, kind, text } = said
      tick.publish({ type: 'line.held', handle, at, channel, to, from, kind, text, only: this.#deciders(live) })
    })
    throw new Refusal('held', live?.channel.name ?? said.to ?? '')
  }

  #sayInChannel({ channel, kind, text }: HeldRow, from: Origin): void {
    const { tick, lines, repository } = this.#options
    const live = this.#channel(channel)
    if (live === undefined) throw new Refusal('no-such-thing', 'the channel')
    const { name, stream, settings } = live.channel
    const draft = lines.draft(from, kind, text)
    const seq = settings.history === 'none' ? 0 : repository.append(stream, draft)
    const { msgid, at } = draft
    tick.publish({ type: 'channel.said', channel: name, msgid, seq, at, from, session: NO_SESSION, kind, text })
  }

  #tell(nick: string, { account, kind, text }: HeldRow, from: Origin): void {
    const { tick, lines, repository, accounts, sessions } = this.#options
    const draft = lines.draft(from, kind, text)
    const sender = account === null ? undefined : accounts.byFoldedName(foldName(account))
    const receiver = accounts.byFoldedName(foldName(nick))
    if (sender !== undefined && receiver !== undefined) {
      const ids = [sender.id, receiver.id] as const
      repository.append(repository.conversation(...ids) ?? repository.startConversation(...ids), draft)
    }
    const present = sessions.findByNick(nick)
    if (present === undefined && (sender === undefined || receiver === undefined))
      throw new Refusal('no-such-nick', nick)
    if (present === undefined) return
    const { msgid, at } = draft
    tick.publish({ type: 'direct.said', msgid, at, from, to: originOf(present), session: NO_SESSION, kind, text })
  }

  #publishSettled(row: HeldRow, outcome: 'released' | 'dropped', actor: Actor): void {
    const live = this.#channel(row.channel)
    this.#options.tick.publish({
      ...{ type: 'line.settled', handle: row.handle, outcome, by: actor.nick ?? actor.face },
      only: this.#deciders(live ?? null),
    })
  }

  /** Who is to hear of it: those who keep order in the channel, and the staff. */
  #deciders(live: LiveChannel | null): readonly PresenceId[] {
    const staff = this.#options.sessions.presencesWhere(({ account }) =>
      outranks(account?.role ?? 'guest', 'moderator'),
    )
    return [...new Set([...(live === null ? [] : atLeast(live, HALFOP)), ...staff])]
  }

  #channel(id: HeldRow['channel']): LiveChannel | undefined {
    if (id === null) return undefined
    for (const live of this.#options.channels.all()) if (live.channel.id === id) return live
    return undefined
  }

  #mayDecide(actor: Actor, { channel }: HeldRow): boolean {
    if (canDo(actor, 'keep-order')) return true
    const live = this.#channel(channel)
    return live !== undefined && rankOf(actor, live) >= HALFOP
  }

  /** @throws Refusal no-such-thing */
  #require(session: SessionId, handle: string): { readonly actor: Actor; readonly row: HeldRow } {
    const actor = this.#options.sessions.actor(session)
    const row = this.#options.holds.held().find((each) => each.handle === handle)
    if (row === undefined || !this.#mayDecide(actor, row)) throw new Refusal('no-such-thing', handle)
    return { actor, row }
  }

  #view(row: HeldRow): HeldLine {
    return { ...row, channel: this.#channel(row.channel)?.channel.name ?? null }
  }
}
