// NEWGROUPS and NEWNEWS (RFC 3977 §7.3, §7.4): what has come since a moment.

import type { ArrivalCursor } from '../../../core/boards/news.ts'
import type { MessageId } from '../../../core/ids.ts'
import { parseDateTime } from '../../../wire/nntp/date.ts'
import { BLOCK_END, formatLines, formatStatus } from '../../../wire/nntp/response.ts'
import { compileWildmat } from '../../../wire/nntp/wildmat.ts'
import type { Call, Command } from './command.ts'
import { activeLine } from './list.ts'

/** `date time [GMT]`; null when it cannot be read. */
const momentOf = ([date = '', time = '', zone]: readonly string[]): number | null => {
  const isGmt = zone !== undefined
  return isGmt && !/^(GMT|UTC)$/i.test(zone) ? null : parseDateTime(date, time, isGmt, Date.now())
}

const BAD_DATE = 'Give date and time as yyyymmdd hhmmss, in GMT when GMT stands behind it'

export const newGroups: Command = {
  args: [2, 3],
  syntax: '[yy]yymmdd hhmmss [GMT]',
  run: async ({ session, command }) => {
    const since = momentOf(command.args)
    if (since === null) return session.reply(501, BAD_DATE)
    const groups = await session.core.news.groups({ session: session.id })
    const fresh = groups.filter(({ created }) => created >= since)
    session.block(231, 'New newsgroups follow', fresh.map(activeLine))
  },
}

const runNewNews = async ({ session, command }: Call): Promise<void> => {
  const [wildmat = '', ...moment] = command.args
  const matches = compileWildmat(wildmat)
  if (matches === null) return session.reply(501, 'That is no wildmat')
  const since = momentOf(moment)
  if (since === null) return session.reply(501, BAD_DATE)
  const { core, id } = session
  const groups = (await core.news.groups({ session: id })).map(({ name }) => name).filter(matches)
  session.send(formatStatus(230, 'New articles follow'))
  let after: ArrivalCursor | null | undefined
  while (after !== null && groups.length > 0 && !session.hasEnded) {
    const from = { session: id, groups, since, ...(after === undefined ? {} : { after }) }
    const page: { items: readonly MessageId[]; next: ArrivalCursor | null } = await core.news.arrivals(from)
    session.send(formatLines(page.items))
    after = page.next
    if (after !== null) await session.caughtUp()
  }
  session.send(BLOCK_END)
}

export const newNews: Command = { args: [3, 4], syntax: 'wildmat [yy]yymmdd hhmmss [GMT]', run: runNewNews }
