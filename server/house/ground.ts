// What every area of the core is built on: the tick, the store, the clock, chance, and the sanitiser.

import type { Config } from '../config.ts'
import type { Clock } from '../core/clock.ts'
import { Msgids } from '../core/msgids.ts'
import type { Sanitizer } from '../core/sanitizer.ts'
import type { DaemonWarning } from '../core/stats/stats-calls.ts'
import type { Tick } from '../core/tick.ts'
import { systemEntropy } from '../entropy.ts'
import type { Log } from '../gateways/gateway.ts'
import type { StateFolder } from '../state-folder.ts'
import type { Store } from '../storage/database.ts'
import { sanitizeChat, sanitizeLine, sanitizeText } from '../wire/text/sanitize.ts'

export interface Ground {
  readonly config: Config
  readonly tick: Tick
  readonly store: Store
  readonly state: StateFolder
  readonly clock: Clock
  readonly entropy: ReturnType<typeof systemEntropy>
  readonly msgids: Msgids
  readonly sanitizer: Sanitizer
  readonly log: Log
  /** What was warned of lately, newest first. */
  readonly warnings: () => readonly DaemonWarning[]
}

export const layGround = (
  given: Pick<Ground, 'config' | 'tick' | 'store' | 'state' | 'clock' | 'log' | 'warnings'>,
): Ground => {
  const entropy = systemEntropy()
  return {
    ...{ ...given, entropy, msgids: new Msgids({ clock: given.clock, entropy }) },
    sanitizer: { line: sanitizeLine, chat: sanitizeChat, text: sanitizeText },
  }
}
