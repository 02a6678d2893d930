// OVER and XOVER (RFC 3977 §8.3, RFC 2980 §2.8): overview lines, ready as they lie in the store, piece by piece.

import type { MessageId } from '../../../core/ids.ts'
import { BLOCK_END, formatStatus } from '../../../wire/nntp/response.ts'
import { unlessRefused } from '../replies.ts'
import type { NntpSession } from '../session.ts'
import type { Call, Command } from './command.ts'
import { noneInSpan, type Span, selectSpan } from './selection.ts'

const STATUS = formatStatus(224, 'Overview information follows')

const run = async ({ session, command }: Call): Promise<void> => {
  const span = selectSpan(session, command.args[0])
  if (span === null) return
  if (typeof span === 'string') await one(session, span)
  else await range(session, span)
}

const one = async (session: NntpSession, messageId: MessageId): Promise<void> => {
  const line = await unlessRefused('no-such-article', () =>
    session.core.news.overviewOf({ session: session.id, messageId }),
  )
  if (line === null) return session.reply(430, 'No article with that message-id')
  session.send(Buffer.concat([Buffer.from(STATUS), line, Buffer.from(BLOCK_END)]))
}

const range = async (session: NntpSession, span: Span): Promise<void> => {
  const { group, to } = span
  let isBegun = false
  for (let from: number | null = span.from; from !== null && !session.hasEnded; ) {
    const page = { session: session.id, group, from, to }
    const { items, next }: { items: Uint8Array; next: number | null } = await session.core.news.overview(page)
    if (items.length > 0 && !isBegun) session.send(STATUS)
    isBegun ||= items.length > 0
    session.send(Buffer.from(items.buffer, items.byteOffset, items.byteLength))
    from = next
    if (next !== null) await session.caughtUp()
  }
  if (isBegun) session.send(BLOCK_END)
  else noneInSpan(session, span)
}

export const over: Command = { args: [0, 1], syntax: '[range|message-id]', run }
