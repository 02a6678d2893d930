// The core put together over its store: what the daemon, the admin commands and the benches all stand on. No sockets
// here; house/ builds the areas, app.ts adds the gateways.

import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import type { Clock } from './core/clock.ts'
import type { CoreLink, CoreServices } from './core/contract.ts'
import type { SessionId } from './core/ids.ts'
import { cloningLink, directLink } from './core/link.ts'
import { isRefusal } from './core/refusal.ts'
import { Tick } from './core/tick.ts'
import { dataFile } from './data-folders.ts'
import type { Log } from './gateways/gateway.ts'
import { layGround } from './house/ground.ts'
import type { Indexing } from './house/indexing.ts'
import { buildServices } from './house/services.ts'
import { keptLog } from './kept-log.ts'
import { dataPath, PROJECT_ROOT } from './root.ts'
import { readShippedArticles, readShippedBoards } from './shipped.ts'
import { openStateFolder, type StateFolder } from './state-folder.ts'
import { Store } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'

export interface House {
  readonly services: CoreServices
  readonly link: CoreLink
  readonly tick: Tick
  readonly store: Store
  /** Remembers what it warned of. */
  readonly log: Log
  readonly state: StateFolder
  /** What fills the search index, a moment behind. */
  readonly indexing: Indexing
  /** The code of the first sysop, while there is none. */
  readonly claimCode: string | null
  /** Resolves when all that the faces have asked for so far is done: the link keeps its order. */
  settle(): Promise<void>
  /** Commits, empties the write-ahead log, lets go of the folder. */
  close(): void
}

export interface HouseOptions {
  readonly log: Log
  /** COMMIT failed: nothing of the turn was spoken and nothing more will be; the process must end. */
  readonly onBroken: (error: unknown) => void
  /** Delivers calls and events cloned and a turn late, as a wire would. */
  readonly cloning?: boolean
  readonly clock?: Clock
}

const SLOW_COMMIT_MS = 50
/** How often is looked for what has run out. */
const EXPIRY_MS = 1000
const systemClock: Clock = { now: () => Date.now() }

/** @throws StateFolderError, NewerStore */
export const openHouse = (config: Config, options: HouseOptions): House => {
  const state = openStateFolder(resolve(PROJECT_ROOT, config.server.state))
  const store = new Store(state.database)
  migrate(store, join(PROJECT_ROOT, 'server/storage/migrations'))
  const { onBroken } = options
  const clock = options.clock ?? systemClock
  const { log, warnings } = keptLog(options.log, () => clock.now())
  const tick = new Tick({
    journal: store.journal,
    onCommitFailure: onBroken,
    onFault: (error) => log.error({ err: error }, 'a listener failed'),
    onCommitted: (ms) => {
      if (ms > SLOW_COMMIT_MS) log.warn({ ms: Math.round(ms) }, 'the disk took long to commit')
    },
  })
  const built = buildServices(layGround({ config, tick, store, state, clock, log, warnings }))
  const { services, credentials, shipPlaces, indexing } = built
  shipContent(services, config)
  tick.run(() => asConsole(services, shipPlaces))
  const claimCode = credentials.ensureClaimCode()
  tick.settle()
  const expiry = setInterval(built.expire, EXPIRY_MS).unref()
  const link = options.cloning === true ? cloningLink(services, tick) : directLink(services, tick)
  return {
    ...{ services, tick, store, state, claimCode, indexing, log, link },
    settle: async () => {
      const session = await link.core.sessions.open({ face: 'console', address: '', secure: true })
      await link.core.sessions.close({ session, reason: '' })
    },
    close: () => {
      built.keepRecords()
      tick.settle()
      clearInterval(expiry)
      built.stopRecord()
      built.stopSearch()
      tick.stop()
      store.close()
      state.release()
    },
  }
}

/** What the house does by itself, it does as its sysop would. */
const asConsole = (services: CoreServices, act: (session: SessionId) => void): void => {
  const session = services.sessions.open({ face: 'console', address: '', secure: true })
  act(session)
  services.sessions.close({ session, reason: '' })
}

const shipContent = (services: CoreServices, config: Config): void =>
  asConsole(services, (session) => shipBoards(services, config, session))

const shipBoards = (services: CoreServices, config: Config, session: SessionId): void => {
  for (const { name, description, read, write } of readShippedBoards(dataFile(config, 'boards.toml'))) {
    try {
      services.boards.add({ session, board: name, description, readRole: read, writeRole: write })
    } catch (error) {
      if (isRefusal(error) && error.code === 'already-exists') continue
      throw error
    }
    services.boards.import({ session, board: name, articles: readShippedArticles(dataPath('articles'), name) })
  }
}
