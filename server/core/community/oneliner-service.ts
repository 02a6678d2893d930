// One-liners: a wall of short lines at the entrance, one in ten minutes from each.

import { ONELINER_OCTETS } from '../../../shared/limits.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo } from '../visibility.ts'
import type { Oneliner, Oneliners } from './community-calls.ts'
import { atMost, type CommunityOptions, nameOf, REF_LENGTH, requireLine } from './community-options.ts'
import type { OnelinerRepository, OnelinerRow } from './community-repository.ts'

const MOST = 200
const PAUSE = 10 * 60_000

export class OnelinerService implements Oneliners {
  readonly #options: CommunityOptions & { readonly oneliners: OnelinerRepository }

  constructor(options: CommunityOptions & { readonly oneliners: OnelinerRepository }) {
    this.#options = options
  }

  list({ session, limit }: { session: SessionId; limit: number }): readonly Oneliner[] {
    return this.#options.oneliners.last(atMost(limit, MOST)).map((row) => this.#view(session, row))
  }

  write({ session, text }: { session: SessionId; text: string }): Oneliner {
    const { tick, clock, entropy, sanitizer, sessions, oneliners, throttle } = this.#options
    const account = sessions.requireAccount(session)
    const line = requireLine(sanitizer, text, ONELINER_OCTETS)
    const now = clock.now()
    const wait = (oneliners.lastOf(account.id) ?? -PAUSE) + PAUSE - now
    if (throttle && wait > 0 && !canDo(sessions.actor(session), 'keep-order')) {
      throw new Refusal('throttled', `${Math.ceil(wait / 1000)}`)
    }
    const row = { ref: entropy.token(REF_LENGTH), account: account.id, at: now, text: line }
    return tick.run(() => {
      oneliners.add(row)
      tick.publish({ type: 'oneliner.written', ref: row.ref })
      return this.#view(session, { ...row, name: account.name })
    })
  }

  remove({ session, ref }: { session: SessionId; ref: string }): void {
    const { tick, sessions, oneliners, clock, accounts } = this.#options
    const actor = sessions.actor(session)
    const row = oneliners.find(ref)
    if (row === undefined) throw new Refusal('no-such-thing', 'one-liner')
    if (!this.#view(session, row).canRemove) throw new Refusal('not-permitted', 'one-liner')
    tick.run(() => {
      oneliners.remove(ref, nameOf(actor))
      if (row.account !== actor.account) {
        const entry = { at: clock.now(), actor: nameOf(actor), act: 'oneliner-remove', target: row.name }
        accounts.audit({ ...entry, reason: row.text })
      }
      tick.publish({ type: 'oneliner.removed', ref })
    })
  }

  #view(session: SessionId, { ref, account, name, at, text }: OnelinerRow): Oneliner {
    const actor = this.#options.sessions.actor(session)
    return { ref, name, at, text, canRemove: actor.account === account || canDo(actor, 'keep-order') }
  }
}
