// Who is in a channel, in the order of a member list: operators, those with a voice, everybody else, each by nick.

import { foldName } from '../../../shared/names.ts'

export interface Member {
  readonly nick: string
  /** `o` operator, `v` voice. */
  readonly modes: string
}

/** As IRC writes it before a nick. */
export const memberPrefix = ({ modes }: Member): string => (modes.includes('o') ? '@' : modes.includes('v') ? '+' : '')

const RANKS = ['@', '+', '']

export class Members {
  readonly #byNick = new Map<string, Member>()
  #sorted: readonly Member[] | null = null
  /** Folded nicks, those who spoke last at the end. */
  readonly #spoke = new Set<string>()

  get count(): number {
    return this.#byNick.size
  }

  get sorted(): readonly Member[] {
    this.#sorted ??= [...this.#byNick.values()].sort(
      (a, b) =>
        RANKS.indexOf(memberPrefix(a)) - RANKS.indexOf(memberPrefix(b)) ||
        (foldName(a.nick) < foldName(b.nick) ? -1 : 1),
    )
    return this.#sorted
  }

  /** For completion: those who spoke last come first. */
  get byLastWord(): readonly string[] {
    const spoke = [...this.#spoke].toReversed().flatMap((folded) => this.#byNick.get(folded)?.nick ?? [])
    const silent = this.sorted.filter(({ nick }) => !this.#spoke.has(foldName(nick))).map(({ nick }) => nick)
    return [...spoke, ...silent]
  }

  set(members: readonly Member[]): void {
    this.#byNick.clear()
    for (const { nick, modes } of members) this.#byNick.set(foldName(nick), { nick, modes })
    this.#sorted = null
  }

  add(member: Member): void {
    this.#byNick.set(foldName(member.nick), { nick: member.nick, modes: member.modes })
    this.#sorted = null
  }

  /** False when they were not here. */
  remove(nick: string): boolean {
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
