// Classes: groups of accounts with one switch, held by their teachers and the staff. What the switch means for a pupil
// is a rule of era.ts.

import { foldName } from '../../../shared/names.ts'
import type { Account } from '../accounts/account.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import type { GroupService } from '../accounts/group-service.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import { type ClassYear, requireYear } from './era.ts'
import type { Classes, ClassView } from './era-calls.ts'
import type { ClassRepository } from './era-repository.ts'

export interface ClassServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly groups: GroupService
  readonly repository: ClassRepository
}

const MOST_TEACHERS = 20
const MOST_PUPILS = 500

type OneOfIt = Parameters<Classes['addPupil']>[0]

export class ClassService implements Classes {
  readonly #options: ClassServiceOptions

  constructor(options: ClassServiceOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly ClassView[] {
    const actor = this.#options.sessions.actor(session)
    return this.#options.repository
      .all()
      .filter(({ name }) => this.#holds(actor, name))
      .map((each) => this.#view(each))
  }

  add({ session, name }: { session: SessionId; name: string }): ClassView {
    const { repository, groups, tick, clock } = this.#options
    const actor = this.#requireStaff(session)
    if (repository.get(name) !== undefined) throw new Refusal('already-exists', name)
    // A group that is there may open boards already: whoever holds the class could let people in.
    const isThere = groups.find(name) !== undefined
    if (isThere && !canDo(actor, 'set-groups')) throw new Refusal('already-exists', name)
    return tick.run(() => {
      if (!isThere) groups.make(actor, name)
      repository.put({ name, year: null, isLocked: false, switched: clock.now() })
      this.#audit(actor, 'add-class', name, '')
      return this.#told(name)
    })
  }

  remove({ session, name }: { session: SessionId; name: string }): void {
    const actor = this.#requireStaff(session)
    this.#require(actor, name)
    this.#options.tick.run(() => {
      this.#options.repository.remove(name)
      this.#audit(actor, 'remove-class', name, '')
      this.#tell(name, this.#pupils(name))
    })
  }

  set({ session, name, year, isLocked }: Parameters<Classes['set']>[0]): ClassView {
    const { repository, tick, clock, sessions } = this.#options
    const actor = sessions.actor(session)
    const before = this.#require(actor, name)
    if (year !== undefined) requireYear(year)
    const next: ClassYear = {
      ...{ name, year: year === undefined ? before.year : year, isLocked: isLocked ?? before.isLocked },
      switched: year === undefined ? before.switched : clock.now(),
    }
    return tick.run(() => {
      repository.put(next)
      this.#audit(actor, 'set-class', name, `${next.year ?? 'present'}${next.isLocked ? ' locked' : ''}`)
      this.#tell(name, this.#pupils(name))
      return this.#view(next)
    })
  }

  addPupil({ session, name, account }: OneOfIt): ClassView {
    return this.#enrol(session, name, account, (actor, pupil) => {
      const { groups } = this.#options
      if (this.#pupils(name).length >= MOST_PUPILS) throw new Refusal('too-many', `${MOST_PUPILS} in a class`)
      groups.enlist(actor, name, pupil)
    })
  }

  removePupil({ session, name, account }: OneOfIt): ClassView {
    return this.#enrol(session, name, account, (actor, pupil) => this.#options.groups.strike(actor, name, pupil))
  }

  addTeacher({ session, name, account }: OneOfIt): ClassView {
    this.#requireStaff(session)
    return this.#enrol(session, name, account, (actor, teacher) => {
      const { repository } = this.#options
      const teachers = repository.teachers(name)
      if (teachers.includes(teacher.name)) return
      if (teachers.length >= MOST_TEACHERS) throw new Refusal('too-many', `${MOST_TEACHERS} teachers`)
      repository.addTeacher(name, teacher.id)
      this.#audit(actor, 'add-teacher', teacher.name, name)
    })
  }

  removeTeacher({ session, name, account }: OneOfIt): ClassView {
    this.#requireStaff(session)
    return this.#enrol(session, name, account, (actor, teacher) => {
      this.#options.repository.removeTeacher(name, teacher.id)
      this.#audit(actor, 'remove-teacher', teacher.name, name)
    })
  }

  #enrol(session: SessionId, name: string, who: string, act: (actor: Actor, account: Account) => void): ClassView {
    const { sessions, accounts, tick } = this.#options
    const actor = sessions.actor(session)
    this.#require(actor, name)
    const account = accounts.byFoldedName(foldName(who))
    if (account === undefined) throw new Refusal('no-such-account', who)
    return tick.run(() => {
      act(actor, account)
      this.#tell(name, [account.name])
      return this.#view(this.#require(actor, name))
    })
  }

  #told(name: string): ClassView {
    this.#tell(name, this.#pupils(name))
    return this.#view(this.#options.repository.get(name) ?? { name, year: null, isLocked: false, switched: 0 })
  }

  #tell(name: string, accounts: readonly string[]): void {
    const { tick } = this.#options
    if (accounts.length > 0) tick.publish({ type: 'era.changed', accounts, className: name })
    tick.publish({ type: 'class.changed', name })
  }

  #pupils(name: string): readonly string[] {
    return this.#options.groups.find(name)?.members ?? []
  }

  #view({ name, year, isLocked }: ClassYear): ClassView {
    return { name, year, isLocked, pupils: this.#pupils(name), teachers: this.#options.repository.teachers(name) }
  }

  #holds(actor: Actor, name: string): boolean {
    if (canDo(actor, 'hold-classes')) return true
    return actor.account !== null && this.#options.repository.taughtBy(actor.account).includes(name)
  }

  /** A class that somebody does not hold is not there for them. */
  #require(actor: Actor, name: string): ClassYear {
    const found = this.#options.repository.get(name)
    if (found === undefined || !this.#holds(actor, name)) throw new Refusal('no-such-thing', name)
    return found
  }

  #requireStaff(session: SessionId): Actor {
    const actor = this.#options.sessions.actor(session)
    if (!canDo(actor, 'hold-classes')) throw new Refusal('not-permitted', 'classes')
    return actor
  }

  #audit(actor: Actor, act: string, target: string, reason: string): void {
    const who = actor.accountName ?? actor.face
    this.#options.accounts.audit({ at: this.#options.clock.now(), actor: who, act, target, reason })
  }
}
