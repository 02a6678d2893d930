// Where a peer is reached, and how it wants to be spoken to. Which articles pass is the core's to decide.

import type { CoreLink } from '../../../core/contract.ts'
import type { SessionId } from '../../../core/ids.ts'
import type { Log } from '../../gateway.ts'

export interface PeerLink {
  /** As the core knows it. */
  readonly name: string
  readonly host: string
  readonly port: number
  readonly tls: 'none' | 'starttls' | 'implicit'
  readonly tlsVerify: boolean
  /** Both empty, or both given. */
  readonly user: string
  readonly password: string
  /** How articles go there. */
  readonly sendBy: 'stream' | 'ihave' | 'post' | 'none'
  /** How many articles may be under way at once. */
  readonly window: number
  /** Milliseconds between two looks at what is new there; null where we do not look. */
  readonly pullEvery: number | null
}

/** Milliseconds. */
export interface LinkTimings {
  /** How long an answer may be waited for. */
  readonly patience: number
  /** The wait after the first failure; it doubles with each further one. */
  readonly firstRetry: number
  readonly longestRetry: number
  /** How often the backlog is looked at when nothing was told of. */
  readonly poll: number
  /** How long a connection with nothing to say stays open. */
  readonly idle: number
}

export const TIMINGS: LinkTimings = {
  patience: 120_000,
  firstRetry: 2000,
  longestRetry: 600_000,
  poll: 5000,
  idle: 60_000,
}

/** What everything that speaks to one peer works with. */
export interface LinkContext {
  readonly link: CoreLink
  /** Acts as sysop. */
  readonly session: SessionId
  readonly log: Log
  readonly timings: LinkTimings
  readonly peer: PeerLink
  /** How far back an upstream is read the first time, in milliseconds. */
  readonly firstLook: number
}
