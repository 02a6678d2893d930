// Search and archives: the index that is written here, and the threads that look things up and read boards through.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { ArchiveService, type ArchiveServiceOptions } from '../core/archive/archive-service.ts'
import type { CoreServices } from '../core/contract.ts'
import type { SearchIndex } from '../core/search/search-index.ts'
import { SearchService, type SearchServiceOptions } from '../core/search/search-service.ts'
import type { Log } from '../gateways/gateway.ts'
import type { HouseReaderTasks } from '../reader-worker.ts'
import { ReaderPool } from '../storage/reader-pool.ts'
import type { Ground } from './ground.ts'
import { Indexing } from './indexing.ts'
import type { People } from './people.ts'

export interface SearchHouse {
  readonly services: Pick<CoreServices, 'search' | 'archive'>
  readonly indexing: Indexing
  close(): void
}

/** The sources cannot run in a thread as they are; see testing/typescript.mjs. */
const isSource = import.meta.url.endsWith('.ts')

const openReaders = (ground: Pick<Ground, 'state'>, log: Log): ReaderPool<HouseReaderTasks> =>
  new ReaderPool<HouseReaderTasks>({
    entry: new URL(isSource ? '../reader-worker.ts' : '../reader-worker.js', import.meta.url),
    data: { file: ground.state.database },
    onFault: (error) => log.error({ err: error }, 'a reader thread broke off'),
    ...(isSource && { execArgv: ['--import', new URL('../testing/typescript.mjs', import.meta.url).href] }),
  })

export const openSearch = (
  ground: Ground,
  { base, sessions }: People,
  asked: Pick<SearchServiceOptions, 'readableBoards' | 'readableStreams' | 'killerOf'> &
    Pick<ArchiveServiceOptions, 'threadOf'>,
): SearchHouse => {
  const readers = openReaders(ground, ground.log)
  const indexing = new Indexing(ground, ground.log)
  const index: SearchIndex = {
    articles: async (search) => {
      await indexing.freshen()
      return readers.run('articles', search)
    },
    messages: async (search) => {
      await indexing.freshen()
      return readers.run('messages', search)
    },
  }
  const { clock, sanitizer } = base
  const search = new SearchService({
    ...{ sessions, clock, sanitizer, index, ...asked },
    throttle: ground.config.limits.throttle,
  })
  const { readableBoards, threadOf } = asked
  const archive = new ArchiveService({
    ...{ sessions, threadOf },
    readableBoard: (actor, name) => readableBoards(actor).find((board) => board.name === name),
    slice: async (request) => {
      // What was filed in this turn is there for readers once it is committed.
      await nextTurn()
      return readers.run('mbox', request)
    },
  })
  return {
    ...{ services: { search, archive }, indexing },
    close: () => {
      indexing.close()
      readers.close()
    },
  }
}
