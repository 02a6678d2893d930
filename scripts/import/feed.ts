// Hands articles to the core in batches until they are through or somebody says stop.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { TOO_LARGE } from '../../server/wire/article/parse.ts'
import type { Connection } from '../connect.ts'
import type { Found } from './archive-index.ts'
import type { ImportReport } from './report.ts'

/** Callers of a running daemon must not wait for an archive: its batches are short. */
const BATCH_LIVE = 64
const BATCH_ALONE = 256
const BATCH_OCTETS = 4 * 1_048_576
/** With this many batches on their way, reading and filing go on side by side. */
const IN_FLIGHT = 2

export interface Feed {
  readonly connection: Connection
  readonly board: string
  readonly articles: Iterable<Found>
  readonly report: ImportReport
  readonly onBatch: () => void
  readonly isStopped: () => boolean
}

/** @throws Refusal storage-full and whatever else the core says */
export const feedArticles = async (feed: Feed): Promise<void> => {
  const most = feed.connection.live ? BATCH_LIVE : BATCH_ALONE
  let waiting: Promise<void>[] = []
  let batch: Found[] = []
  let octets = 0
  const send = async (): Promise<void> => {
    waiting.push(fileBatch(feed, batch))
    batch = []
    octets = 0
    if (waiting.length >= IN_FLIGHT) await waiting.shift()
    // The turn must end for the batch to be committed, and for a signal to be heard.
    await nextTurn()
  }
  for (const found of feed.articles) {
    if (feed.isStopped()) break
    if (found.raw === null) {
      feed.report.count(found, { kind: 'refused', why: TOO_LARGE })
      continue
    }
    batch.push(found)
    octets += found.raw.length
    if (batch.length >= most || octets >= BATCH_OCTETS) await send()
  }
  if (batch.length > 0 && !feed.isStopped()) await send()
  await Promise.all(waiting)
  waiting = []
}

const fileBatch = async ({ connection, board, report, onBatch }: Feed, batch: readonly Found[]): Promise<void> => {
  const { core, session } = connection
  const articles = batch.flatMap(({ raw }) => (raw === null ? [] : [raw]))
  const outcomes = await core.boards.import({ session, board, articles })
  for (const [index, found] of batch.entries()) {
    const outcome = outcomes[index]
    if (outcome !== undefined) report.count(found, outcome)
  }
  onBatch()
}
