// What the contract offers on how the house is doing: figures of now, counts of each hour, and what the daemon warned
// of. How the calls behave in general stands in ../contract.ts, of which this is a part.

import type { Face } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'

/** `people`, `memory` (MiB) and `store` (KiB) are the most of the hour, the others how many there were in it. */
export const COUNTED = ['logins', 'guests', 'articles', 'lines', 'people', 'memory', 'store'] as const
export type Counted = (typeof COUNTED)[number]

export interface HourCounts {
  /** When the hour began. */
  readonly at: number
  readonly counts: Readonly<Record<Counted, number>>
}

export interface Figures {
  /** When the daemon was started. */
  readonly since: number
  readonly people: number
  readonly sessions: Readonly<Record<Face, number>>
  /** Resident memory, and the database with its write-ahead log, in octets. */
  readonly memory: number
  readonly store: number
}

export interface DaemonWarning {
  readonly at: number
  readonly level: 'warning' | 'error'
  readonly text: string
}

/** The staff's alone: everything may throw `not-permitted`. */
export interface Statistics {
  figures(args: { session: SessionId }): Figures
  /** The last `hours` (1-744), oldest first, the one that runs last; hours in which nothing was counted too. */
  hours(args: { session: SessionId; hours: number }): readonly HourCounts[]
  /** What the daemon warned of since it was started, newest first: the last 200 at most. */
  warnings(args: { session: SessionId }): readonly DaemonWarning[]
}
