// Who called: each call of an account once, however many windows it opens. A call soon after the last one goes on with
// it, so that a bad line does not fill the list.

import { foldName } from '../../../shared/names.ts'
import type { Actor, Face } from '../accounts/session.ts'
import type { AccountId, SessionId } from '../ids.ts'
import type { Callers, CallerView } from './community-calls.ts'
import { atMost, type CommunityOptions } from './community-options.ts'
import type { CallerRepository } from './community-repository.ts'

const MOST = 200
const SAME_CALL = 30 * 60_000
const JUST_CAME = 60_000
/** As many as are kept. */
const KEPT = 2_000
const CALLING: ReadonlySet<Face> = new Set<Face>(['ssh', 'web', 'telnet', 'irc'])

export class CallerService implements Callers {
  readonly #options: CommunityOptions & { readonly callers: CallerRepository }

  constructor(options: CommunityOptions & { readonly callers: CallerRepository }) {
    this.#options = options
    const { tick, sessions } = options
    tick.subscribe((event) => {
      if (event.type === 'session.entered' && event.who.account !== null) {
        const actor = sessions.actor(event.session)
        // Who is led back in after a start does not call.
        if (CALLING.has(actor.face) && sessions.addressOf(event.session) !== '') tick.run(() => this.#called(actor))
      }
      if (event.type === 'presence.left' || event.type === 'presence.away-changed') this.#noticed(event.who.account)
    })
  }

  list({ session, limit }: { session: SessionId; limit: number }): readonly CallerView[] {
    const { sessions, callers } = this.#options
    sessions.actor(session)
    const met = new Set<AccountId>()
    return callers.listed(atMost(limit, MOST)).map(({ account, name, face, came, seen }) => {
      // An earlier call of somebody who is here now is over.
      const isLatest = !met.has(account)
      met.add(account)
      const presence = sessions.findByNick(name)
      return { name, face, came, seen, isOn: isLatest && presence !== undefined && presence.sessions.size > 0 }
    })
  }

  own({ session }: { session: SessionId }): ReturnType<Callers['own']> {
    const { sessions, callers, clock } = this.#options
    const [call, before] = callers.of(sessions.requireAccount(session).id, 2)
    const now = clock.now()
    const came = call?.came ?? now
    return { came, hasJustCome: now - came < JUST_CAME, previous: before?.seen ?? null }
  }

  isListed({ session }: { session: SessionId }): boolean {
    return !this.#options.callers.isUnlisted(this.#options.sessions.requireAccount(session).id)
  }

  setListed({ session, listed }: { session: SessionId; listed: boolean }): void {
    const { tick, sessions, callers } = this.#options
    const { id } = sessions.requireAccount(session)
    tick.run(() => callers.setUnlisted(id, !listed))
  }

  #called({ account, face }: Actor): void {
    if (account === null) return
    const { callers, clock } = this.#options
    const now = clock.now()
    const [last] = callers.of(account, 1)
    if (last !== undefined && now - last.seen < SAME_CALL) {
      callers.setSeen(last.id, now)
      return
    }
    callers.add(account, face, now)
    const [made] = callers.of(account, 1)
    if (made !== undefined && made.id % 100 === 0) callers.forgetBefore(made.id - KEPT)
  }

  #noticed(name: string | null): void {
    if (name === null) return
    const { tick, callers, clock, accounts } = this.#options
    const account: AccountId | undefined = accounts.byFoldedName(foldName(name))?.id
    const last = account === undefined ? undefined : callers.of(account, 1)[0]
    if (last !== undefined) tick.run(() => callers.setSeen(last.id, clock.now()))
  }
}
