// History as lines: what was said, with the reactions to it, and, for clients with draft/event-playback, what happened.

import { foldName } from '../../../shared/names.ts'
import { type HistoryItem, toldIdOf } from '../../core/channels/history.ts'
import { isRefusal } from '../../core/refusal.ts'
import { type OutgoingMessage, serialiseMessage } from '../../wire/irc/message.ts'
import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { CAP } from './capabilities.ts'
import { prefixOf } from './render.ts'
import type { IrcSession } from './session.ts'
import { tagsOf } from './shared-line.ts'
import { spokenLine } from './speech.ts'

/** Of what the house itself did. */
const HOUSE_HOST = 'house'

/** The lines of one row; none when this client has no use for it. `target`: the channel, or the other's nick. */
export const linesOf = (session: IrcSession, target: string, item: HistoryItem): string[] => {
  const { kind, nick, account, host, at, msgid, text, tags } = item
  const isMine = !target.startsWith('#') && account !== null && foldName(nick) === foldName(session.nick)
  const to = target.startsWith('#') || isMine ? target : session.nick
  if (kind === 'redact' && !session.has(CAP.messageRedaction)) return []
  if (kind === 'message' || kind === 'notice' || kind === 'action') {
    const from = { nick, account, host }
    const line = spokenLine({ from, target: to, kind, text, at, msgid, ...(tags !== undefined && { tags }) })
    return [line.for(session.caps).toString(), ...reactionLines(session, to, item)]
  }
  const body = happeningOf(item, to)
  const source = host === HOUSE_HOST ? session.serverName : prefixOf(item)
  return [tagsOf(session.caps, { at, msgid: toldIdOf(msgid), account }) + serialiseMessage({ source, ...body })]
}

const reactionLines = (session: IrcSession, target: string, { msgid, reactions = [] }: HistoryItem): string[] => {
  if (!session.has(CAP.eventPlayback) || !session.has(CAP.messageTags)) return []
  return reactions.map((each) => {
    const tags = { '+draft/react': each.reaction, '+draft/reply': msgid }
    const told = { at: each.at, msgid: each.msgid, account: each.account, tags }
    const message = { source: prefixOf(each), command: 'TAGMSG', params: [target] }
    return tagsOf(session.caps, told) + serialiseMessage(message)
  })
}

const happeningOf = ({ kind, text: raw, nick }: HistoryItem, channel: string): Omit<OutgoingMessage, 'source'> => {
  const text = sanitizeChat(raw)
  const because = text === '' ? {} : { text }
  switch (kind) {
    case 'join':
      return { command: 'JOIN', params: [channel] }
    case 'part':
      return { command: 'PART', params: [channel], ...because }
    case 'quit':
      return { command: 'QUIT', ...because }
    case 'nick':
      return { command: 'NICK', params: [text === '' ? nick : text] }
    case 'kick': {
      const [who = '*', ...reason] = text.split(' ')
      return { command: 'KICK', params: [channel, who === '' ? '*' : who], text: reason.join(' ') }
    }
    case 'mode':
      return { command: 'MODE', params: [channel, ...text.split(' ').filter((word) => word !== '')] }
    case 'redact': {
      const [taken = '', ...reason] = text.split(' ')
      const why = reason.join(' ')
      return { command: 'REDACT', params: [channel, taken], ...(why !== '' && { text: why }) }
    }
    default:
      return { command: 'TOPIC', params: [channel], text }
  }
}

export const sendHistory = (
  session: IrcSession,
  target: string,
  items: readonly HistoryItem[],
  batch = 'chathistory',
): void => {
  const lines = items.flatMap((item) => linesOf(session, target, item))
  session.answerBatch(batch, [target], lines)
}

const REPLAYED_ROWS = 50
const REPLAYED_PEOPLE = 50

/** Clients that can ask for history do; those that cannot show when a line was said would show it as said now. */
const needsReplay = (session: IrcSession): boolean =>
  !session.has(CAP.chathistory) &&
  !session.has(CAP.playback) &&
  session.has(CAP.serverTime) &&
  session.presence?.who.account != null

/** What was said in a channel since a moment, or (null) since the account was last in it. */
export const replayMissed = async (session: IrcSession, channel: string, since: number | null): Promise<void> => {
  if (!needsReplay(session)) return
  const { history } = session.core
  const args = { session: session.id, limit: REPLAYED_ROWS }
  await quietly(async () => {
    const missed =
      since === null
        ? await history.missed({ ...args, channel })
        : await history.page({ ...args, target: channel, after: { at: since }, from: 'newest' })
    if (missed.length > 0) sendHistory(session, channel, missed)
  })
}

/** What was said to somebody privately while their client was not there. */
export const replayPrivately = async (
  session: IrcSession,
  window: { readonly after: number; readonly before: number },
): Promise<void> => {
  if (!needsReplay(session)) return
  const { history } = session.core
  const targets = await history.targets({ session: session.id, ...window, limit: REPLAYED_PEOPLE })
  const [after, before] = [{ at: window.after }, { at: window.before }]
  const args = { session: session.id, limit: REPLAYED_ROWS, after, before, from: 'newest' as const }
  for (const { target } of targets.filter((each) => !each.target.startsWith('#'))) {
    await quietly(async () => {
      const missed = await history.page({ ...args, target })
      if (missed.length > 0) sendHistory(session, target, missed)
    })
  }
}

/** It may be closed to the one who asks by now. */
const quietly = async (act: () => Promise<void>): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}
