// The port through which counts are kept, and what is asked of the machine.

import type { Counted, DaemonWarning } from './stats-calls.ts'

export interface CountRow {
  /** Hours since 1970. */
  readonly hour: number
  readonly what: Counted
  readonly value: number
}

export interface CountRepository {
  from(hour: number): readonly CountRow[]
  put(row: CountRow): void
  dropBefore(hour: number): void
}

export interface Machine {
  readonly since: number
  /** Resident memory, in octets. */
  memory(): number
  /** The database with its write-ahead log, in octets. */
  storeSize(): number
  warnings(): readonly DaemonWarning[]
}
