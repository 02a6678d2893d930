// Order in a channel: its modes, its lists of masks, and the prefixes of those who are in it.

import { originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { Channels } from './channel-calls.ts'
import { isMember, type LiveChannel, NO_LISTS, rankHere, rankOf, requireRank } from './live-channels.ts'
import type { MaskEntry } from './masks.ts'
import { ModeDraft } from './mode-draft.ts'
import { DEFAULT_MODES, HALFOP, isList, LISTS, type ModeChange, type ModeOutcome, OPERATOR, STAFF } from './modes.ts'

/** How many changes one command may ask for. */
const MOST_CHANGES = 100

export class ChannelOrderService {
  readonly #options: ChannelAreaOptions
  /** When the next mask ends, in milliseconds since 1970. */
  #nextEnd = Number.POSITIVE_INFINITY

  constructor(options: ChannelAreaOptions) {
    this.#options = options
    const { channels, order } = options
    const byId = new Map([...channels.all()].map((live) => [live.channel.id, live]))
    for (const { channel, list, ...entry } of order.masks()) {
      const live = byId.get(channel)
      if (live !== undefined) live.lists = { ...live.lists, [list]: [...live.lists[list], entry] }
      this.#awaitEnd(entry.until)
    }
    for (const { channel, ...entry } of order.access()) byId.get(channel)?.access.set(entry.account, entry)
  }

  setModes({ session, channel, changes }: Parameters<Channels['setModes']>[0]): ModeOutcome {
    const { sessions, channels, tick } = this.#options
    const actor = sessions.actor(session)
    // The machine's own console is nobody in a channel: what it does, the house does.
    const presence = actor.face === 'console' ? null : sessions.requirePresence(session)
    const live = channels.require(actor, channel)
    const rank = rankOf(actor, live)
    if (!isMember(actor, live) && rank === 0) throw new Refusal('not-in-channel', live.channel.name)
    if (changes.length > MOST_CHANGES) throw new Refusal('too-many', `${MOST_CHANGES} changes`)
    return tick.run(() => this.change(live, changes, { rank, by: presence, actor }))
  }

  masks({ session, channel, list }: Parameters<Channels['masks']>[0]): readonly MaskEntry[] {
    const { sessions, channels, clock } = this.#options
    const actor = sessions.actor(session)
    const live = channels.require(actor, channel)
    if (!isList(list)) throw new Refusal('no-such-mode', list)
    if (list !== 'b') requireRank(rankOf(actor, live), HALFOP)
    const now = clock.now()
    return live.lists[list].filter(({ until }) => until === null || until > now)
  }

  /** Judges, stores, then changes and tells. Runs inside a command. `by` null is the house. */
  change(
    live: LiveChannel,
    changes: readonly ModeChange[],
    who: { readonly rank: number; readonly by: Presence | null; readonly actor: Actor | null },
  ): ModeOutcome {
    const { clock, sessions, tick, order } = this.#options
    const draft = new ModeDraft({
      ...{ live, rank: who.rank, by: who.by, now: clock.now() },
      findNick: (nick) => sessions.findByNick(nick),
      requireLeadTo: (name) => this.#requireLeadTo(who.actor, name),
    })
    const outcome = draft.take(changes)
    if (outcome.applied.length === 0) return outcome
    const { id, name } = live.channel
    if (draft.modes !== live.channel.modes) order.setModes(id, draft.modes)
    for (const { list, mask, entry } of draft.masks) {
      if (entry === null) order.removeMask(id, list, mask)
      else order.addMask(id, list, entry)
      this.#awaitEnd(entry?.until ?? null)
    }
    if (who.actor !== null) {
      const what = outcome.applied.map(({ sign, letter, param }) => `${sign}${letter} ${param ?? ''}`.trim())
      this.noteStaff(who.actor, live, 'channel-modes', what.join(' '))
    }
    live.channel = { ...live.channel, modes: draft.modes }
    live.lists = draft.lists
    for (const [presence, modes] of draft.prefixes) {
      const member = live.members.get(presence)
      if (member !== undefined) member.modes = modes
    }
    const by = who.by === null ? null : originOf(who.by)
    const stamp = this.#options.lines.msgids.next()
    tick.publish({ type: 'channel.modes-changed', channel: name, by, changes: outcome.applied, ...stamp })
    return outcome
  }

  /** Takes off the masks whose time is up, and tells the members. To be called now and then. */
  expire(): void {
    const { channels, clock, tick } = this.#options
    const now = clock.now()
    if (now < this.#nextEnd) return
    this.#nextEnd = Number.POSITIVE_INFINITY
    for (const live of channels.all()) {
      const changes: ModeChange[] = []
      for (const letter of LISTS) {
        for (const { mask, until } of live.lists[letter]) {
          if (until !== null && until <= now) changes.push({ sign: '-', letter, param: mask })
          else this.#awaitEnd(until)
        }
      }
      if (changes.length > 0) tick.run(() => this.change(live, changes, { rank: STAFF, by: null, actor: null }))
    }
  }

  #awaitEnd(until: number | null): void {
    if (until !== null) this.#nextEnd = Math.min(this.#nextEnd, until)
  }

  /** What a channel begins with. Runs inside a command. */
  reset(live: LiveChannel): void {
    const { order } = this.#options
    const { id } = live.channel
    if (LISTS.some((list) => live.lists[list].length > 0)) order.clearMasks(id)
    if (live.channel.modes !== DEFAULT_MODES) order.setModes(id, DEFAULT_MODES)
    live.lists = NO_LISTS
    live.channel = { ...live.channel, modes: DEFAULT_MODES }
  }

  /** Writes down that the staff did what only their role allows. Runs inside a command. */
  noteStaff(actor: Actor, live: LiveChannel, act: string, reason: string): void {
    const { accounts, clock } = this.#options
    if (rankHere(actor, live) >= OPERATOR || rankOf(actor, live) < STAFF) return
    const by = actor.accountName ?? actor.face
    accounts.audit({ at: clock.now(), actor: by, act, target: live.channel.name, reason })
  }

  #requireLeadTo(actor: Actor | null, name: string): void {
    if (actor === null) return
    const target = this.#options.channels.require(actor, name)
    if (rankOf(actor, target) < OPERATOR) {
      throw new Refusal('not-operator', `you would need to be an operator of ${target.channel.name} too`)
    }
  }
}
