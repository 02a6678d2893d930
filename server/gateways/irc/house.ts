// What every IRC command may know of the house it runs in.

import type { Log } from '../gateway.ts'
import type { BygoneNicks } from './bygone.ts'
import type { ConnectionClasses } from './classes.ts'
import type { Departures } from './departures.ts'
import type { PushDesk } from './push/push-desk.ts'
import type { Roster } from './roster.ts'
import type { Watchers } from './watchers.ts'

export interface House {
  /** A host-like name: the source of numerics. */
  readonly serverName: string
  readonly networkName: string
  /** Where its picture is; '' for nowhere. */
  readonly icon: string
  readonly version: string
  /** The server's own password; '' for none. */
  readonly password: string
  readonly motd: readonly string[]
  /** Milliseconds since 1970. */
  readonly started: number
  readonly roster: Roster
  readonly watchers: Watchers
  readonly departures: Departures
  readonly bygone: BygoneNicks
  readonly classes: ConnectionClasses
  readonly push: PushDesk
  /** Where TLS is spoken (0 for nowhere), and for how many days clients are to hold to it (0: as they like). */
  readonly strictTransport: () => { readonly port: number; readonly days: number }
  readonly log: Log
  /** Connections that have not had their welcome. */
  readonly unregistered: () => number
  /** Reads again what can be read again while connections stand; says what came of it. */
  readonly rehash: () => readonly string[]
}
