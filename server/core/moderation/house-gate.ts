// The gate of the house: the bans that stand and the state of alarm, in memory, and the judgement of everybody who
// comes. Only moderation-service changes them.

import { hostMaskOf, matchesMask } from '../../../shared/mask.ts'
import type { Gate, Newcomer } from '../accounts/gate.ts'
import type { Face } from '../accounts/session.ts'
import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { outranks } from '../visibility.ts'
import { type Ban, type DefconLevel, type Judge, judgeOf, type Subject } from './ban.ts'
import type { ModerationRepository } from './moderation-repository.ts'

export const subjectOf = ({ address, nick, host }: Pick<Newcomer, 'address' | 'nick' | 'host'>): Subject => ({
  address,
  prefix: hostMaskOf({ nick, host }),
})

export class HouseGate implements Gate {
  readonly #clock: Clock
  readonly #judges = new Map<string, Judge>()
  defcon: DefconLevel

  constructor(clock: Clock, repository: Pick<ModerationRepository, 'bans' | 'defcon'>) {
    this.#clock = clock
    this.defcon = repository.defcon()
    for (const ban of repository.bans()) this.put(ban)
  }

  requireMayConnect({ face, address }: { face: Face; address: string }): void {
    if (face !== 'console') this.#require({ address, prefix: null })
  }

  // Staff is never shut out by a mask or by the alarm: somebody must be able to undo what was done in haste.
  requireMayEnter(newcomer: Newcomer): void {
    if (outranks(newcomer.role, 'moderator')) return
    this.#require(subjectOf(newcomer))
    if (newcomer.account === null && this.defcon <= 3) throw new Refusal('house-closed', 'guests')
    if (this.defcon <= 1) throw new Refusal('house-closed', 'everybody')
  }

  requireMayRegister(): void {
    if (this.defcon <= 4) throw new Refusal('house-closed', 'registration')
  }

  put(ban: Ban): Judge {
    const judge = judgeOf(ban, matchesMask)
    this.#judges.set(ban.target, judge)
    return judge
  }

  remove(target: string): void {
    this.#judges.delete(target)
  }

  /** Those that have not run out. */
  standing(): Ban[] {
    return [...this.#judges.values()].map(({ ban }) => ban).filter((ban) => !this.#isOver(ban))
  }

  #require(subject: Subject): void {
    for (const { ban, fits } of this.#judges.values()) {
      if (!this.#isOver(ban) && fits(subject)) throw new Refusal('house-banned', ban.reason)
    }
  }

  #isOver({ until }: Ban): boolean {
    return until !== null && until <= this.#clock.now()
  }
}
