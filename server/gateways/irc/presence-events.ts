// What is told of people wherever they are: away and back, a new display name, and, to those who watch them with
// MONITOR, that they came and went.

import { foldName } from '../../../shared/names.ts'
import type {
  PresenceArrived,
  PresenceAwayChanged,
  PresenceDisplayNameSet,
  PresenceLeft,
  PresenceRenamed,
} from '../../core/accounts/account-events.ts'
import type { Origin } from '../../core/accounts/session.ts'
import { DISPLAY_NAME_KEY } from '../../core/channels/metadata.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { CAP } from './capabilities.ts'
import type { House } from './house.ts'
import { metadataChanged, syncNick } from './metadata.ts'
import { accountLine, awayLine, hostLine, nameLine, prefixOf } from './render.ts'
import type { IrcSession } from './session.ts'
import type { SharedLine } from './shared-line.ts'

export const arrived = ({ watchers }: House, { who }: PresenceArrived): void => {
  for (const session of watchers.of(who.nick)) {
    sayOnline(session, who)
    session.after(() => syncNick(session, who.nick))
  }
}

export const departed = ({ watchers }: House, { who }: PresenceLeft): void => {
  for (const session of watchers.of(who.nick)) sayOffline(session, who.nick)
}

/** A new nick is one that went and one that came; a new account or host is told to those who asked for such. */
export const becameAnother = (house: House, event: PresenceRenamed, met: ReadonlySet<IrcSession>): void => {
  const { who, from, fromHost } = event
  if (foldName(from) !== foldName(who.nick)) {
    for (const session of house.watchers.of(from)) sayOffline(session, from)
    for (const session of house.watchers.of(who.nick)) {
      sayOnline(session, who)
      session.after(() => syncNick(session, who.nick))
    }
    return
  }
  if (fromHost === who.host) return
  tellWatchers(house, who, CAP.chghost, met, hostLine(event))
  tellWatchers(house, who, CAP.accountNotify, met, accountLine(who))
}

export const awayChanged = (house: House, { who, away, channels, hushed }: PresenceAwayChanged): void => {
  const { roster } = house
  const own = roster.presence(who.presence)
  if (own !== undefined) own.who = who
  const met = roster.hearers(channels, hushed)
  const line = awayLine(who, away)
  for (const session of met) {
    if (session.has(CAP.awayNotify) && session.presence !== own) session.deliver(line)
  }
  tellWatchers(house, who, CAP.awayNotify, met, line)
}

export const displayNameSet = (house: House, event: PresenceDisplayNameSet): void => {
  const { who, channels, hushed } = event
  const met = house.roster.hearers(channels, hushed)
  for (const session of house.roster.presence(who.presence)?.sessions ?? []) if (session.isRegistered) met.add(session)
  const line = nameLine(event)
  for (const session of met) if (session.has(CAP.setname)) session.deliver(line)
  tellWatchers(house, who, CAP.setname, met, line)
  const value = event.displayName === '' ? null : event.displayName
  metadataChanged(house, { ...event, channel: null, key: DISPLAY_NAME_KEY, value })
}

/** To those with extended-monitor, once only: not to those who met the nick in a channel. */
const tellWatchers = (
  { watchers }: House,
  who: Origin,
  cap: number,
  met: ReadonlySet<IrcSession>,
  line: SharedLine,
): void => {
  for (const session of watchers.of(who.nick)) {
    if (session.has(CAP.extendedMonitor) && session.has(cap) && !met.has(session)) session.deliver(line)
  }
}

const sayOnline = (session: IrcSession, who: Origin): void =>
  session.replyAside(NUMERIC.RPL_MONONLINE, [], prefixOf(who))

const sayOffline = (session: IrcSession, nick: string): void => session.replyAside(NUMERIC.RPL_MONOFFLINE, [], nick)
