// What there was when, what it was called, and how it looked: rules over the eras that data/eras tells of. Which year a
// caller is in stands in caller-era.ts.

import type { Language } from '../texts.ts'
import type { Dress } from '../widgets/styles.ts'

/** Parts of the house that came at some time. What is not among them (settings, the way out) has always been there. */
export const AREAS = [
  ...(['messages', 'boards', 'channels', 'museum', 'search', 'community'] as const),
  ...(['oneliners', 'bulletins', 'polls', 'callers', 'people', 'mentions'] as const),
] as const
export type Area = (typeof AREAS)[number]

const areas: ReadonlySet<string> = new Set(AREAS)
export const isArea = (name: string): name is Area => areas.has(name)

export type Local = Readonly<Record<Language, string>>

/** What hangs beside a thing in a museum: facts in our own words. */
export interface Placard {
  readonly area: Area
  readonly title: Local
  readonly who: Local
  readonly where: Local
  readonly when: Local
  readonly text: Local
  /** What sources do not agree on. */
  readonly doubt: Local | null
  readonly source: Local
  /** What to do or look at here. */
  readonly see: Local
}

export interface Era {
  /** Null is the present. */
  readonly year: number | null
  readonly name: Local
  /** What there is from this year on, if not before. */
  readonly has: readonly Area[]
  /** What things are called from this year on. */
  readonly called: Readonly<Partial<Record<Area, Local>>>
  readonly dress: Dress
  /** Bits a second of a usual line; 0 for one that nobody waited for. */
  readonly speed: number
  readonly placards: readonly Placard[]
}

/** From the first year to the last, the present behind them. There is always a present. */
export type Eras = readonly Era[]

const isBy =
  (year: number | null) =>
  (era: Era): boolean =>
    year === null || (era.year !== null && era.year <= year)

/** The one that a year belongs to: the latest that had begun. */
export const eraOf = (eras: Eras, year: number | null): Era | undefined => eras.findLast(isBy(year))

/** The year a thing came in; null when no era tells of it. */
export const yearOfArrival = (eras: Eras, area: Area): number | null =>
  eras.find(({ has }) => has.includes(area))?.year ?? null

export const isThere = (eras: Eras, area: Area, year: number | null): boolean => {
  const arrived = yearOfArrival(eras, area)
  return year === null || arrived === null || arrived <= year
}

/** What it was called then; null where it has the name that it has today. */
export const nameThen = (eras: Eras, area: Area, year: number | null): Local | null =>
  year === null
    ? null
    : (eras.findLast((era) => isBy(year)(era) && era.called[area] !== undefined)?.called[area] ?? null)

/** The placard that hangs at the door of an area in a year, with the era it is of; null in the present. */
export const placardAt = (
  eras: Eras,
  area: Area,
  year: number | null,
): { readonly era: Era; readonly placard: Placard } | null => {
  if (year === null) return null
  for (const era of eras.filter(isBy(year)).toReversed()) {
    const placard = era.placards.find((each) => each.area === area)
    if (placard !== undefined) return { era, placard }
  }
  return null
}

/** The name under which it is kept that a placard was read. */
export const placardName = ({ year }: Era, { area }: Placard): string => `${year ?? 'present'}-${area}`
