// Threads and boards as mbox files, sent as they are read: one slice in memory at a time, and the next is asked for
// when the reader has taken the last. What is read is read beside the loop, in the archive's own thread.

import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { ArticleId } from '../../../core/ids.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { Turn } from './turn.ts'
import type { Visitor } from './visitor.ts'

/** At once, in the whole house. */
const MOST_AT_ONCE = 8

export interface MboxOptions {
  /** Of the file, without its ending. */
  readonly name: string
  readonly board: string
  /** Only this one. */
  readonly thread?: ArticleId
}

let running = 0

/** @throws Refusal throttled: too many are being sent already; no-such-board, no-such-article, busy */
export const sendMbox = async (turn: Turn, options: MboxOptions): Promise<FastifyReply> => {
  if (running >= MOST_AT_ONCE) throw new Refusal('throttled', 'mbox')
  const file = `${options.name.replace(/[^A-Za-z0-9._+-]/g, '_').slice(0, 80)}.mbox`
  turn.reply
    .type('application/mbox')
    .header('cache-control', 'no-cache')
    .header('x-robots-tag', 'noindex')
    .header('content-disposition', `attachment; filename="${file}"`)
  if (turn.request.method === 'HEAD') return turn.reply.send()
  running += 1
  const leave = turn.stay()
  const stream = Readable.from(slices(turn.visitor, options), { objectMode: false, highWaterMark: 256 * 1024 })
  stream.once('close', () => {
    running -= 1
    void leave()
  })
  return turn.reply.send(stream)
}

async function* slices({ core, session }: Visitor, { board, thread }: MboxOptions): AsyncGenerator<Uint8Array> {
  const of = thread === undefined ? { session, board } : { session, board, thread }
  for (let after: number | null | undefined; after !== null; ) {
    const { octets, next } = await core.archive.mbox(after === undefined ? of : { ...of, after })
    if (octets.length > 0) yield octets
    after = next
  }
}
