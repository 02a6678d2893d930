// Looking for words: /search?q=WORDS in all boards, &board=NAME in one, &channel=NAME in a public log.

import type { FastifyReply } from 'fastify'
import type { Msgid } from '../../../core/ids.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { ArticleCursor, MessageCursor } from '../../../core/search/search-calls.ts'
import { boardFrom, channelFrom } from '../pages/addresses.ts'
import { type SearchView, searchPage } from '../pages/search-page.ts'
import { sendPage } from './answer.ts'
import type { Show, Turn } from './turn.ts'

const FOUND_PER_PAGE = 20
const SEARCHES_PER_MINUTE = 30

export const searchRoutes = (show: Show): void => {
  show('/search', searchAnswer, { perMinute: SEARCHES_PER_MINUTE })
}

const searchAnswer = async (turn: Turn): Promise<FastifyReply> => {
  const { request, reply, query } = turn
  const board = query('board') === '' ? '' : (boardFrom(encodeURIComponent(query('board'))) ?? null)
  const channel = query('channel') === '' ? '' : (channelFrom(encodeURIComponent(query('channel'))) ?? null)
  const asked = {
    query: query('q').slice(0, 1000),
    order: query('order') === 'newest' ? ('newest' as const) : ('best' as const),
    place: board || channel || '',
  }
  const hasNoPlace = board === null || channel === null
  const view = hasNoPlace ? nothing(asked, 'no-place') : await look(turn, asked)
  return sendPage(request, reply, turn, searchPage(view, turn.words))
}

type Asked = Pick<SearchView, 'query' | 'order' | 'place'>

const nothing = (asked: Asked, complaint: SearchView['complaint']): SearchView => ({
  ...{ ...asked, complaint },
  ...{ found: null, next: null },
})

const look = async (turn: Turn, asked: Asked): Promise<SearchView> => {
  if (asked.query.trim() === '') return nothing(asked, null)
  try {
    return asked.place.startsWith('#') ? await lookInLog(turn, asked) : await lookInBoards(turn, asked)
  } catch (error) {
    const code = isRefusal(error) ? error.code : null
    if (code === 'empty') return nothing(asked, 'empty')
    if (code === 'busy' || code === 'throttled') return nothing(asked, 'busy')
    if (code === 'too-long' || code === 'too-many') return nothing(asked, 'too-long')
    if (code?.startsWith('no-such-') === true || code === 'not-in-channel') return nothing(asked, 'no-place')
    throw error
  }
}

const lookInBoards = async (turn: Turn, asked: Asked): Promise<SearchView> => {
  const { core, session } = turn.visitor
  const { query, order, place } = asked
  const after = articleCursor(turn.query('after'))
  const { items, next } = await core.search.articles({
    ...{ session, query, order, limit: FOUND_PER_PAGE },
    ...(place !== '' && { board: place }),
    ...(after !== null && { after }),
  })
  const cursor = next === null ? null : `${next.score}_${next.id}_${next.now}`
  return { ...asked, found: { articles: items, lines: [] }, complaint: null, next: nextAddress(asked, cursor) }
}

/** Only of what the owner has made public, and only since. */
const lookInLog = async (turn: Turn, asked: Asked): Promise<SearchView> => {
  const { core, session } = turn.visitor
  const { since, channel } = await core.logs.get({ session, channel: asked.place })
  const after = messageCursor(turn.query('after'))
  const { items, next } = await core.search.messages({
    ...{ session, query: asked.query, target: channel, since, limit: FOUND_PER_PAGE },
    ...(after !== null && { after }),
  })
  const cursor = next === null ? null : `${next.at}_${next.msgid}`
  // Whatever the words themselves ask for (`in:`, `after:`), nothing else comes out of it.
  const lines = items.filter((line) => line.target === channel && line.at >= since)
  return { ...asked, found: { articles: [], lines }, complaint: null, next: nextAddress(asked, cursor) }
}

const nextAddress = ({ query, order, place }: Asked, cursor: string | null): string | null => {
  if (cursor === null) return null
  const parameters = new URLSearchParams({ q: query, order, after: cursor })
  if (place.startsWith('#')) parameters.set('channel', place.slice(1))
  else if (place !== '') parameters.set('board', place)
  return `/search?${parameters}`
}

const articleCursor = (text: string): ArticleCursor | null => {
  const [score, id, now] = text.split('_').map(Number)
  if (score === undefined || id === undefined || now === undefined) return null
  if (![score, id, now].every(Number.isFinite)) return null
  return { score, id: id as ArticleCursor['id'], now }
}

const messageCursor = (text: string): MessageCursor | null => {
  const [at, msgid] = text.split('_')
  return msgid !== undefined && /^\d{1,15}$/.test(at ?? '') ? { at: Number(at), msgid: msgid as Msgid } : null
}
