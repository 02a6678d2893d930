// ARTICLE, HEAD, BODY, STAT (RFC 3977 §6.2): one article, or a part of it, or that it is there.

import type { ArticleName, ArticleStat } from '../../../core/boards/news.ts'
import { formatArticle, formatStatus } from '../../../wire/nntp/response.ts'
import { unlessRefused } from '../replies.ts'
import type { NntpSession } from '../session.ts'
import type { Command } from './command.ts'
import { selectArticle } from './selection.ts'

const BLANK_LINE = Buffer.from('\r\n\r\n')

const PARTS: Readonly<Record<'article' | 'head' | 'body', (octets: Buffer) => Buffer>> = {
  article: (octets) => octets,
  head: (octets) => octets.subarray(0, octets.indexOf(BLANK_LINE) + 2),
  body: (octets) => octets.subarray(octets.indexOf(BLANK_LINE) + BLANK_LINE.length),
}

/** Asks for the article that the command names; null when the client has been told that there is none. */
const find = async <T extends ArticleStat>(
  session: NntpSession,
  word: string | undefined,
  ask: (article: ArticleName) => Promise<T>,
): Promise<T | null> => {
  const wanted = selectArticle(session, word)
  if (wanted === null) return null
  const found = await unlessRefused('no-such-article', () => ask(wanted))
  if (found === null) {
    if (typeof wanted === 'string') session.reply(430, 'No article with that message-id')
    else if (word === undefined) session.reply(420, 'The current article is no longer there')
    else session.reply(423, 'No article with that number')
    return null
  }
  // RFC 3977 §6.2.1.2: only a number moves the current article.
  if (typeof wanted !== 'string') session.article = found.number
  session.settle()
  return found
}

const fetch = (code: number, part: keyof typeof PARTS): Command => ({
  args: [0, 1],
  syntax: '[message-id|number]',
  run: async ({ session, command }) => {
    const { core, id } = session
    const found = await find(session, command.args[0], (article) => core.news.article({ session: id, article }))
    if (found === null) return
    const octets = Buffer.from(found.octets.buffer, found.octets.byteOffset, found.octets.byteLength)
    session.send(formatArticle(formatStatus(code, `${found.number} ${found.messageId}`), PARTS[part](octets)))
  },
})

export const article = fetch(220, 'article')
export const head = fetch(221, 'head')
export const body = fetch(222, 'body')

export const stat: Command = {
  args: [0, 1],
  syntax: '[message-id|number]',
  run: async ({ session, command }) => {
    const { core, id } = session
    const found = await find(session, command.args[0], (wanted) => core.news.stat({ session: id, article: wanted }))
    if (found !== null) session.reply(223, `${found.number} ${found.messageId}`)
  },
}
