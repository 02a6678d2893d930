// A row of what the house and NickServ understand. Its `help` is what `help WORD` answers; the first line stands in the
// overview.

import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'

export interface Asked {
  readonly session: IrcSession
  readonly house: House
  /** What stands behind the word. */
  readonly rest: string
}

export interface AccountWord {
  readonly usage: string
  readonly help: readonly [string, ...string[]]
  /** What to answer; null when it cannot be understood, and the usage is told. Refusals are answered by the caller. */
  readonly run: (asked: Asked) => Promise<readonly string[] | null>
}
