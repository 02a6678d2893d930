// What every NNTP command may know of the house it runs in.

import type { Log } from '../gateway.ts'
import type { NntpSession } from './session.ts'

export interface House {
  readonly serverName: string
  readonly version: string
  readonly motd: readonly string[]
  readonly log: Log
  /** Connections whose session in the core is open. */
  readonly sessions: Set<NntpSession>
}
