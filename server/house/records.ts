// What the house keeps for people and about itself: drafts, and the figures of how it is doing.

import { statSync } from 'node:fs'
import type { CoreServices } from '../core/contract.ts'
import { DraftService } from '../core/drafts/draft-service.ts'
import { StatsService } from '../core/stats/stats-service.ts'
import { draftRepository } from '../storage/drafts.ts'
import { countRepository } from '../storage/stats.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

export interface Records {
  readonly services: Pick<CoreServices, 'drafts' | 'statistics'>
  /** Called every second or so. */
  readonly look: () => void
  readonly close: () => void
}

export const openRecords = ({ store, state, clock, warnings }: Ground, { base, sessions }: People): Records => {
  const machine = {
    since: clock.now(),
    memory: () => process.memoryUsage.rss(),
    storeSize: () => sizeOf(state.database) + sizeOf(`${state.database}-wal`),
    warnings,
  }
  const statistics = new StatsService({ ...base, sessions, machine, counts: countRepository(store) })
  return {
    services: { drafts: new DraftService({ ...base, sessions, drafts: draftRepository(store) }), statistics },
    look: () => statistics.look(),
    close: () => statistics.keep(),
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
