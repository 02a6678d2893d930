// What the contract offers the sysop on the world as files: its wings written down, and wings brought in.

import type { SessionId } from '../ids.ts'

export interface WingView {
  readonly name: string
  readonly rooms: number
}

export interface WingSource {
  /** What messages call it. */
  readonly name: string
  readonly source: string
}

export interface Planting {
  readonly made: number
  readonly renewed: number
  /** Changed by somebody since they came in, or destroyed: left as they are. */
  readonly kept: number
}

/** For the sysop. Every call may throw Refusal not-permitted. */
export interface Wings {
  /** By name; rooms of no wing are the wing `built`. */
  list(args: { session: SessionId }): readonly WingView[]
  /** As a world file. What has no key yet is given one, under which it can be brought in again. @throws Refusal no-such-thing */
  write(args: { session: SessionId; wing: string }): string
  /**
   * All of them or none; wings may lead into each other.
   * @throws Refusal malformed (file, place and reason on one line)
   */
  plant(args: { session: SessionId; wings: readonly WingSource[] }): Planting
}
