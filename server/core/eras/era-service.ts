// The year and the line speed of an account, and the placards it has read. What classes say is judged here and set in
// class-service.ts.

import type { Account } from '../accounts/account.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo, outranks } from '../visibility.ts'
import { type EraChoice, isLineSpeed, PRESENT, requireYear, yearNow } from './era.ts'
import type { Eras, OwnEra } from './era-calls.ts'
import type { ClassRepository, EraRepository } from './era-repository.ts'

export interface EraServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly repository: EraRepository
  readonly classes: ClassRepository
}

const PLACARD_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/
/** More placards than there will ever be. */
const MOST_READ = 400

const NOBODYS: OwnEra = {
  ...{ year: null, className: null, isLocked: false, lineSpeed: 'off', read: [], isTeacher: false },
}

export class EraService implements Eras {
  readonly #options: EraServiceOptions

  constructor(options: EraServiceOptions) {
    this.#options = options
  }

  mine({ session }: { session: SessionId }): OwnEra {
    const { account } = this.#options.sessions.actor(session)
    return account === null ? NOBODYS : this.#eraOf(this.#options.sessions.requireAccount(session))
  }

  setYear({ session, year }: Parameters<Eras['setYear']>[0]): OwnEra {
    const account = this.#options.sessions.requireAccount(session)
    requireYear(year)
    const now = this.#eraOf(account)
    if (now.isLocked && now.year !== year) throw new Refusal('year-locked', now.className ?? '')
    // A choice in the very millisecond of a class's switch is the later one: it was made by somebody who saw it.
    const chosen = this.#options.clock.now() + 1
    return this.#choose(account, { ...this.#choiceOf(account), year, chosen })
  }

  setLineSpeed({ session, lineSpeed }: Parameters<Eras['setLineSpeed']>[0]): OwnEra {
    const account = this.#options.sessions.requireAccount(session)
    if (!isLineSpeed(lineSpeed)) throw new Refusal('malformed', 'line speed')
    return this.#choose(account, { ...this.#choiceOf(account), lineSpeed })
  }

  markRead({ session, placard }: Parameters<Eras['markRead']>[0]): void {
    const { id } = this.#options.sessions.requireAccount(session)
    if (!PLACARD_NAME.test(placard)) throw new Refusal('malformed', 'placard')
    const { repository, tick } = this.#options
    const read = repository.read(id)
    if (read.includes(placard) || read.length >= MOST_READ) return
    tick.run(() => repository.markRead(id, placard))
  }

  #choose(account: Account, choice: EraChoice): OwnEra {
    const { repository, tick } = this.#options
    return tick.run(() => {
      repository.setChoice(account.id, choice)
      tick.publish({ type: 'era.changed', accounts: [account.name], className: null })
      return this.#eraOf(account)
    })
  }

  #choiceOf({ id }: Account): EraChoice {
    return this.#options.repository.choice(id) ?? PRESENT
  }

  #eraOf(account: Account): OwnEra {
    const { repository, classes } = this.#options
    const own = this.#choiceOf(account)
    const now = yearNow(own, classes.ofPupil(account.id))
    // Nobody locks the staff in.
    const isLocked = now.isLocked && !outranks(account.role, 'moderator')
    const isTeacher = canDo({ account: account.id, role: account.role }, 'hold-classes')
    return {
      ...{ ...now, isLocked, lineSpeed: own.lineSpeed, read: repository.read(account.id) },
      isTeacher: isTeacher || classes.taughtBy(account.id).length > 0,
    }
  }
}
