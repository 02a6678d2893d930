// GROUP, LISTGROUP, LAST, NEXT: selecting a newsgroup and moving about in it (RFC 3977 §6.1).

import { ARTICLE_NUMBER_MAX } from '../../../../shared/limits.ts'
import type { NewsgroupView } from '../../../core/boards/news.ts'
import { parseRange } from '../../../wire/nntp/range.ts'
import { BLOCK_END, formatLines, formatStatus } from '../../../wire/nntp/response.ts'
import { unlessRefused } from '../replies.ts'
import type { NntpSession } from '../session.ts'
import type { Call, Command } from './command.ts'

/** The current article becomes the first one. */
const select = (session: NntpSession, { name, low, count }: NewsgroupView): void => {
  session.group = name
  session.article = count === 0 ? null : low
  session.settle()
}

export const group: Command = {
  args: [1, 1],
  syntax: 'newsgroup',
  run: async ({ session, command }) => {
    const found = await session.core.news.group({ session: session.id, group: command.args[0] ?? '' })
    select(session, found)
    session.reply(211, `${found.count} ${found.low} ${found.high} ${found.name}`)
  },
}

const runListGroup = async ({ session, command }: Call): Promise<void> => {
  const [name, word] = command.args
  const wanted = name ?? session.group
  if (wanted === null) return session.reply(412, 'No newsgroup has been selected')
  const range = word === undefined ? { from: 1, to: ARTICLE_NUMBER_MAX } : parseRange(word)
  if (range === null) return session.reply(501, 'Give a range: n, n- or n-m')
  const found = await session.core.news.group({ session: session.id, group: wanted })
  select(session, found)
  session.send(formatStatus(211, `${found.count} ${found.low} ${found.high} ${found.name} list follows`))
  for (let from: number | null = range.from; from !== null && !session.hasEnded; ) {
    const page = { session: session.id, group: wanted, from, to: range.to }
    const { items, next }: { items: readonly number[]; next: number | null } = await session.core.news.numbers(page)
    session.send(formatLines(items.map(String)))
    from = next
    if (next !== null) await session.caughtUp()
  }
  session.send(BLOCK_END)
}

export const listGroup: Command = { args: [0, 2], syntax: '[newsgroup [range]]', run: runListGroup }

const move = (direction: 'next' | 'last', code: number, none: string): Command => ({
  args: [0, 0],
  syntax: '',
  run: async ({ session }) => {
    const { group: name, article: number, core } = session
    if (name === null) return session.reply(412, 'No newsgroup has been selected')
    if (number === null) return session.reply(420, 'No current article has been selected')
    const found = await unlessRefused('no-such-article', () =>
      core.news.neighbour({ session: session.id, group: name, number, direction }),
    )
    if (found === null) return session.reply(code, none)
    session.article = found.number
    session.reply(223, `${found.number} ${found.messageId} selected`)
  },
})

export const next = move('next', 421, 'No next article in this newsgroup')
export const last = move('last', 422, 'No previous article in this newsgroup')
