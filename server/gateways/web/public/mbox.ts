// Threads and boards as mbox files, sent as they are read: one article in memory at a time, and the next is asked for
// when the reader has taken the last.

import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { MessageId } from '../../../core/ids.ts'
import { isRefusal, Refusal } from '../../../core/refusal.ts'
import { writeMboxEntry } from '../../../wire/article/mbox-writer.ts'
import type { Turn } from './turn.ts'
import type { Visitor } from './visitor.ts'

/** At once, in the whole house. */
const MOST_AT_ONCE = 8

export interface MboxItem {
  readonly messageId: MessageId
  /** Milliseconds since 1970. */
  readonly date: number
}

let running = 0

/** @throws Refusal throttled: too many are being sent already */
export const sendMbox = async (turn: Turn, name: string, items: AsyncIterable<MboxItem>): Promise<FastifyReply> => {
  if (running >= MOST_AT_ONCE) throw new Refusal('throttled', 'mbox')
  const file = `${name.replace(/[^A-Za-z0-9._+-]/g, '_').slice(0, 80)}.mbox`
  turn.reply
    .type('application/mbox')
    .header('cache-control', 'no-cache')
    .header('x-robots-tag', 'noindex')
    .header('content-disposition', `attachment; filename="${file}"`)
  if (turn.request.method === 'HEAD') return turn.reply.send()
  running += 1
  const leave = turn.stay()
  const stream = Readable.from(entries(turn.visitor, items), { objectMode: false, highWaterMark: 256 * 1024 })
  stream.once('close', () => {
    running -= 1
    void leave()
  })
  return turn.reply.send(stream)
}

async function* entries({ core, session }: Visitor, items: AsyncIterable<MboxItem>): AsyncGenerator<Buffer> {
  for await (const { messageId, date } of items) {
    try {
      const raw = await core.boards.raw({ session, messageId })
      yield writeMboxEntry({ raw, date, sender: 'news@localhost' })
    } catch (error) {
      // It was taken back while the file was on its way.
      if (!isRefusal(error) || error.code !== 'no-such-article') throw error
    }
  }
}
