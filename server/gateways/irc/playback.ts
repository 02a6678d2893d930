// History as lines: what was said, with the reactions to it, and, for clients with draft/event-playback, what happened.

import { foldName } from '../../../shared/names.ts'
import type { Redaction } from '../../core/channels/channel.ts'
import type { HistoryItem } from '../../core/channels/history.ts'
import { toldIdOf } from '../../core/msgids.ts'
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
  const { kind, nick, account, host, at, msgid, text, tags, redacted: taken } = item
  const isMine = !target.startsWith('#') && account !== null && foldName(nick) === foldName(session.nick)
  const to = target.startsWith('#') || isMine ? target : session.nick
  if (taken !== undefined) return redactionLines(session, to, msgid, taken)
  if (kind === 'message' || kind === 'notice' || kind === 'action') {
    const from = { nick, account, host }
    const line = spokenLine({ from, target: to, kind, text, at, msgid, ...(tags !== undefined && { tags }) })
    return [line.for(session.caps).toString(), ...reactionLines(session, to, item)]
  }
  const body = happeningOf(item, to)
  const source = host === HOUSE_HOST ? session.serverName : prefixOf(item)
  return [tagsOf(session.caps, { at, msgid: toldIdOf(msgid), account }) + serialiseMessage({ source, ...body })]
}

/** A line that was taken back keeps its place: who saw it takes it away, who did not is told no more than that. */
const redactionLines = (
  session: IrcSession,
  target: string,
  msgid: string,
  { by, at, reason }: Redaction,
): string[] => {
  if (!session.has(CAP.messageRedaction)) return []
  const text = sanitizeChat(reason)
  const message = { source: by, command: 'REDACT', params: [target, msgid] }
  return [tagsOf(session.caps, { at, account: null }) + serialiseMessage(text === '' ? message : { ...message, text })]
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
    default:
      return { command: 'TOPIC', params: [channel], text }
  }
}

export const sendHistory = (session: IrcSession, target: string, items: readonly HistoryItem[]): void => {
  const lines = items.flatMap((item) => linesOf(session, target, item))
  session.answerBatch('chathistory', [target], lines)
}

const REPLAYED_ROWS = 50

/**
 * Somebody who comes back to a channel is given what was said since they were last in it, if their client cannot ask
 * for it but can show when it was said.
 */
export const replayMissed = async (session: IrcSession, channel: string): Promise<void> => {
  if (session.has(CAP.chathistory) || !session.has(CAP.serverTime) || session.presence?.who.account == null) return
  try {
    const missed = await session.core.history.missed({ session: session.id, channel, limit: REPLAYED_ROWS })
    if (missed.length > 0) sendHistory(session, channel, missed)
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}
