// The ports through which years and classes are kept.

import type { AccountId } from '../ids.ts'
import type { ClassYear, EraChoice } from './era.ts'

export interface EraRepository {
  choice(account: AccountId): EraChoice | undefined
  setChoice(account: AccountId, choice: EraChoice): void
  /** Names, in order. */
  read(account: AccountId): readonly string[]
  markRead(account: AccountId, placard: string): void
}

export interface ClassRepository {
  all(): readonly ClassYear[]
  get(name: string): ClassYear | undefined
  put(entry: ClassYear): void
  remove(name: string): void
  /** Those that an account is a pupil of and does not teach. */
  ofPupil(account: AccountId): readonly ClassYear[]
  /** Names of the classes that an account teaches. */
  taughtBy(account: AccountId): readonly string[]
  /** Names of accounts, in order. */
  teachers(name: string): readonly string[]
  addTeacher(name: string, account: AccountId): void
  removeTeacher(name: string, account: AccountId): void
}
