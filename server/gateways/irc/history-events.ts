// What is told of lines after they were said: reactions and typing, lines taken back, how far one has read.

import type {
  ChannelTagged,
  DirectTagged,
  MessageRedacted,
  ReadMarkerMoved,
} from '../../core/channels/channel-events.ts'
import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { CAP } from './capabilities.ts'
import type { House } from './house.ts'
import { markerLine, prefixOf, sign } from './render.ts'
import type { IrcSession } from './session.ts'
import { type SharedLine, taggedLine } from './shared-line.ts'

const tagLine = ({ from, at, msgid, tags }: ChannelTagged | DirectTagged, target: string): SharedLine =>
  taggedLine({ source: prefixOf(from), command: 'TAGMSG', params: [target] }, { at, msgid, tags, ...sign(from) })

export const channelTagged = ({ roster }: House, event: ChannelTagged): void => {
  const line = tagLine(event, event.channel)
  for (const session of roster.channel(event.channel)?.sessions ?? []) deliverTags(session, event, line)
}

export const directTagged = ({ roster }: House, event: DirectTagged): void => {
  const line = tagLine(event, event.to.nick)
  const hearers = new Set(roster.presence(event.to.presence)?.sessions)
  for (const session of roster.presence(event.from.presence)?.sessions ?? []) hearers.add(session)
  for (const session of hearers) if (session.isRegistered) deliverTags(session, event, line)
}

const deliverTags = (session: IrcSession, event: ChannelTagged | DirectTagged, line: SharedLine): void => {
  if (!session.has(CAP.messageTags)) return
  if (session.id !== event.session || session.has(CAP.echoMessage)) session.deliver(line)
}

export const redacted = ({ roster }: House, event: MessageRedacted): void => {
  const { channel, to, by, msgid, id, at, reason } = event
  const target = channel ?? to?.nick
  if (target === undefined) return
  const text = sanitizeChat(reason)
  const message = { source: prefixOf(by), command: 'REDACT', params: [target, msgid] }
  const line = taggedLine(text === '' ? message : { ...message, text }, { at, msgid: id, ...sign(by) })
  const hearers = new Set(channel === null ? [] : roster.channel(channel)?.sessions)
  for (const presence of [by.presence, ...(to === null ? [] : [to.presence])]) {
    if (channel === null) for (const session of roster.presence(presence)?.sessions ?? []) hearers.add(session)
  }
  for (const session of hearers) if (session.has(CAP.messageRedaction) && session.isRegistered) session.deliver(line)
}

/** To the account's other clients: the one that read on has its answer. */
export const markerMoved = ({ roster, serverName }: House, event: ReadMarkerMoved): void => {
  for (const session of roster.presence(event.who.presence)?.sessions ?? []) {
    const isDue = session.id !== event.session && session.isRegistered && session.has(CAP.readMarker)
    if (isDue) session.sendAside(markerLine(serverName, event.target, event.at))
  }
}
