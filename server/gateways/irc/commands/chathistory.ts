// CHATHISTORY: stretches of what was said, by id or time (https://ircv3.net/specs/extensions/chathistory).

import type { HistoryItem, HistoryPoint } from '../../../core/channels/history.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { serialiseMessage } from '../../../wire/irc/message.ts'
import { CAP } from '../capabilities.ts'
import { HISTORY_ROWS } from '../isupport.ts'
import { sendHistory } from '../playback.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

interface Query {
  readonly session: IrcSession
  readonly target: string
  readonly points: readonly string[]
  readonly limit: number
}

/** How many points each takes between target and limit. */
const POINTS: Readonly<Record<string, number>> = { LATEST: 1, BEFORE: 1, AFTER: 1, AROUND: 1, BETWEEN: 2, TARGETS: 1 }

class Unreadable extends Error {}

/** `timestamp=…` or `msgid=…`. */
export const parsePoint = (text: string): HistoryPoint | null => {
  const [, kind, value = ''] = /^(timestamp|msgid)=(.+)$/.exec(text) ?? []
  if (kind === 'msgid') return { msgid: value }
  if (kind === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : { at }
}

const pointIn = (text: string | undefined): HistoryPoint => {
  const point = parsePoint(text ?? '')
  if (point === null) throw new Unreadable(text)
  return point
}

const run = async ({ session, params }: Call): Promise<void> => {
  const [word = '', target = '', ...rest] = params
  const subcommand = word.toUpperCase()
  const wanted = Object.hasOwn(POINTS, subcommand) ? POINTS[subcommand] : undefined
  if (wanted === undefined) {
    return session.fail('CHATHISTORY', 'INVALID_PARAMS', 'No such way to ask for history', word)
  }
  if (rest.length < wanted + 1) {
    return session.fail('CHATHISTORY', 'NEED_MORE_PARAMS', 'Not enough parameters', subcommand)
  }
  const limit = /^\d{1,9}$/.test(rest[wanted] ?? '') ? Number(rest[wanted]) : 0
  if (limit < 1) return session.fail('CHATHISTORY', 'INVALID_PARAMS', 'A limit is a number above 0', subcommand)
  const query = { session, target, points: rest.slice(0, wanted), limit: Math.min(limit, HISTORY_ROWS) }
  try {
    if (subcommand === 'TARGETS') await sendTargets(query)
    else sendHistory(session, target, await find(subcommand, query))
  } catch (error) {
    sayWhy(session, subcommand, target, error)
  }
}

const find = async (subcommand: string, query: Query): Promise<readonly HistoryItem[]> => {
  const { session, target, limit, points } = query
  const { history } = session.core
  const args = { session: session.id, target, limit, happenings: session.has(CAP.eventPlayback) }
  const [first] = points
  if (subcommand === 'LATEST') {
    return history.page({ ...args, from: 'newest', ...(first === '*' ? {} : { after: pointIn(first) }) })
  }
  if (subcommand === 'BEFORE') return history.page({ ...args, from: 'newest', before: pointIn(first) })
  if (subcommand === 'AFTER') return history.page({ ...args, from: 'oldest', after: pointIn(first) })
  if (subcommand === 'AROUND') return history.around({ ...args, point: pointIn(first) })
  // The two ends may come in either order: the limit keeps what is near the first one.
  const [one, other] = [pointIn(first), pointIn(points[1])]
  const forward = await history.page({ ...args, from: 'oldest', after: one, before: other })
  return forward.length > 0 ? forward : history.page({ ...args, from: 'newest', after: other, before: one })
}

/** TARGETS has no target: its two times stand where the others have target and point. */
const sendTargets = async ({ session, target, points, limit }: Query): Promise<void> => {
  const [one, other] = [pointIn(target), pointIn(points[0])]
  if (!('at' in one) || !('at' in other)) throw new Unreadable(target)
  const times = { after: Math.min(one.at, other.at), before: Math.max(one.at, other.at) }
  const found = await session.core.history.targets({ session: session.id, ...times, limit })
  const lines = found.map((each) =>
    serialiseMessage({
      source: session.serverName,
      command: 'CHATHISTORY',
      params: ['TARGETS', each.target, new Date(each.at).toISOString()],
    }),
  )
  session.answerBatch('draft/chathistory-targets', [], lines)
}

const sayWhy = (session: IrcSession, subcommand: string, target: string, error: unknown): void => {
  if (error instanceof Unreadable) {
    session.fail('CHATHISTORY', 'INVALID_PARAMS', 'A point is timestamp=… or msgid=…', subcommand, error.message)
  } else if (!isRefusal(error) || error.code === 'no-such-session') throw error
  else if (error.code === 'no-such-thing') {
    session.fail('CHATHISTORY', 'MESSAGE_ERROR', 'There is no such message there', subcommand, target)
  } else {
    session.fail('CHATHISTORY', 'INVALID_TARGET', 'You have no history there to read', subcommand, target)
  }
}

export const chathistory: Command = { minParams: 1, run }
