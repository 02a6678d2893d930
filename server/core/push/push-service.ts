// Web Push: which accounts want to be told where, and when one is due to be told: it was named in a channel that it is
// in, was written to, or was invited, while nobody sat at any of its clients. Sending is a gateway's business.

import { foldName } from '../../../shared/names.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { CoreEvent } from '../events.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { MOST_ENDPOINTS, type PushSubscription, requireSubscription } from './push.ts'
import type { Push } from './push-calls.ts'
import type { Pushed } from './push-events.ts'
import type { PushRepository } from './push-repository.ts'

export interface PushServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly pushes: PushRepository
  /** False lifts the limit on how often. */
  readonly throttle: boolean
}

type EventOf<Type extends CoreEvent['type']> = Extract<CoreEvent, { readonly type: Type }>

/** A phone that rings more often than this is no help to anybody. */
const PACE = { burst: 20, perSecond: 0.5 }
/** How many targets one account is remembered to have been told of. */
const MOST_TOLD = 50
/** As accounts are named. */
const NAMES = /[A-Za-z0-9_][A-Za-z0-9_-]+/g

/** What is known of an account with subscriptions. */
interface Reader {
  readonly name: string
  readonly endpoints: Map<string, PushSubscription>
  readonly pace: TokenBucket
  /** Folded targets that it was told of and has not read since. */
  readonly told: Set<string>
}

export class PushService implements Push {
  readonly #options: PushServiceOptions
  /** By folded name. */
  readonly #readers = new Map<string, Reader>()

  constructor(options: PushServiceOptions) {
    this.#options = options
    for (const { account, ...subscription } of options.pushes.all()) {
      const name = options.accounts.byId(account)?.name
      if (name !== undefined) this.#reader(name).endpoints.set(subscription.endpoint, subscription)
    }
    options.tick.subscribe((event) => this.#heed(event))
  }

  register({ session, endpoint, p256dh, auth, manner }: Parameters<Push['register']>[0]): void {
    const { tick, clock, sessions, pushes } = this.#options
    const { id, name } = sessions.requireAccount(session)
    const subscription = { endpoint, p256dh, auth, manner }
    requireSubscription(subscription)
    const standing = this.#readers.get(foldName(name))?.endpoints
    if (standing !== undefined && !standing.has(endpoint) && standing.size >= MOST_ENDPOINTS) {
      throw new Refusal('too-many', String(MOST_ENDPOINTS))
    }
    tick.run(() => pushes.put(id, subscription, clock.now()))
    this.#reader(name).endpoints.set(endpoint, subscription)
  }

  unregister({ session, endpoint }: { session: SessionId; endpoint: string }): void {
    const { tick, sessions, pushes } = this.#options
    const { id, name } = sessions.requireAccount(session)
    if (this.#readers.get(foldName(name))?.endpoints.has(endpoint) !== true) return
    tick.run(() => pushes.remove(id, endpoint))
    this.#drop(foldName(name), endpoint)
  }

  expire({ session, endpoint }: { session: SessionId; endpoint: string }): void {
    const { tick, sessions, pushes } = this.#options
    if (sessions.actor(session).role !== 'sysop') throw new Refusal('not-permitted', 'endpoint')
    tick.run(() => pushes.removeAll(endpoint))
    for (const folded of [...this.#readers.keys()]) this.#drop(folded, endpoint)
  }

  #reader(name: string): Reader {
    const folded = foldName(name)
    const known = this.#readers.get(folded)
    if (known !== undefined) return known
    const pace = new TokenBucket({ ...PACE, now: this.#options.clock.now() })
    const made = { name, endpoints: new Map(), pace, told: new Set<string>() }
    this.#readers.set(folded, made)
    return made
  }

  #drop(folded: string, endpoint: string): void {
    const reader = this.#readers.get(folded)
    reader?.endpoints.delete(endpoint)
    if (reader?.endpoints.size === 0) this.#readers.delete(folded)
  }

  // Every line that is said comes by here: where nobody wants to be told, it costs nothing.
  #heed(event: CoreEvent): unknown {
    if (this.#readers.size === 0) return
    switch (event.type) {
      case 'channel.said':
        return this.#said(event)
      case 'direct.said':
        return this.#confided(event)
      case 'channel.invited': {
        const { by, who, channel } = event
        const pushed = { what: 'invited' as const, by, nick: who.nick, channel, at: this.#options.clock.now() }
        return this.#tell(this.#absent(who.account), channel, pushed)
      }
      case 'read-marker.moved':
        return this.#read(event)
      default:
        return
    }
  }

  #said({ channel, from, text, kind, msgid, seq, at }: EventOf<'channel.said'>): void {
    // What no history keeps is not for a lock screen either.
    if (seq === 0) return
    const named = new Set<Reader>()
    for (const [word] of text.matchAll(NAMES)) {
      const reader = this.#absent(word)
      if (reader !== null && reader.name !== from.account) named.add(reader)
    }
    for (const reader of named) {
      const presence = this.#options.sessions.findByNick(reader.name)
      if (presence?.channels.has(channel) !== true) continue
      this.#tell(reader, channel, { what: 'said', from, target: channel, kind, text, at, msgid })
    }
  }

  #confided({ from, to, kind, text, at, msgid }: EventOf<'direct.said'>): void {
    if (from.presence === to.presence) return
    this.#tell(this.#absent(to.account), from.nick, { what: 'said', from, target: to.nick, kind, text, at, msgid })
  }

  #read({ who, target, at }: EventOf<'read-marker.moved'>): void {
    const reader = who.account === null ? undefined : this.#readers.get(foldName(who.account))
    if (reader?.told.delete(foldName(target)) === true) this.#push(reader, { what: 'read', target, at })
  }

  /** The account has subscriptions, and nobody sits at its clients: none is connected, or all are away. */
  #absent(name: string | null): Reader | null {
    const reader = name === null ? undefined : this.#readers.get(foldName(name))
    if (reader === undefined) return null
    const presence = this.#options.sessions.findByNick(reader.name)
    return presence === undefined || presence.away !== null ? reader : null
  }

  #tell(reader: Reader | null, target: string, pushed: Pushed): void {
    if (reader === null || (this.#options.throttle && !reader.pace.take(this.#options.clock.now()))) return
    if (reader.told.size < MOST_TOLD) reader.told.add(foldName(target))
    this.#push(reader, pushed)
  }

  #push({ name, endpoints }: Reader, pushed: Pushed): void {
    const { tick } = this.#options
    const subscriptions = [...endpoints.values()]
    tick.run(() => tick.publish({ type: 'push.due', account: name, subscriptions, pushed }))
  }
}
