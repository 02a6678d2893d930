// Events as lines. Each gives one SharedLine, serialised once for each capability shape among its receivers; who
// receives it is decided in events.ts.

import { hostMaskOf, USER } from '../../../shared/mask.ts'
import type { PresenceDisplayNameSet, PresenceLeft, PresenceRenamed } from '../../core/accounts/account-events.ts'
import type { Origin, PresenceView } from '../../core/accounts/session.ts'
import type { MessageKind } from '../../core/channels/channel.ts'
import type {
  ChannelJoined,
  ChannelParted,
  ChannelRenamed,
  ChannelTopicSet,
} from '../../core/channels/channel-events.ts'
import type { Stamp } from '../../core/msgids.ts'
import type { OutgoingMessage } from '../../wire/irc/message.ts'
import { sanitizeChat, sanitizeLine } from '../../wire/text/sanitize.ts'
import { CAP } from './capabilities.ts'
import { forkedLine, type SharedLine, taggedLine } from './shared-line.ts'

/** `nick!user@host`. With 20 + 2 + 25 octets at most, a whole MESSAGE_OCTETS of text fits the line behind it. */
export const prefixOf = (who: Pick<Origin, 'nick' | 'host'>): string => hostMaskOf(who)

/** What clients call the real name; never empty. */
export const realNameOf = ({ displayName, nick }: Pick<PresenceView, 'displayName' | 'nick'>): string => {
  const name = sanitizeLine(displayName)
  return name === '' ? nick : name
}

export const bodyOf = (
  kind: MessageKind,
  target: string,
  text: string,
  from: Pick<Origin, 'nick' | 'host'>,
): OutgoingMessage => {
  const clean = sanitizeChat(text)
  return {
    source: prefixOf(from),
    command: kind === 'notice' ? 'NOTICE' : 'PRIVMSG',
    params: [target],
    text: kind === 'action' ? `\x01ACTION ${clean}\x01` : clean,
  }
}

/** Who it comes from, for the tags of a line. */
export const sign = ({ account, bot }: Origin) => (bot === true ? { account, bot } : { account })

/** When it happened, and the id that its row in the history has; now, and none, for what is told to one client alone. */
export type Happened = Partial<Stamp>

export const toldOf = (who: Origin, { at = Date.now(), msgid }: Happened = {}) => ({
  ...{ at, ...sign(who) },
  ...(msgid !== undefined && { msgid }),
})

export const joinLine = (joined: Pick<ChannelJoined, 'channel' | 'who' | 'displayName'> & Happened): SharedLine => {
  const { channel, who, displayName } = joined
  const lacking = { source: prefixOf(who), command: 'JOIN', params: [channel] }
  const text = realNameOf({ displayName, nick: who.nick })
  const having = { ...lacking, params: [channel, who.account ?? '*'], text }
  return forkedLine(CAP.extendedJoin, { having, lacking }, toldOf(who, joined))
}

/** The modes that a newcomer got with the join; the server gives them. */
export const modesLine = (server: string, { channel, who, modes }: ChannelJoined): SharedLine => {
  const params = [channel, `+${modes}`, ...[...modes].map(() => who.nick)]
  return taggedLine({ source: server, command: 'MODE', params }, { at: Date.now(), account: null })
}

const withReason = (message: OutgoingMessage, reason: string): OutgoingMessage => {
  const text = sanitizeChat(reason)
  return text === '' ? message : { ...message, text }
}

export const partLine = (parted: Pick<ChannelParted, 'channel' | 'who' | 'reason'> & Happened): SharedLine => {
  const { channel, who, reason } = parted
  const message = { source: prefixOf(who), command: 'PART', params: [channel] }
  return taggedLine(withReason(message, reason), toldOf(who, parted))
}

export const quitLine = (left: PresenceLeft): SharedLine =>
  taggedLine(withReason({ source: prefixOf(left.who), command: 'QUIT' }, left.reason), toldOf(left.who, left))

export const topicLine = (set: ChannelTopicSet): SharedLine => {
  const { channel, topic, by } = set
  const text = sanitizeChat(topic?.text ?? '')
  return taggedLine({ source: prefixOf(by), command: 'TOPIC', params: [channel], text }, toldOf(by, set))
}

export const nickLine = (from: Pick<Origin, 'nick' | 'host'>, who: Origin, happened?: Happened): SharedLine =>
  taggedLine({ source: prefixOf(from), command: 'NICK', params: [who.nick] }, toldOf(who, happened))

/** For chghost: the host follows the account, so this comes with signing in. */
export const hostLine = ({ who, fromHost }: PresenceRenamed): SharedLine =>
  taggedLine(
    { source: prefixOf({ nick: who.nick, host: fromHost }), command: 'CHGHOST', params: [USER, who.host] },
    toldOf(who),
  )

/** For away-notify. */
export const awayLine = (who: Origin, away: string | null): SharedLine => {
  const message = { source: prefixOf(who), command: 'AWAY' }
  return taggedLine(away === null ? message : { ...message, text: sanitizeChat(away) }, toldOf(who))
}

/** For setname. */
export const nameLine = ({ who, displayName }: PresenceDisplayNameSet): SharedLine => {
  const text = realNameOf({ displayName, nick: who.nick })
  return taggedLine({ source: prefixOf(who), command: 'SETNAME', text }, toldOf(who))
}

/** For account-notify. */
export const accountLine = (who: Origin): SharedLine =>
  taggedLine({ source: prefixOf(who), command: 'ACCOUNT', params: [who.account ?? '*'] }, toldOf(who))

/** For channel-rename. */
export const renameLine = ({ channel, from, by, reason }: ChannelRenamed): SharedLine =>
  taggedLine(
    { source: prefixOf(by), command: 'RENAME', params: [from, channel], text: sanitizeChat(reason) },
    toldOf(by),
  )

/** How far an account has read (read-marker); null for not at all. */
export const markerLine = (server: string, target: string, at: number | null) => ({
  source: server,
  command: 'MARKREAD',
  params: [target, at === null ? '*' : `timestamp=${new Date(at).toISOString()}`],
})
