// A row of the command table. What is the same for all (arguments, refusals, faults) is done by dispatch.ts.

import type { NntpCommand } from '../../../wire/nntp/command.ts'
import type { House } from '../house.ts'
import type { NntpSession } from '../session.ts'

export interface Call {
  readonly session: NntpSession
  readonly house: House
  readonly command: NntpCommand
}

export interface Command {
  /** How many arguments at least and at most. */
  readonly args: readonly [number, number]
  /** The arguments as HELP and 501 show them (RFC 3977 §9.2). */
  readonly syntax: string
  readonly run: (call: Call) => void | Promise<void>
}
