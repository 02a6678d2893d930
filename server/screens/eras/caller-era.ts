// The year one caller is in: the account's as the house knows it, a guest's for as long as the call lasts, or the stop of
// a walk through the years. Screens ask it what there is and what it is called; whoever shows them hears of changes.

import type { Core } from '../../core/contract.ts'
import { type LineSpeed, requireYear } from '../../core/eras/era.ts'
import type { OwnEra } from '../../core/eras/era-calls.ts'
import type { SessionId } from '../../core/ids.ts'
import type { Texts } from '../texts.ts'
import {
  type Area,
  type Era,
  type Eras,
  eraOf,
  isThere,
  type Local,
  nameThen,
  type Placard,
  placardAt,
  placardName,
  yearOfArrival,
} from './era.ts'

/** Who moved a caller to another year. */
export type Mover = 'self' | 'class'

export interface CallerEraOptions {
  readonly core: Core
  readonly session: SessionId
  readonly eras: Eras
  readonly texts: Texts
  /** Somebody without an account keeps a year for this call only. */
  readonly isGuest: () => boolean
  /** The year, the look or the speed may be another now. `by` whom the year is another; null: it is not. */
  readonly onChange: (by: Mover | null) => void
}

const HERE: OwnEra = {
  ...{ year: null, className: null, isLocked: false, lineSpeed: 'off', read: [], isTeacher: false },
}

export class CallerEra {
  readonly eras: Eras
  readonly #options: CallerEraOptions
  #own: OwnEra = HERE
  #walking: Era | null = null

  constructor(options: CallerEraOptions) {
    this.#options = options
    this.eras = options.eras
  }

  /** Null is the present. */
  get year(): number | null {
    return this.#walking === null ? this.#own.year : this.#walking.year
  }

  /** What the house knows, whatever is walked through. */
  get own(): OwnEra {
    return this.#own
  }

  get era(): Era {
    const era = this.#walking ?? eraOf(this.eras, this.#own.year) ?? this.eras.at(-1)
    if (era === undefined) throw new Error('there is no present among the eras')
    return era
  }

  /** Bits a second that the caller wants to be shown things at; 0 is as fast as it goes. */
  get bitsPerSecond(): number {
    const { lineSpeed } = this.#own
    if (lineSpeed === 'off') return 0
    return lineSpeed === 'year' ? (this.year === null ? 0 : this.era.speed) : lineSpeed
  }

  has(area: Area): boolean {
    return isThere(this.eras, area, this.year)
  }

  /** The year it came in, for the kind word about why it is not there. */
  arrivalOf(area: Area): number | null {
    return yearOfArrival(this.eras, area)
  }

  /** What it was called in this year; null where it has today's name. */
  nameOf(area: Area): string | null {
    const name = nameThen(this.eras, area, this.year)
    return name === null ? null : this.say(name)
  }

  say(words: Local): string {
    return words[this.#options.texts.language]
  }

  /** What hangs at the door of an area and has not been read yet. */
  unreadPlacard(area: Area): { readonly era: Era; readonly placard: Placard } | null {
    if (this.#walking !== null) return null
    const found = placardAt(this.eras, area, this.#own.year)
    return found === null || this.#own.read.includes(placardName(found.era, found.placard)) ? null : found
  }

  async markRead(era: Era, placards: readonly Placard[]): Promise<void> {
    const { core, session, isGuest } = this.#options
    const names = placards.map((placard) => placardName(era, placard)).filter((name) => !this.#own.read.includes(name))
    this.#own = { ...this.#own, read: [...this.#own.read, ...names] }
    if (isGuest()) return
    for (const placard of names) await core.eras.markRead({ session, placard })
  }

  /** @throws Refusal no-such-year, year-locked */
  async setYear(year: number | null): Promise<void> {
    const { core, session, isGuest } = this.#options
    if (!isGuest()) return this.#take(await core.eras.setYear({ session, year }), 'self')
    requireYear(year)
    this.#take({ ...this.#own, year }, 'self')
  }

  async setLineSpeed(lineSpeed: LineSpeed): Promise<void> {
    const { core, session, isGuest } = this.#options
    this.#take(isGuest() ? { ...this.#own, lineSpeed } : await core.eras.setLineSpeed({ session, lineSpeed }))
  }

  /** Looks as in this era for as long as the walk stands there; null when it is over. */
  walk(era: Era | null): void {
    this.#walking = era
    this.#options.onChange(null)
  }

  /** Asks the house: the account may be another, or in another year, moved by whom is known or has to be guessed. */
  async refresh(by?: Mover): Promise<void> {
    const { core, session, isGuest } = this.#options
    if (!isGuest()) this.#take(await core.eras.mine({ session }), by)
  }

  /** Nobody any more: what was an account's stays with the account. */
  forget(): void {
    this.#walking = null
    this.#take(HERE)
  }

  #take(own: OwnEra, by?: Mover): void {
    const before = this.#own
    this.#own = own
    const isOther = own.year !== before.year || own.lineSpeed !== before.lineSpeed || own.isLocked !== before.isLocked
    const mover = by ?? (own.className === null && before.className === null ? 'self' : 'class')
    if (isOther) this.#options.onChange(own.year === before.year ? null : mover)
  }
}
