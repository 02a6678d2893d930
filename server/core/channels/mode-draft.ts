// The changes of one command, tried one after the other on a copy of a channel's order: each sees what those before it
// did, a refused one leaves no trace, and nothing is real until the whole draft is stored.

import { foldName } from '../../../shared/names.ts'
import type { Presence } from '../accounts/presence.ts'
import type { PresenceId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import type { LiveChannel } from './live-channels.ts'
import { requireRank } from './live-channels.ts'
import { canonicalMask, type MaskEntry, MOST_MASKS, requireReason } from './masks.ts'
import {
  type AppliedChange,
  type ChannelModes,
  FLAGS,
  isLevel,
  isList,
  type Level,
  leastRankFor,
  type MaskList,
  type ModeChange,
  type ModeOutcome,
  PARAMETERS,
  rankOfModes,
  readModeLock,
  requireForward,
  requireKey,
  requireLimit,
  STAFF,
  withFlag,
  withLevel,
} from './modes.ts'

export interface DraftOptions {
  readonly live: LiveChannel
  /** What the one who changes may do here. */
  readonly rank: number
  /** Who changes; null for the house. */
  readonly by: Presence | null
  readonly now: number
  readonly findNick: (nick: string) => Presence | undefined
  /** @throws Refusal no-such-channel, not-operator: nobody is led to where the one who leads has no say */
  readonly requireLeadTo: (channel: string) => void
}

/** A mask that came onto a list (`entry`) or off it (null). */
export interface MaskWrite {
  readonly list: MaskList
  readonly mask: string
  readonly entry: MaskEntry | null
}

export class ModeDraft {
  readonly #options: DraftOptions
  modes: ChannelModes
  lists: LiveChannel['lists']
  readonly masks: MaskWrite[] = []
  readonly prefixes = new Map<PresenceId, string>()

  constructor(options: DraftOptions) {
    this.#options = options
    this.modes = options.live.channel.modes
    this.lists = options.live.lists
  }

  take(changes: readonly ModeChange[]): ModeOutcome {
    const applied: AppliedChange[] = []
    const refused: ModeOutcome['refused'][number][] = []
    for (const change of changes) {
      try {
        const effect = this.#try(change)
        if (effect !== null) applied.push(effect)
      } catch (error) {
        if (!isRefusal(error)) throw error
        refused.push({ change, code: error.code, detail: error.detail })
      }
    }
    return { applied, refused }
  }

  /** Null when everything was so already. */
  #try(change: ModeChange): AppliedChange | null {
    const { letter } = change
    if (letter.length !== 1) throw new Refusal('no-such-mode', letter.slice(0, 10))
    if (isLevel(letter)) return this.#level(change, letter)
    if (isList(letter)) return this.#mask(change, letter)
    if (!FLAGS.includes(letter) && !PARAMETERS.includes(letter)) throw new Refusal('no-such-mode', letter)
    requireRank(this.#options.rank, leastRankFor(letter))
    this.#requireUnlocked(change)
    return FLAGS.includes(letter) ? this.#flag(change) : this.#parameter(change)
  }

  #requireUnlocked({ sign, letter }: ModeChange): void {
    if (this.#options.rank >= STAFF) return
    const held = readModeLock(this.#options.live.channel.settings.modeLock).find((each) => each.letter === letter)
    if (held !== undefined && held.sign !== sign) throw new Refusal('locked', `${held.sign}${letter}`)
  }

  #flag({ sign, letter }: ModeChange): AppliedChange | null {
    const flags = withFlag(this.modes.flags, letter, sign === '+')
    if (flags === this.modes.flags) return null
    this.modes = { ...this.modes, flags }
    return { sign, letter, param: null, member: null }
  }

  #parameter({ sign, letter, param = '' }: ModeChange): AppliedChange | null {
    const before = this.modes
    if (sign === '-') {
      const had = letter === 'k' ? before.key : letter === 'l' ? before.limit : before.forward
      if (had === null) return null
      const gone = letter === 'k' ? { key: null } : letter === 'l' ? { limit: null } : { forward: null }
      this.modes = { ...before, ...gone }
      return { sign, letter, param: letter === 'k' ? '*' : null, member: null }
    }
    this.modes = { ...before, ...this.#value(letter, param) }
    const { key, limit, forward } = this.modes
    if (key === before.key && limit === before.limit && forward === before.forward) return null
    const shown = letter === 'k' ? key : letter === 'l' ? String(limit) : forward
    return { sign, letter, param: shown, member: null }
  }

  #value(letter: string, param: string): Partial<ChannelModes> {
    if (letter === 'k') return { key: requireKey(param) }
    if (letter === 'l') return { limit: requireLimit(param) }
    const forward = requireForward(param)
    this.#options.requireLeadTo(forward)
    return { forward }
  }

  #mask(change: ModeChange, list: MaskList): AppliedChange | null {
    const { by, now, rank } = this.#options
    requireRank(rank, leastRankFor(list))
    const mask = canonicalMask(change.param ?? '')
    const standing = this.lists[list].find((entry) => foldName(entry.mask) === foldName(mask))
    const others = this.lists[list].filter((entry) => entry !== standing)
    if (change.sign === '-') {
      if (standing === undefined) return null
      this.#keep(list, others, { list, mask: standing.mask, entry: null })
      return { sign: '-', letter: list, param: standing.mask, member: null }
    }
    const until = change.until ?? null
    const reason = requireReason(change.reason ?? '')
    if (standing !== undefined && until === standing.until && reason === standing.reason) return null
    const counted = others.filter((entry) => entry.until === null || entry.until > now)
    if (counted.length >= MOST_MASKS) throw new Refusal('list-full', mask)
    const entry = { mask: standing?.mask ?? mask, setBy: by?.nick ?? 'Samband', setAt: now, until, reason }
    this.#keep(list, [...others, entry], { list, mask: entry.mask, entry })
    return { sign: '+', letter: list, param: entry.mask, member: null }
  }

  #keep(list: MaskList, entries: readonly MaskEntry[], write: MaskWrite): void {
    for (const { mask } of this.lists[list]) {
      const isGone = mask !== write.mask && !entries.some((entry) => entry.mask === mask)
      if (isGone) this.masks.push({ list, mask, entry: null })
    }
    this.masks.push(write)
    this.lists = { ...this.lists, [list]: entries }
  }

  #level({ sign, param = '' }: ModeChange, level: Level): AppliedChange | null {
    const { live, rank, by, findNick } = this.#options
    const isOwn = by !== null && foldName(param) === foldName(by.nick)
    // Anybody may take a prefix off themselves.
    if (!(isOwn && sign === '-')) requireRank(rank, leastRankFor(level))
    const presence = findNick(param)
    if (presence === undefined) throw new Refusal('no-such-nick', param)
    const member = live.members.get(presence.id)
    if (member === undefined) throw new Refusal('no-such-member', presence.nick)
    const before = this.prefixes.get(presence.id) ?? member.modes
    if (sign === '-' && !isOwn && rankOfModes(before) > rank) {
      throw new Refusal('not-operator', `${presence.nick} stands above you`)
    }
    const after = withLevel(before, level, sign === '+')
    if (after === before) return null
    this.prefixes.set(presence.id, after)
    return { sign, letter: level, param: presence.nick, member: presence.id }
  }
}
