// What a session is told of a channel it now hears: its topic and who is in it.

import type { ChannelView, MemberView, Topic } from '../../core/channels/channel.ts'
import type { ChannelModes } from '../../core/channels/modes.ts'
import { isRefusal } from '../../core/refusal.ts'
import { LINE_OCTETS } from '../../wire/irc/message.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { CAP } from './capabilities.ts'
import { signsOf } from './channel-render.ts'
import type { House } from './house.ts'
import { syncChannel } from './metadata.ts'
import { joinLine, markerLine, prefixOf } from './render.ts'
import type { IrcSession } from './session.ts'

/** Tries for a list of members that nobody joined or left while it was on its way. */
const SNAPSHOT_TRIES = 3
const LINES_BETWEEN_PAUSES = 200

export const sendTopic = (session: IrcSession, channel: string, topic: Topic | null): void => {
  if (topic === null) return
  session.reply(NUMERIC.RPL_TOPIC, [channel], sanitizeChat(topic.text))
  session.reply(NUMERIC.RPL_TOPICWHOTIME, [channel, topic.setBy, String(Math.floor(topic.setAt / 1000))])
}

/** 353 and 366. A channel that is not there, or that the session may not see, gets the 366 alone. */
export const sendNames = async (
  session: IrcSession,
  house: House,
  channel: string,
  modes: ChannelModes | null,
): Promise<void> => {
  const members = modes === null ? [] : await membersOf(session, house, channel)
  const sign = modes?.flags.includes('s') === true ? '@' : '='
  const names = members.map((member) => {
    const signs = signsOf(member.modes, session.caps)
    return signs + (session.has(CAP.userhostInNames) ? prefixOf(member) : member.nick)
  })
  const head = `:${house.serverName} 353 ${session.nick} = ${channel} :`
  const lines = packWords(names, LINE_OCTETS - 2 - Buffer.byteLength(head))
  for (const [index, line] of lines.entries()) {
    session.reply(NUMERIC.RPL_NAMREPLY, [sign, channel], line)
    if (index % LINES_BETWEEN_PAUSES === LINES_BETWEEN_PAUSES - 1) await session.caughtUp()
  }
  session.reply(NUMERIC.RPL_ENDOFNAMES, [channel], 'End of /NAMES list.')
}

/** After a JOIN that the session has been told: topic and names. */
export const introduce = async (session: IrcSession, house: House, channel: string): Promise<void> => {
  const view = await viewOf(session, channel)
  if (view !== null) sendTopic(session, view.name, view.topic)
  if (view?.hasPublicLog === true) sendLogNotice(session, house, view.name)
  await sendMarker(session, house, channel)
  if (!session.has(CAP.noImplicitNames)) await sendNames(session, house, channel, view?.modes ?? null)
  await syncChannel(session, channel, view?.members ?? 0)
}

/** Whoever comes into a channel with a public log is told before they talk. */
const sendLogNotice = (session: IrcSession, { serverName }: House, channel: string): void => {
  const text =
    'This channel has a public log: what is said here may be read by anybody, on the web and without joining.'
  session.send({ source: serverName, command: 'NOTICE', params: [channel], text })
}

/** How far the account has read: between topic and names. */
const sendMarker = async (session: IrcSession, { serverName }: House, channel: string): Promise<void> => {
  if (!session.has(CAP.readMarker) || session.presence?.who.account == null) return
  try {
    session.send(
      markerLine(serverName, channel, await session.core.history.marker({ session: session.id, target: channel })),
    )
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** Null for a channel that is hidden or absent. */
export const viewOf = async (session: IrcSession, channel: string): Promise<ChannelView | null> => {
  try {
    return await session.core.channels.get({ session: session.id, channel })
  } catch (error) {
    if (!isRefusal(error)) throw error
    return null
  }
}

/** The nick was in the channel before this session came: it is told as if it joined now, and then what `replay` tells. */
export const bringInto = (
  session: IrcSession,
  house: House,
  channel: string,
  displayName: string,
  replay?: () => Promise<void>,
): void => {
  const { presence } = session
  if (presence === null || !house.roster.hear(session, channel)) return
  session.deliver(joinLine({ channel, who: presence.who, displayName }))
  session.after(async () => {
    await introduce(session, house, channel)
    await replay?.()
  })
}

/** Words in as few lines of at most `octets` as their order allows. */
export const packWords = (words: readonly string[], octets: number): string[] => {
  const lines: string[] = []
  let line = ''
  let length = 0
  for (const word of words) {
    const size = Buffer.byteLength(word)
    if (line !== '' && length + 1 + size > octets) {
      lines.push(line)
      line = ''
      length = 0
    }
    length += size + (line === '' ? 0 : 1)
    line += line === '' ? word : ` ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

// A JOIN or PART that the session was told while the list was under way would contradict the list, so ask again.
const membersOf = async (session: IrcSession, house: House, channel: string): Promise<readonly MemberView[]> => {
  let members: readonly MemberView[] = []
  for (let tries = 0; tries < SNAPSHOT_TRIES; tries += 1) {
    const changes = house.roster.channel(channel)?.changes
    try {
      members = await session.core.channels.members({ session: session.id, channel })
    } catch (error) {
      if (isRefusal(error)) return []
      throw error
    }
    if (house.roster.channel(channel)?.changes === changes) break
  }
  return members
}
