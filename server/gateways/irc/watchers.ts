// MONITOR's other half: which sessions watch which nicks, whether those are here or not
// (https://ircv3.net/specs/extensions/monitor).

import { foldName } from '../../../shared/names.ts'
import type { IrcSession } from './session.ts'

const NOBODY: ReadonlySet<IrcSession> = new Set()

export class Watchers {
  readonly #byNick = new Map<string, Set<IrcSession>>()
  /** Folded to as it was asked for. */
  readonly #bySession = new Map<IrcSession, Map<string, string>>()

  /** The nicks that a session watches, as it wrote them, in the order it named them. */
  watchedBy(session: IrcSession): readonly string[] {
    return [...(this.#bySession.get(session)?.values() ?? [])]
  }

  /** Who watches this nick. */
  of(nick: string): ReadonlySet<IrcSession> {
    return this.#byNick.get(foldName(nick)) ?? NOBODY
  }

  isWatching(session: IrcSession, nick: string): boolean {
    return this.of(nick).has(session)
  }

  add(session: IrcSession, nick: string): void {
    const folded = foldName(nick)
    const own = this.#bySession.get(session) ?? new Map<string, string>()
    this.#bySession.set(session, own)
    if (own.has(folded)) return
    own.set(folded, nick)
    const watchers = this.#byNick.get(folded) ?? new Set<IrcSession>()
    this.#byNick.set(folded, watchers)
    watchers.add(session)
  }

  remove(session: IrcSession, nick: string): void {
    const folded = foldName(nick)
    this.#bySession.get(session)?.delete(folded)
    const watchers = this.#byNick.get(folded)
    watchers?.delete(session)
    if (watchers?.size === 0) this.#byNick.delete(folded)
  }

  /** The session watches nobody any more. */
  clear(session: IrcSession): void {
    for (const nick of this.watchedBy(session)) this.remove(session, nick)
    this.#bySession.delete(session)
  }
}
