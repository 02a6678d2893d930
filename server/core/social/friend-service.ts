// Friends: one asks, the other says yes, and then both are; and the way from one person to another along them.

import { foldName } from '../../../shared/names.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { AccountId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import type { Friends, Friendships } from './friend-calls.ts'
import type { FriendRepository } from './friend-repository.ts'

export interface FriendServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly repository: FriendRepository
}

/** How many one account may have, questions counted. */
const FRIENDS = 500
/** The longest way that is looked for, and how many accounts may be looked at for it. */
const DEGREES = 6
const LOOKED_AT = 5000

export class FriendService implements Friends {
  readonly #options: FriendServiceOptions

  constructor(options: FriendServiceOptions) {
    this.#options = options
  }

  mine({ session }: Parameters<Friends['mine']>[0]): Friendships {
    const { id } = this.#options.sessions.requireAccount(session)
    const all = this.#options.repository.of(id)
    const names = (which: (askedByMe: boolean, isMade: boolean) => boolean): readonly string[] =>
      all.filter(({ askedBy, since }) => which(askedBy === id, since !== null)).map(({ name }) => name)
    return {
      friends: names((_, isMade) => isMade),
      asking: names((askedByMe, isMade) => !isMade && !askedByMe),
      asked: names((askedByMe, isMade) => !isMade && askedByMe),
    }
  }

  befriend({ session, name }: Parameters<Friends['befriend']>[0]): 'asked' | 'friends' {
    const { tick, clock, sessions, repository } = this.#options
    const own = sessions.requireAccount(session)
    const other = this.#account(name)
    if (other.id === own.id) throw new Refusal('not-permitted', 'oneself')
    const standing = repository.between(own.id, other.id)
    if (standing !== undefined && (standing.since !== null || standing.askedBy === own.id)) {
      throw new Refusal('already-exists', other.name)
    }
    if (repository.of(own.id).length >= FRIENDS) throw new Refusal('too-many', `${FRIENDS} friends`)
    return tick.run(() => {
      if (standing === undefined) {
        repository.ask(own.id, other.id, clock.now())
        tick.publish({ type: 'friend.asked', from: own.name, to: other.name })
        return 'asked'
      }
      repository.confirm(own.id, other.id, clock.now())
      tick.publish({ type: 'friend.made', between: [other.name, own.name] })
      return 'friends'
    })
  }

  part({ session, name }: Parameters<Friends['part']>[0]): void {
    const { tick, sessions, repository } = this.#options
    const own = sessions.requireAccount(session)
    const other = this.#account(name)
    if (repository.between(own.id, other.id) === undefined) throw new Refusal('no-such-thing', other.name)
    tick.run(() => repository.remove(own.id, other.id))
  }

  way({ session, to }: Parameters<Friends['way']>[0]): readonly string[] | null {
    const own = this.#options.sessions.requireAccount(session)
    const goal = this.#account(to)
    if (goal.id === own.id) return [own.name]
    const before = new Map<AccountId, { readonly from: AccountId | null; readonly name: string }>()
    before.set(own.id, { from: null, name: own.name })
    let edge: readonly AccountId[] = [own.id]
    for (let degree = 0; degree < DEGREES && edge.length > 0 && before.size < LOOKED_AT; degree += 1) {
      edge = edge.flatMap((account) => this.#fresh(account, before))
      if (before.has(goal.id)) return wayTo(goal.id, before)
    }
    return null
  }

  /** The friends of an account that nobody has come to yet. */
  #fresh(account: AccountId, before: Map<AccountId, { from: AccountId | null; name: string }>): readonly AccountId[] {
    const fresh: AccountId[] = []
    for (const { other, name, since } of this.#options.repository.of(account)) {
      if (since === null || before.has(other)) continue
      before.set(other, { from: account, name })
      fresh.push(other)
    }
    return fresh
  }

  #account(name: string) {
    const account = this.#options.accounts.byFoldedName(foldName(name))
    if (account === undefined) throw new Refusal('no-such-account', name)
    return account
  }
}

const wayTo = (
  goal: AccountId,
  before: ReadonlyMap<AccountId, { readonly from: AccountId | null; readonly name: string }>,
): readonly string[] => {
  const names: string[] = []
  for (let at: AccountId | null = goal; at !== null; ) {
    const step = before.get(at)
    if (step === undefined) break
    names.unshift(step.name)
    at = step.from
  }
  return names
}
