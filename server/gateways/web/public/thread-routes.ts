// A thread by the Message-ID of any of its articles: as a page, as an Atom feed and as an mbox; an article by its own.

import type { FastifyReply } from 'fastify'
import type { ArticleView, ThreadItem } from '../../../core/boards/board.ts'
import type { MessageId } from '../../../core/ids.ts'
import { isRefusal, Refusal } from '../../../core/refusal.ts'
import { messageIdFrom, permalink, threadPath } from '../pages/addresses.ts'
import { subjectOf } from '../pages/rows.ts'
import { isMissing, THREAD_PAGE, threadPage } from '../pages/thread-page.ts'
import { sendNotice, sendPage, sendText } from './answer.ts'
import { atomFeed, FEED_ENTRIES } from './atom.ts'
import { sendMbox } from './mbox.ts'
import type { Show, Turn } from './turn.ts'
import type { Visitor } from './visitor.ts'

const PAGES_PER_MINUTE = 120
const FEED = 'application/atom+xml; charset=utf-8'

export const threadRoutes = (show: Show): void => {
  // A Message-ID may hold a slash that somebody has not encoded: all between the beginning and the last word is it.
  show('/thread/*', (turn) => kindly(turn, () => threadAnswer(turn)), { perMinute: PAGES_PER_MINUTE })
  show('/message/*', (turn) => kindly(turn, () => messageAnswer(turn)))
}

const threadAnswer = async (turn: Turn): Promise<FastifyReply> => {
  const { segments } = turn
  const last = segments.length > 1 ? segments.at(-1) : undefined
  const isFile = last === 'mbox' || last === 'atom'
  const messageId = idOf(isFile ? segments.slice(0, -1) : segments)
  const thread = await threadOf(turn.visitor, messageId)
  if (last === 'mbox') {
    const name = subjectOf(thread.items.find((item) => !isMissing(item))?.subject ?? '', turn.words)
    return sendMbox(turn, { name, board: thread.board, thread: thread.wanted.thread })
  }
  return last === 'atom' ? feedOf(turn, thread) : pageOf(turn, thread)
}

const messageAnswer = async (turn: Turn): Promise<FastifyReply> => {
  const { segments, reply } = turn
  const { core, session } = turn.visitor
  const isRaw = segments.length > 1 && segments.at(-1) === 'raw'
  const messageId = idOf(isRaw ? segments.slice(0, -1) : segments)
  const octets = await core.boards.raw({ session, messageId })
  if (!isRaw) return reply.redirect(permalink(messageId), 302)
  return reply
    .header('cache-control', 'no-cache')
    .header('x-robots-tag', 'noindex')
    .type('text/plain; charset=utf-8')
    .send(Buffer.from(octets))
}

/** @throws Refusal no-such-article */
const idOf = (segments: readonly string[]): MessageId => {
  const messageId = messageIdFrom(segments.join('/'))
  if (messageId === null) throw new Refusal('no-such-article')
  return messageId
}

/** What was here and was taken back, or went with age, is gone, and not merely not found. */
const kindly = async (turn: Turn, answer: () => Promise<FastifyReply>): Promise<FastifyReply> => {
  try {
    return await answer()
  } catch (error) {
    const messageId = messageIdFrom(turn.segments.filter((each) => !/^(?:raw|mbox|atom)$/.test(each)).join('/'))
    if (!isRefusal(error) || error.code !== 'no-such-article' || messageId === null) throw error
    const { core, session } = turn.visitor
    const { kind } = await core.news.fate({ session, messageId })
    if (kind === 'cancelled') return sendNotice(turn.request, turn.reply, turn, 'gone')
    if (kind === 'expired') return sendNotice(turn.request, turn.reply, turn, 'expired')
    throw error
  }
}

interface FoundThread {
  readonly board: string
  readonly items: readonly ThreadItem[]
  /** The article that was asked for. */
  readonly wanted: ArticleView
}

/** The thread of an article, seen from the first of its boards. @throws Refusal no-such-article */
const threadOf = async ({ core, session }: Visitor, messageId: MessageId): Promise<FoundThread> => {
  const wanted = await core.boards.read({ session, article: messageId })
  const board = wanted.boards[0]?.board ?? ''
  const items = await core.boards.thread({ session, board, thread: wanted.thread })
  return { board, items, wanted }
}

const readItems = ({ core, session }: Visitor, items: readonly ThreadItem[]) =>
  Promise.all(
    items.map(async (item) => ({
      item,
      article: isMissing(item) ? null : await core.boards.read({ session, article: item.id }),
    })),
  )

const pageOf = async (turn: Turn, { board, items, wanted }: FoundThread): Promise<FastifyReply> => {
  const asked = turn.query('page')
  if (asked !== '' && !/^[1-9]\d{0,5}$/.test(asked)) throw new Refusal('malformed', 'page')
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === wanted.id),
  )
  // Without a number it is the page where the article stands that was asked for.
  const page = asked === '' ? Math.floor(at / THREAD_PAGE) : Number(asked) - 1
  const shown = items.slice(page * THREAD_PAGE, (page + 1) * THREAD_PAGE)
  if (shown.length === 0) throw new Refusal('no-such-article', 'page')
  const lines = await readItems(turn.visitor, shown)
  return sendPage(turn.request, turn.reply, turn, threadPage({ board, items, lines, page }, turn.words))
}

const feedOf = async (turn: Turn, { board, items, wanted }: FoundThread): Promise<FastifyReply> => {
  const asked = turn.query('page')
  if (asked !== '' && !/^[1-9]\d{0,5}$/.test(asked)) throw new Refusal('malformed', 'page')
  const page = asked === '' ? 1 : Number(asked)
  const here = items.filter((item) => !isMissing(item))
  const newest = [...here].sort((a, b) => (b.date ?? 0) - (a.date ?? 0))
  const read = await readItems(turn.visitor, newest.slice((page - 1) * FEED_ENTRIES, page * FEED_ENTRIES))
  const path = threadPath(here[0]?.messageId ?? wanted.messageId)
  const at = (number: number): string => `${path}/atom${number === 1 ? '' : `?page=${number}`}`
  const feed = {
    ...{ title: subjectOf(here[0]?.subject ?? '', turn.words), subtitle: board, path, self: at(page) },
    next: newest.length > page * FEED_ENTRIES ? at(page + 1) : null,
    articles: read.flatMap(({ article }) => (article === null ? [] : [article])),
  }
  return sendText(turn.request, turn.reply, FEED, atomFeed(feed, turn.site, turn.words))
}
