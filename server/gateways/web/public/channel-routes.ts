// The channels, and one of them with its log where the owner has made it public.

import type { FastifyReply } from 'fastify'
import { PAGE_ROWS } from '../../../../shared/limits.ts'
import { Refusal } from '../../../core/refusal.ts'
import { channelFrom, channelPath } from '../pages/addresses.ts'
import { type ChannelLog, channelPage, channelsPage } from '../pages/channel-pages.ts'
import { dayOf } from '../pages/words.ts'
import { sendPage } from './answer.ts'
import type { Show, Turn } from './turn.ts'

/** How many days back the way to the next one is known. */
const DAYS_KNOWN = 60

export const channelRoutes = (show: Show): void => {
  show('/channels', async ({ visitor: { core, session }, request, reply, ...face }) => {
    const channels = await core.channels.list({ session })
    return sendPage(request, reply, face, channelsPage(channels, face.words))
  })
  show('/channel/:channel', (turn) => channelAnswer(turn, null))
  show('/channel/:channel/:day', (turn) => channelAnswer(turn, turn.segments[1] ?? ''))
}

const channelAnswer = async (turn: Turn, day: string | null): Promise<FastifyReply> => {
  const { core, session } = turn.visitor
  const name = channelFrom(turn.segments[0] ?? '')
  if (name === null) throw new Refusal('no-such-channel')
  const channel = await core.channels.get({ session, channel: name })
  if (day !== null && !channel.hasPublicLog) return turn.reply.redirect(channelPath(channel.name), 302)
  const log = channel.hasPublicLog ? await logOf(turn, channel.name, day) : null
  return sendPage(turn.request, turn.reply, turn, channelPage(channel, log, turn.words))
}

/** Without a day it is the newest on which anything was said. @throws Refusal malformed */
const logOf = async (
  { visitor: { core, session }, query }: Turn,
  channel: string,
  asked: string | null,
): Promise<ChannelLog> => {
  const after = query('after')
  if (!/^\d{0,15}$/.test(after)) throw new Refusal('malformed', 'after')
  const today = dayOf(Date.now())
  const known = await core.logs.days({ session, channel, limit: DAYS_KNOWN })
  const day = asked ?? known[0] ?? today
  const [items, before] = await Promise.all([
    core.logs.day({ session, channel, day, limit: PAGE_ROWS, ...(after !== '' && { after: Number(after) }) }),
    core.logs.days({ session, channel, before: day, limit: 1 }),
  ])
  return {
    ...{ day, items, earlier: before[0] ?? null, later: known.filter((each) => each > day).at(-1) ?? null },
    next: items.length < PAGE_ROWS ? null : (items.at(-1)?.seq ?? null),
    isLive: day === (known[0] ?? today),
  }
}
