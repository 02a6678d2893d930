// What the contract offers on the time machine: the year an account is in, how fast its line is, and classes. How calls
// behave in general stands in ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { LineSpeed, YearNow } from './era.ts'

export interface OwnEra extends YearNow {
  readonly lineSpeed: LineSpeed
  /** Placards that the account has read, by the names that screens gave them. */
  readonly read: readonly string[]
  /** There are classes for it to look after. */
  readonly isTeacher: boolean
}

/** A guest is always in the present, as far as the house knows: a face may keep a year for the length of a call. */
export interface Eras {
  mine(args: { session: SessionId }): OwnEra
  /** `year` 1971 to 2007, null for the present. @throws Refusal sign-in-required, no-such-year, year-locked */
  setYear(args: { session: SessionId; year: number | null }): OwnEra
  /** @throws Refusal sign-in-required, malformed */
  setLineSpeed(args: { session: SessionId; lineSpeed: LineSpeed }): OwnEra
  /** `placard`: small letters, digits and hyphens, at most 40; MOST_READ are kept. @throws Refusal sign-in-required, malformed */
  markRead(args: { session: SessionId; placard: string }): void
}

export interface ClassView {
  /** The name of the group that it is. */
  readonly name: string
  readonly year: number | null
  readonly isLocked: boolean
  /** Names of accounts, in order; a teacher may be a pupil too, and is not locked in. */
  readonly pupils: readonly string[]
  readonly teachers: readonly string[]
}

/** A class is a group of accounts with one switch. Its teachers and the staff hold it. */
export interface Classes {
  /** Those the asker holds: the staff all of them, a teacher their own; by name. */
  list(args: { session: SessionId }): readonly ClassView[]
  /** Makes a class, and the group if there is none (a sysop may take one that is there). @throws Refusal not-permitted, name-invalid, already-exists, too-many */
  add(args: { session: SessionId; name: string }): ClassView
  /** The group stays. @throws Refusal not-permitted, no-such-thing */
  remove(args: { session: SessionId; name: string }): void
  /** The switch: at once for every pupil who is on. @throws Refusal no-such-thing, no-such-year */
  set(args: { session: SessionId; name: string; year?: number | null; isLocked?: boolean }): ClassView
  /** @throws Refusal no-such-thing, no-such-account, too-many */
  addPupil(args: { session: SessionId; name: string; account: string }): ClassView
  /** @throws Refusal no-such-thing, no-such-account */
  removePupil(args: { session: SessionId; name: string; account: string }): ClassView
  /** The staff's alone. @throws Refusal not-permitted, no-such-thing, no-such-account, too-many */
  addTeacher(args: { session: SessionId; name: string; account: string }): ClassView
  /** @throws Refusal as addTeacher */
  removeTeacher(args: { session: SessionId; name: string; account: string }): ClassView
}
