// All boards; one board as a page, as an Atom feed and as an mbox.

import type { FastifyReply } from 'fastify'
import type { ArticleView } from '../../../core/boards/board.ts'
import { isRefusal, Refusal } from '../../../core/refusal.ts'
import { boardFrom, boardPath } from '../pages/addresses.ts'
import { boardPage, boardsPage } from '../pages/board-pages.ts'
import { sendPage, sendText } from './answer.ts'
import { atomFeed, FEED_ENTRIES } from './atom.ts'
import { sendMbox } from './mbox.ts'
import type { Show, Turn } from './turn.ts'
import type { Visitor } from './visitor.ts'

const THREADS_PER_PAGE = 50
const MBOX_PER_MINUTE = 10

export const boardRoutes = (show: Show): void => {
  show('/boards', async ({ visitor: { core, session }, request, reply, ...face }) => {
    const boards = await core.boards.list({ session })
    return sendPage(request, reply, face, boardsPage(boards, face.words))
  })
  show('/board/:board', (turn) => threadsOf(turn, boardOf(turn)))
  show('/board/:board/atom', (turn) => feedOf(turn, boardOf(turn)))
  show('/board/:board/mbox', (turn) => mboxOf(turn, boardOf(turn)), { perMinute: MBOX_PER_MINUTE })
}

/** @throws Refusal no-such-board */
const boardOf = ({ segments }: Turn): string => {
  const board = boardFrom(segments[0] ?? '')
  if (board === null) throw new Refusal('no-such-board')
  return board
}

/** A number of the query, or null for none. @throws Refusal malformed */
const numberIn = ({ query }: Turn, name: string): number | null => {
  const text = query(name)
  if (text === '') return null
  if (!/^\d{1,10}$/.test(text)) throw new Refusal('malformed', name)
  return Number(text)
}

const threadsOf = async (turn: Turn, name: string): Promise<FastifyReply> => {
  const { core, session } = turn.visitor
  const before = numberIn(turn, 'before')
  const [board, threads] = await Promise.all([
    core.boards.get({ session, board: name }),
    core.boards.threads({
      ...{ session, board: name, limit: THREADS_PER_PAGE },
      ...(before !== null && { before }),
    }),
  ])
  const next = threads.length < THREADS_PER_PAGE ? null : (threads.at(-1)?.lastNumber ?? null)
  return sendPage(turn.request, turn.reply, turn, boardPage({ board, threads, before, next }, turn.words))
}

const feedOf = async (turn: Turn, name: string): Promise<FastifyReply> => {
  const { core, session } = turn.visitor
  const before = numberIn(turn, 'before')
  const board = await core.boards.get({ session, board: name })
  const articles: ArticleView[] = []
  let number = before ?? board.high + 1
  for (let stat = await older(turn.visitor, name, number); stat !== null && articles.length < FEED_ENTRIES; ) {
    articles.push(await core.boards.read({ session, article: stat.messageId }))
    number = stat.number
    stat = await older(turn.visitor, name, number)
  }
  const path = boardPath(name)
  const at = (from: number | null): string => `${path}/atom${from === null ? '' : `?before=${from}`}`
  const next = articles.length < FEED_ENTRIES ? null : at(number)
  const feed = { title: name, subtitle: board.description, path, self: at(before), next, articles }
  return sendText(
    turn.request,
    turn.reply,
    'application/atom+xml; charset=utf-8',
    atomFeed(feed, turn.site, turn.words),
  )
}

const older = async ({ core, session }: Visitor, group: string, number: number) => {
  try {
    return await core.news.neighbour({ session, group, number, direction: 'last' })
  } catch (error) {
    if (isRefusal(error) && error.code === 'no-such-article') return null
    throw error
  }
}

const mboxOf = async (turn: Turn, name: string): Promise<FastifyReply> => {
  const { core, session } = turn.visitor
  await core.boards.get({ session, board: name })
  return sendMbox(turn, { name, board: name })
}
