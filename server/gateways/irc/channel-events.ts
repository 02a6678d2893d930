// Who hears of the order of a channel: kicks, modes, invitations, words for some, a new name.

import { foldChannelName } from '../../../shared/names.ts'
import type {
  ChannelConfided,
  ChannelInvited,
  ChannelKicked,
  ChannelModesChanged,
  ChannelRenamed,
} from '../../core/channels/channel-events.ts'
import type { PresenceId } from '../../core/ids.ts'
import { CAP } from './capabilities.ts'
import { confidedLine, inviteLine, kickLine, modeLines } from './channel-render.ts'
import type { House } from './house.ts'
import { introduce } from './introduction.ts'
import { joinLine, partLine, renameLine } from './render.ts'
import type { IrcSession } from './session.ts'

/** Of these sessions, the ones that may notice: all of them, or those that act as one of `only`. */
export const audience = (
  sessions: ReadonlySet<IrcSession>,
  only: readonly PresenceId[] | null,
): ReadonlySet<IrcSession> => {
  if (only === null) return sessions
  const ids = new Set(only)
  return new Set([...sessions].filter(({ presence }) => presence !== null && ids.has(presence.who.presence)))
}

export const kicked = ({ roster }: House, event: ChannelKicked): void => {
  const own = roster.presence(event.who.presence)
  own?.channels.delete(foldChannelName(event.channel))
  const channel = roster.channel(event.channel)
  if (channel === undefined) return
  channel.changes += 1
  const line = kickLine(event)
  for (const session of audience(channel.sessions, event.only)) session.deliver(line)
  for (const session of own?.sessions ?? []) roster.unhear(session, event.channel)
}

export const modesChanged = ({ roster, serverName }: House, event: ChannelModesChanged): void => {
  const channel = roster.channel(event.channel)
  if (channel === undefined) return
  // Prefixes stand in NAMES too.
  if (event.changes.some(({ member }) => member !== null)) channel.changes += 1
  for (const line of modeLines(serverName, event)) for (const session of channel.sessions) session.deliver(line)
}

export const invited = ({ roster }: House, event: ChannelInvited): void => {
  const line = inviteLine(event)
  for (const session of roster.presence(event.who.presence)?.sessions ?? []) {
    if (session.isRegistered) session.deliver(line)
  }
  for (const session of roster.channel(event.channel)?.sessions ?? []) {
    if (session.has(CAP.inviteNotify)) session.deliver(line)
  }
}

export const confided = ({ roster }: House, event: ChannelConfided): void => {
  const sessions = roster.channel(event.channel)?.sessions
  if (sessions === undefined) return
  const line = confidedLine(event)
  const speaker = roster.session(event.session)
  for (const session of audience(sessions, event.only)) {
    if (session !== speaker || session.has(CAP.echoMessage)) session.deliver(line)
  }
}

/** Clients that do not speak channel-rename see themselves leave the old name and join the new one. */
export const channelRenamed = (house: House, event: ChannelRenamed): void => {
  const { channel, from, reason } = event
  const line = renameLine(event)
  for (const session of house.roster.renameChannel(from, channel)) {
    if (session.has(CAP.channelRename)) {
      session.deliver(line)
      continue
    }
    const who = session.presence?.who
    if (who === undefined) continue
    session.deliver(partLine({ channel: from, who, reason: reason === '' ? `Renamed to ${channel}` : reason }))
    session.deliver(joinLine({ channel, who, displayName: '' }))
    session.after(() => introduce(session, house, channel))
  }
}
