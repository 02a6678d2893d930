// Pages: a knock at every screen of somebody who is here; and the names that one would rather not hear.

import { PAGE_OCTETS } from '../../../shared/limits.ts'
import { foldName, isAccountName } from '../../../shared/names.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import { originOf, type Presence } from '../accounts/presence.ts'
import type { PresenceId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Pages } from './community-calls.ts'
import type { CommunityOptions } from './community-options.ts'
import type { IgnoreRepository } from './community-repository.ts'

const KNOCKS = { burst: 3, perSecond: 1 / 20 }
const MOST_IGNORED = 100

export class PageService implements Pages {
  readonly #options: CommunityOptions & { readonly ignores: IgnoreRepository }
  readonly #buckets = new Map<PresenceId, TokenBucket>()

  constructor(options: CommunityOptions & { readonly ignores: IgnoreRepository }) {
    this.#options = options
    options.tick.subscribe((event) => {
      if (event.type === 'presence.left') this.#buckets.delete(event.who.presence)
    })
  }

  page({ session, nick, text }: Parameters<Pages['page']>[0]): void {
    const { tick, clock, sessions, sanitizer, guests } = this.#options
    const sender = sessions.requirePresence(session)
    if (sender.account === null && guests !== 'talk') throw new Refusal('not-permitted', nick)
    if (Buffer.byteLength(text) > PAGE_OCTETS) throw new Refusal('too-long', `${PAGE_OCTETS} octets`)
    const receiver = sessions.findByNick(nick)
    if (receiver === undefined) throw new Refusal('no-such-nick', nick)
    this.#requireCalm(sender)
    if (this.#ignores(receiver, sender.nick)) return
    const words = sanitizer.line(text).trim()
    tick.run(() => {
      const [from, to] = [originOf(sender), originOf(receiver)]
      tick.publish({ type: 'presence.paged', from, to, text: words, at: clock.now() })
    })
  }

  ignored({ session }: { session: SessionId }): readonly string[] {
    return this.#options.ignores.of(this.#options.sessions.requireAccount(session).id)
  }

  ignore({ session, name }: { session: SessionId; name: string }): void {
    const { tick, sessions, ignores } = this.#options
    const { id } = sessions.requireAccount(session)
    if (!isAccountName(name)) throw new Refusal('malformed', 'name')
    if (ignores.of(id).length >= MOST_IGNORED) throw new Refusal('too-many', `${MOST_IGNORED} names`)
    tick.run(() => ignores.add(id, foldName(name), name))
  }

  unignore({ session, name }: { session: SessionId; name: string }): void {
    const { tick, sessions, ignores } = this.#options
    const { id } = sessions.requireAccount(session)
    tick.run(() => {
      if (!ignores.remove(id, foldName(name))) throw new Refusal('no-such-thing', name)
    })
  }

  #ignores({ account }: Presence, nick: string): boolean {
    if (account === null) return false
    return this.#options.ignores.of(account.id).some((name) => foldName(name) === foldName(nick))
  }

  #requireCalm({ id }: Presence): void {
    const { clock, throttle } = this.#options
    if (!throttle) return
    const now = clock.now()
    const bucket = this.#buckets.get(id) ?? new TokenBucket({ ...KNOCKS, now })
    this.#buckets.set(id, bucket)
    if (!bucket.take(now)) throw new Refusal('throttled', `${Math.ceil(bucket.wait(now) / 1000)}`)
  }
}
