// Who is in a channel, in the order of a member list: owners first, those without a prefix last, each by nick.

import { foldName } from '../../../shared/names.ts'
import { type Level, PREFIXES, rankOfModes } from '../../core/channels/modes.ts'

export interface Member {
  readonly nick: string
  /** Of `qaohv`: owner, admin, operator, half-operator, voice. */
  readonly modes: string
}

const SIGNS: Record<Level, string> = { q: '~', a: '&', o: '@', h: '%', v: '+' }

/** As IRC writes it before a nick: the highest alone. */
export const memberPrefix = ({ modes }: Member): string => {
  const highest = PREFIXES.find((level) => modes.includes(level))
  return highest === undefined ? '' : SIGNS[highest]
}

export class Members {
  readonly #byNick = new Map<string, Member>()
  #sorted: readonly Member[] | null = null
  #changes = 0
  /** Folded nicks, those who spoke last at the end. */
  readonly #spoke = new Set<string>()

  /** Counts what was told of single people: a whole list that was asked for is good if this has not moved. */
  get changes(): number {
    return this.#changes
  }

  get count(): number {
    return this.#byNick.size
  }

  get sorted(): readonly Member[] {
    this.#sorted ??= [...this.#byNick.values()].sort(
      (a, b) => rankOfModes(b.modes) - rankOfModes(a.modes) || (foldName(a.nick) < foldName(b.nick) ? -1 : 1),
    )
    return this.#sorted
  }

  /** For completion: those who spoke last come first. */
  get byLastWord(): readonly string[] {
    const spoke = [...this.#spoke].toReversed().flatMap((folded) => this.#byNick.get(folded)?.nick ?? [])
    const silent = this.sorted.filter(({ nick }) => !this.#spoke.has(foldName(nick))).map(({ nick }) => nick)
    return [...spoke, ...silent]
  }

  find(nick: string): Member | undefined {
    return this.#byNick.get(foldName(nick))
  }

  set(members: readonly Member[]): void {
    this.#byNick.clear()
    for (const { nick, modes } of members) this.#byNick.set(foldName(nick), { nick, modes })
    this.#sorted = null
  }

  add(member: Member): void {
    this.#changes += 1
    this.#byNick.set(foldName(member.nick), { nick: member.nick, modes: member.modes })
    this.#sorted = null
  }

  /** False when they were not here. */
  remove(nick: string): boolean {
    this.#changes += 1
    this.#sorted = null
    return this.#byNick.delete(foldName(nick))
  }

  rename(from: string, to: string): void {
    const member = this.#byNick.get(foldName(from))
    if (member === undefined) return
    this.remove(from)
    this.add({ ...member, nick: to })
  }

  spoke(nick: string): void {
    this.#spoke.delete(foldName(nick))
    this.#spoke.add(foldName(nick))
  }
}
