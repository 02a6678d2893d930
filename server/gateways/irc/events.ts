// Who hears what: each event of the core, to those of our sessions that it concerns. Rendering is in render.ts.

import { foldChannelName } from '../../../shared/names.ts'
import type { PresenceLeft, PresenceRenamed, SessionEntered } from '../../core/accounts/account-events.ts'
import type { ChannelJoined, ChannelParted, ChannelSaid, DirectSaid } from '../../core/channels/channel-events.ts'
import type { CoreEvent } from '../../core/events.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { CAP } from './capabilities.ts'
import { audience, channelRenamed, confided, invited, kicked, modesChanged } from './channel-events.ts'
import { channelTagged, directTagged, markerMoved, redacted } from './history-events.ts'
import type { House } from './house.ts'
import { bringInto, introduce } from './introduction.ts'
import { metadataChanged, presentNewcomer } from './metadata.ts'
import { replayMissed } from './playback.ts'
import { arrived, awayChanged, becameAnother, departed, displayNameSet } from './presence-events.ts'
import {
  accountLine,
  awayLine,
  hostLine,
  joinLine,
  modesLine,
  nickLine,
  partLine,
  quitLine,
  topicLine,
} from './render.ts'
import type { IrcSession } from './session.ts'
import { settleClass } from './settle-class.ts'
import type { SharedLine } from './shared-line.ts'
import { directLine, saidLine } from './speech.ts'
import { acted, announced, dismissed, lineHeld, paged, roleMayHaveChanged } from './staff-events.ts'

/** A listener for the core's events. One that cannot be rendered is logged and harms nobody. */
export const createListener = (house: House) => (event: CoreEvent) => {
  house.roster.telling = event
  try {
    if (isHeard(event)) hear(house, event)
    else if (event.type === 'push.due') house.push.tell(event)
  } catch (error) {
    house.log.error({ event: event.type, err: error }, 'irc event not delivered')
  } finally {
    house.roster.telling = null
  }
}

/** What no client of ours is told of. */
const UNHEARD = [
  ...(['channel.created', 'line.settled', 'place.linked', 'place.unlinked'] as const),
  ...(['friend.asked', 'friend.made'] as const),
  ...(['world.heard', 'world.moved', 'world.changed', 'world.left', 'world.opened', 'world.typing'] as const),
  ...(['board.created', 'board.imported', 'article.posted', 'article.cancelled', 'reading.changed'] as const),
  ...(['board.changed', 'board.expired', 'thread.changed', 'queue.changed', 'article.judged'] as const),
  ...(['account.registered', 'account.mentioned', 'push.due'] as const),
  ...(['oneliner.written', 'oneliner.removed', 'bulletins.changed', 'poll.changed'] as const),
  ...(['era.changed', 'class.changed'] as const),
] as const

type Heard = Exclude<CoreEvent, { readonly type: (typeof UNHEARD)[number] }>

const unheard: ReadonlySet<CoreEvent['type']> = new Set(UNHEARD)
const isHeard = (event: CoreEvent): event is Heard => !unheard.has(event.type)

const hear = (house: House, event: Heard): unknown => {
  switch (event.type) {
    case 'channel.said':
      return said(house, event)
    case 'direct.said':
      return toldPrivately(house, event)
    case 'channel.joined':
      return joined(house, event)
    case 'channel.parted':
      return parted(house, event)
    case 'channel.kicked':
      return kicked(house, event)
    case 'channel.modes-changed':
      return modesChanged(house, event)
    case 'channel.invited':
      return invited(house, event)
    case 'channel.confided':
      return confided(house, event)
    case 'channel.renamed':
      return channelRenamed(house, event)
    case 'channel.topic-set':
      return deliverTo(house.roster.channel(event.channel)?.sessions, () => topicLine(event))
    case 'session.entered':
      return entered(house, event)
    case 'session.dismissed':
      return dismissed(house, event)
    case 'presence.left':
      return left(house, event)
    case 'presence.renamed':
      return renamed(house, event)
    case 'staff.announced':
      return announced(house, event)
    case 'presence.arrived':
      return arrived(house, event)
    case 'presence.away-changed':
      return awayChanged(house, event)
    case 'presence.display-name-set':
      return displayNameSet(house, event)
    case 'channel.tagged':
      return channelTagged(house, event)
    case 'direct.tagged':
      return directTagged(house, event)
    case 'message.redacted':
      return redacted(house, event)
    case 'read-marker.moved':
      return markerMoved(house, event)
    case 'metadata.changed':
      return metadataChanged(house, event)
    case 'staff.acted':
      return acted(house, event)
    case 'account.changed':
      return roleMayHaveChanged(house, event)
    case 'presence.paged':
      return paged(house, event)
    case 'line.held':
      return lineHeld(house, event)
    case 'presence.unattended':
      return house.departures.noteAccount(event.who.account)
    default:
      return event satisfies never
  }
}

const deliverTo = (sessions: ReadonlySet<IrcSession> | undefined, render: () => SharedLine): void => {
  if (sessions === undefined || sessions.size === 0) return
  const line = render()
  for (const session of sessions) session.deliver(line)
}

// The hot path. The session that spoke hears itself only if it asked for echo-message; the other sessions of its nick
// always do, so that every window of one person shows the same.
const said = ({ roster }: House, event: ChannelSaid): void => {
  const sessions = roster.channel(event.channel)?.sessions
  if (sessions === undefined) return
  const line = saidLine(event)
  const speaker = roster.session(event.session)
  const deaf = speaker?.has(CAP.echoMessage) === true ? undefined : speaker
  for (const session of sessions) if (session !== deaf) session.deliver(line)
}

const toldPrivately = ({ roster }: House, event: DirectSaid): void => {
  const receivers = roster.presence(event.to.presence)?.sessions ?? []
  const senders = roster.presence(event.from.presence)?.sessions ?? []
  const line = directLine(event)
  const speaker = roster.session(event.session)
  for (const session of senders) {
    // Who writes to oneself has it already, and with echo-message hears it once as sent and once as received.
    const isDue = session === speaker ? session.has(CAP.echoMessage) : event.to.presence !== event.from.presence
    if (isDue && session.isRegistered) session.deliver(line)
  }
  for (const session of receivers) if (session.isRegistered) session.deliverAside(line)
}

const joined = (house: House, event: ChannelJoined): void => {
  const { roster } = house
  const own = roster.presence(event.who.presence)
  own?.channels.set(foldChannelName(event.channel), event.channel)
  const newcomers = [...(own?.sessions ?? [])].filter((session) => session.isRegistered)
  for (const session of newcomers) roster.hear(session, event.channel)
  const channel = roster.channel(event.channel)
  if (channel === undefined) return
  channel.changes += 1
  const hearers = audience(channel.sessions, event.only)
  deliverTo(hearers, () => joinLine(event))
  if (event.modes !== '') deliverTo(channel.sessions, () => modesLine(house.serverName, event))
  const { away } = event.who
  if (away !== undefined) {
    deliverTo(without(having(hearers, CAP.awayNotify), newcomers), () => awayLine(event.who, away))
  }
  presentNewcomer(event.who.nick, hearers)
  for (const session of newcomers) {
    session.after(async () => {
      await introduce(session, house, event.channel)
      await replayMissed(session, event.channel, null)
    })
  }
}

const parted = ({ roster }: House, event: ChannelParted): void => {
  const own = roster.presence(event.who.presence)
  own?.channels.delete(foldChannelName(event.channel))
  const channel = roster.channel(event.channel)
  if (channel === undefined) return
  channel.changes += 1
  deliverTo(audience(channel.sessions, event.only), () => partLine(event))
  for (const session of own?.sessions ?? []) roster.unhear(session, event.channel)
}

const left = (house: House, event: PresenceLeft): void => {
  const { roster } = house
  house.bygone.note(event.who, event.at)
  departed(house, event)
  for (const name of event.channels) {
    const channel = roster.channel(name)
    if (channel !== undefined) channel.changes += 1
  }
  const hearers = roster.hearers(event.channels, event.hushed)
  // Its own sessions, if it has any left, are on their way to another nick: see `entered`.
  for (const session of roster.presence(event.who.presence)?.sessions ?? []) hearers.delete(session)
  deliverTo(hearers, () => quitLine(event))
}

const renamed = (house: House, event: PresenceRenamed): void => {
  const { roster } = house
  const { who, from, fromHost, channels } = event
  if (from !== who.nick) house.bygone.note({ ...who, nick: from, host: fromHost }, event.at)
  for (const name of channels) {
    const channel = roster.channel(name)
    if (channel !== undefined) channel.changes += 1
  }
  const hearers = roster.hearers(channels, event.hushed)
  const own = roster.presence(who.presence)
  if (own !== undefined) {
    own.who = who
    for (const session of own.sessions) if (session.isRegistered) hearers.add(session)
  }
  if (from !== who.nick) deliverTo(hearers, () => nickLine({ nick: from, host: fromHost }, who, event))
  becameAnother(house, event, hearers)
  if (fromHost === who.host) return
  deliverTo(having(hearers, CAP.chghost), () => hostLine(event))
  for (const session of own?.sessions ?? []) {
    if (session.isRegistered) session.replyAside(NUMERIC.RPL_VISIBLEHOST, [who.host], 'is how others see your host')
  }
  deliverTo(having(hearers, CAP.accountNotify), () => accountLine(who))
}

const without = (sessions: Set<IrcSession>, some: readonly IrcSession[]): Set<IrcSession> => {
  for (const session of some) sessions.delete(session)
  return sessions
}

const having = (sessions: ReadonlySet<IrcSession>, cap: number): Set<IrcSession> =>
  new Set([...sessions].filter((session) => session.has(cap)))

/** One of our sessions signed in. Before its welcome nothing is said; after it, the client is led over. */
const entered = (house: House, event: SessionEntered): void => {
  const session = house.roster.session(event.session)
  if (session === undefined || session.hasEnded) return
  const before = session.presence
  if (before?.who.presence === event.who.presence) {
    before.who = event.who
    session.after(() => settleClass(session, house.classes))
    return
  }
  house.roster.enter(session, event.who, event.channels)
  session.after(() => settleClass(session, house.classes))
  if (before === null || !session.isRegistered) return
  session.deliver(nickLine(before.who, event.who))
  const present = new Set(event.channels.map(foldChannelName))
  for (const [folded, channel] of before.channels) {
    if (!present.has(folded)) session.deliver(partLine({ channel, who: event.who, reason: 'Signed in elsewhere' }))
  }
  for (const channel of event.channels) {
    if (!before.channels.has(foldChannelName(channel))) {
      bringInto(session, house, channel, '')
    } else if (house.roster.hear(session, channel)) {
      session.after(() => introduce(session, house, channel))
    }
  }
}
