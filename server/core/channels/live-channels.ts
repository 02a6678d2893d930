// The channels as they are now: what the store keeps of them, and who is in them. A write-through cache; the services
// of this area change it, last of all in each command.

import { foldChannelName } from '../../../shared/names.ts'
import type { Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { AccountId, PresenceId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canSee } from '../visibility.ts'
import type { Channel } from './channel.ts'
import { isMute, type MaskEntry, means } from './masks.ts'
import { HALFOP, type Level, type MaskList, OPERATOR, OWNER, rankOfLevel, rankOfModes, rankOfStaff } from './modes.ts'

export interface Member {
  readonly presence: Presence
  /** Of `qaohv`, highest first; '' for most. */
  modes: string
}

export interface AccessEntry {
  readonly account: AccountId
  readonly name: string
  readonly level: Level
  readonly setBy: string
  readonly setAt: number
}

export interface LiveChannel {
  channel: Channel
  readonly members: Map<PresenceId, Member>
  lists: Readonly<Record<MaskList, readonly MaskEntry[]>>
  readonly access: Map<AccountId, AccessEntry>
}

export const NO_LISTS: LiveChannel['lists'] = { I: [], b: [], e: [] }

export class LiveChannels {
  readonly #channels = new Map<string, LiveChannel>()

  get size(): number {
    return this.#channels.size
  }

  all(): IterableIterator<LiveChannel> {
    return this.#channels.values()
  }

  add(channel: Channel): LiveChannel {
    const live: LiveChannel = { channel, members: new Map(), lists: NO_LISTS, access: new Map() }
    this.#channels.set(foldChannelName(channel.name), live)
    return live
  }

  /** Under a new name from now on. */
  rename(live: LiveChannel, channel: Channel): void {
    this.#channels.delete(foldChannelName(live.channel.name))
    live.channel = channel
    this.#channels.set(foldChannelName(channel.name), live)
  }

  find(name: string): LiveChannel | undefined {
    return this.#channels.get(foldChannelName(name))
  }

  /** One that the actor may know about. A secret one is there for its members, and for those with a standing in it. */
  require(actor: Actor, name: string): LiveChannel {
    const live = this.find(name)
    if (live === undefined || !knowsOf(actor, live)) throw new Refusal('no-such-channel', name)
    return live
  }

  /** One that the actor could find by its name: also a secret one. @throws Refusal no-such-channel */
  requireDoor(actor: Actor, name: string): LiveChannel {
    const live = this.find(name)
    if (live === undefined || !canSee(actor, live.channel)) throw new Refusal('no-such-channel', name)
    return live
  }
}

export const has = ({ channel }: LiveChannel, flag: string): boolean => channel.modes.flags.includes(flag)

export const isMember = ({ presence }: Actor, live: LiveChannel): boolean =>
  presence !== null && live.members.has(presence)

export const knowsOf = (actor: Actor, live: LiveChannel): boolean =>
  canSee(actor, live.channel) && (!has(live, 's') || isMember(actor, live) || rankOf(actor, live) > 0)

/** The prefix that an account has by right when it joins; null for none. */
export const standingOf = ({ channel, access }: LiveChannel, account: AccountId | null): Level | null => {
  if (account === null) return null
  if (account === channel.founder) return channel.registered === null ? 'o' : 'q'
  return access.get(account)?.level ?? null
}

/** What somebody may do here: by prefix, by right, or as staff of the house. */
export const rankOf = (actor: Actor, live: LiveChannel): number => Math.max(rankHere(actor, live), rankOfStaff(actor))

/** As `rankOf`, but for the staff. */
export const rankHere = (actor: Actor, live: LiveChannel): number => {
  const member = actor.presence === null ? undefined : live.members.get(actor.presence)
  const level = standingOf(live, actor.account)
  return Math.max(rankOfModes(member?.modes ?? ''), level === null ? 0 : rankOfLevel(level))
}

/** The entry that keeps somebody out (or, with `mute`, silent); undefined when there is none or an exception saves them. */
export const banOn = (
  { lists }: LiveChannel,
  who: Parameters<typeof means>[1],
  now: number,
  mute: 'with' | 'without',
): MaskEntry | undefined => {
  const counts = (entry: MaskEntry): boolean => (entry.until === null || entry.until > now) && means(entry.mask, who)
  const ban = lists.b.find((entry) => (mute === 'with' || !isMute(entry.mask)) && counts(entry))
  return ban !== undefined && lists.e.some(counts) ? undefined : ban
}

/** An auditorium shows those without a prefix to its half-operators and up, and to nobody else. */
export const isUnseen = (live: LiveChannel, { modes }: Member): boolean => has(live, 'u') && modes === ''

/** Who hears of `member`, for an event; null for everybody. */
export const hearersOf = (live: LiveChannel, member: Member): readonly PresenceId[] | null => {
  if (!isUnseen(live, member)) return null
  return [...new Set([...atLeast(live, HALFOP), member.presence.id])]
}

/** The members with this rank by prefix, or a higher one. */
export const atLeast = ({ members }: LiveChannel, rank: number): readonly PresenceId[] =>
  [...members].filter(([, { modes }]) => rankOfModes(modes) >= rank).map(([id]) => id)

/** @throws Refusal not-operator (with what it takes) */
export const requireRank = (mine: number, least: number): void => {
  if (mine >= least) return
  const words = least === OWNER ? 'only its owner may' : least === OPERATOR ? 'only operators may' : ''
  throw new Refusal('not-operator', words)
}

/** Whether everybody, also without an account, could walk in and read what was said. */
export const isOpenToAll = (live: LiveChannel): boolean => {
  const { readRole, modes, settings } = live.channel
  const isShut = has(live, 'i') || has(live, 's') || has(live, 'R') || modes.key !== null
  return readRole === 'guest' && settings.history === 'everyone' && !isShut
}

/** Its owner lets anybody read along from outside, and its door is open. */
export const hasPublicLog = (live: LiveChannel): boolean =>
  live.channel.settings.publicSince !== null && isOpenToAll(live)

/** Nobody owns it and nobody is in it: whoever comes next begins anew. */
export const isAbandoned = ({ channel, members }: LiveChannel): boolean =>
  channel.registered === null && channel.founder === null && members.size === 0
