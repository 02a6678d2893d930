// Commands that only look: who, boards, read, search.

import type { ArticleView } from '../../../core/boards/board.ts'
import type { MessageId } from '../../../core/ids.ts'
import { sanitizeLine, sanitizeText, stripIrcFormatting } from '../../../wire/text/sanitize.ts'
import { textWidth, truncateToWidth } from '../../../wire/text/width.ts'
import { type Answer, type Command, inColumns, isoTime, numberOption, type Request, UsageError } from './command.ts'

const columns = (rows: readonly (readonly string[])[]): readonly string[] =>
  inColumns(
    rows.map((row) => row.map(sanitizeLine)),
    textWidth,
  )

export const who: Command = {
  words: [0, 0],
  run: async ({ core, session, text, now }) => {
    const people = await core.sessions.online({ session })
    const minutes = (active: number): number => Math.max(0, Math.floor((now - active) / 60_000))
    const rows = people.map((each) => [
      each.nick,
      each.role,
      each.faces.join(' '),
      each.away === undefined ? text('commands.idle', { minutes: minutes(each.active) }) : text('commands.away'),
      each.channels.join(' '),
    ])
    return {
      lines: people.length === 0 ? [text('commands.nobody')] : columns(rows),
      json: people.map((each) => ({
        ...{ nick: each.nick, account: each.account, displayName: each.displayName, role: each.role },
        ...{ faces: each.faces, since: isoTime(each.since), active: isoTime(each.active) },
        ...{ away: each.away ?? null, channels: each.channels },
      })),
    }
  },
}

export const boards: Command = {
  words: [0, 0],
  run: async ({ core, session, text }) => {
    const all = await core.boards.list({ session })
    const rows = all.map((each) => [
      each.name,
      text('commands.articles', { count: each.count }),
      each.unread === null || each.unread === 0 ? '' : text('commands.unread', { count: each.unread }),
      each.description,
    ])
    return {
      lines: columns(rows),
      json: all.map((each) => ({
        ...{ board: each.name, description: each.description, articles: each.count, threads: each.threads },
        ...{ low: each.low, high: each.high, latest: isoTime(each.latest), canPost: each.canPost },
        ...{ unread: each.unread, isSubscribed: each.isSubscribed },
      })),
    }
  },
}

const LISTED = 20
const MOST_LISTED = 200
const AUTHOR_COLUMNS = 24

export const read: Command = {
  words: [1, 2],
  options: ['limit'],
  run: async (request) => {
    const [board = '', which] = request.words
    const { core, session } = request
    await core.boards.get({ session, board })
    return which === undefined ? listArticles(request, board) : readArticle(request, board, which)
  },
}

const listArticles = async (request: Request, board: string): Promise<Answer> => {
  const { core, session, text } = request
  const limit = numberOption(request, 'limit', LISTED, MOST_LISTED)
  const threads = await core.boards.threads({ session, board, limit })
  const rows = threads.map((each) => [
    String(each.firstNumber),
    new Date(each.latest).toISOString().slice(0, 10),
    truncateToWidth(sanitizeLine(each.author), AUTHOR_COLUMNS, '…'),
    text('commands.articles', { count: each.count }),
    each.subject,
  ])
  return {
    lines: threads.length === 0 ? [text('commands.empty-board', { board })] : columns(rows),
    json: threads.map((each) => ({
      ...{ number: each.firstNumber, lastNumber: each.lastNumber, messageId: each.messageId, subject: each.subject },
      ...{ author: each.author, articles: each.count, started: isoTime(each.started), latest: isoTime(each.latest) },
      unread: each.unread,
    })),
  }
}

/** An article by its number in the board, or by its Message-ID. @throws UsageError, Refusal */
export const findArticle = async ({ core, session }: Request, board: string, which: string): Promise<ArticleView> => {
  if (/^\d{1,9}$/.test(which)) return core.boards.read({ session, article: { board, number: Number(which) } })
  if (/^<[^<>\s]+>$/.test(which)) return core.boards.read({ session, article: which as MessageId })
  throw new UsageError('commands.bad-article', { which })
}

const readArticle = async (request: Request, board: string, which: string): Promise<Answer> => {
  const { core, session, text } = request
  const article = await findArticle(request, board, which)
  if ((await core.sessions.whoAmI({ session })).account !== null) {
    await core.boards.markRead({ session, articles: [article.id] })
  }
  const number = article.boards.find((each) => each.board === board)?.number ?? null
  return {
    lines: [
      `${text('boards.head.from')}: ${sanitizeLine(article.author)}`,
      `${text('boards.head.date')}: ${new Date(article.date).toISOString()}`,
      `${text('boards.head.boards')}: ${article.boards.map((each) => each.board).join(', ')}`,
      `${text('boards.head.subject')}: ${sanitizeLine(article.subject)}`,
      `ID: ${sanitizeLine(article.messageId)}`,
      '',
      ...sanitizeText(article.text).trimEnd().split('\n'),
    ],
    json: {
      ...{ number, messageId: article.messageId, parent: article.parent, boards: article.boards },
      ...{ subject: article.subject, author: article.author, date: isoTime(article.date), text: article.text },
      attachments: article.attachments,
    },
  }
}

export const search: Command = {
  words: [1, 100],
  options: ['limit', 'in'],
  run: async (request) => {
    const { core, session, words, text } = request
    const limit = numberOption(request, 'limit', LISTED, 100)
    const place = request.options.get('in')
    const query = place === undefined ? words.join(' ') : `${words.join(' ')} in:${place}`
    const [articles, messages] = await Promise.all([
      core.search.articles({ session, query, limit }),
      core.search.messages({ session, query, limit }),
    ])
    const lines = [
      ...articles.items.flatMap((found) => [
        `${found.boards[0]?.board ?? ''} ${found.boards[0]?.number ?? ''}: ${found.subject} (${found.author}, ${day(found.date)})`,
        `    ${found.snippet.map((part) => part.text).join('')}`,
      ]),
      ...messages.items.map((found) => `${found.target} ${day(found.at)} ${found.nick}: ${oneLine(found.text)}`),
    ]
    return {
      lines: lines.length === 0 ? [text('commands.found-nothing')] : lines,
      json: {
        articles: articles.items.map((found) => ({
          ...{ messageId: found.messageId, boards: found.boards, subject: found.subject, author: found.author },
          ...{ date: isoTime(found.date), snippet: found.snippet.map((part) => part.text).join('') },
        })),
        messages: messages.items.map((found) => ({
          ...{ target: found.target, msgid: found.msgid, at: isoTime(found.at), nick: found.nick },
          ...{ account: found.account, kind: found.kind, text: found.text },
        })),
      },
    }
  },
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const oneLine = (text: string): string => stripIrcFormatting(text).replace(/\s+/g, ' ')
