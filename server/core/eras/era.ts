// The year an account is in: what it chose itself, and what the classes it is in have to say about that. Rules only;
// what there was in a year is content (data/eras), and the screens' to know.

import { Refusal } from '../refusal.ts'

export const FIRST_YEAR = 1971
export const LAST_YEAR = 2007

/** Bits a second; `off` is as fast as the line is, `year` as was usual in the year one is in. */
export const LINE_SPEEDS = ['off', 'year', 110, 300, 1200, 2400, 14_400] as const
export type LineSpeed = (typeof LINE_SPEEDS)[number]

/** What an account chose; `year` null is the present, `chosen` in milliseconds since 1970 (0: never). */
export interface EraChoice {
  readonly year: number | null
  readonly chosen: number
  readonly lineSpeed: LineSpeed
}

export const PRESENT: EraChoice = { year: null, chosen: 0, lineSpeed: 'off' }

/** What a class says to its pupils. */
export interface ClassYear {
  readonly name: string
  readonly year: number | null
  /** Pupils may not leave the year. */
  readonly isLocked: boolean
  /** When the year was last set, in milliseconds since 1970. */
  readonly switched: number
}

export interface YearNow {
  readonly year: number | null
  /** The class that says so; null when it is the account's own choice. */
  readonly className: string | null
  readonly isLocked: boolean
}

/**
 * The year that counts: a locked class's, else the later of the account's own choice and the classes' last switches. Of
 * several classes the one that was switched last. A class that is in the present and not locked says nothing.
 */
export const yearNow = (own: EraChoice, classes: readonly ClassYear[]): YearNow => {
  const latest = classes.toSorted((a, b) => b.switched - a.switched)
  const lock = latest.find(({ isLocked }) => isLocked)
  if (lock !== undefined) return { year: lock.year, className: lock.name, isLocked: true }
  const said = latest.find(({ year }) => year !== null)
  const isLater = said !== undefined && said.switched >= own.chosen
  return isLater
    ? { year: said.year, className: said.name, isLocked: false }
    : { year: own.year, className: null, isLocked: false }
}

/** @throws Refusal no-such-year */
export const requireYear = (year: number | null): void => {
  if (year === null) return
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) throw new Refusal('no-such-year', String(year))
}

export const isLineSpeed = (speed: unknown): speed is LineSpeed => LINE_SPEEDS.some((each) => each === speed)
