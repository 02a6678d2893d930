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

const now = (who: Origin) => ({ at: Date.now(), ...sign(who) })

export const joinLine = ({ channel, who, displayName }: Omit<ChannelJoined, 'type' | 'modes' | 'only'>): SharedLine => {
  const lacking = { source: prefixOf(who), command: 'JOIN', params: [channel] }
  const text = realNameOf({ displayName, nick: who.nick })
  const having = { ...lacking, params: [channel, who.account ?? '*'], text }
  return forkedLine(CAP.extendedJoin, { having, lacking }, now(who))
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

export const partLine = ({ channel, who, reason }: Omit<ChannelParted, 'type' | 'only'>): SharedLine =>
  taggedLine(withReason({ source: prefixOf(who), command: 'PART', params: [channel] }, reason), now(who))

export const quitLine = ({ who, reason }: PresenceLeft): SharedLine =>
  taggedLine(withReason({ source: prefixOf(who), command: 'QUIT' }, reason), now(who))

export const topicLine = ({ channel, topic, by, at }: ChannelTopicSet): SharedLine => {
  const text = sanitizeChat(topic?.text ?? '')
  return taggedLine({ source: prefixOf(by), command: 'TOPIC', params: [channel], text }, { at, ...sign(by) })
}

export const nickLine = (from: Pick<Origin, 'nick' | 'host'>, who: Origin): SharedLine =>
  taggedLine({ source: prefixOf(from), command: 'NICK', params: [who.nick] }, now(who))

/** For chghost: the host follows the account, so this comes with signing in. */
export const hostLine = ({ who, fromHost }: PresenceRenamed): SharedLine =>
  taggedLine(
    { source: prefixOf({ nick: who.nick, host: fromHost }), command: 'CHGHOST', params: [USER, who.host] },
    now(who),
  )

/** For away-notify. */
export const awayLine = (who: Origin, away: string | null): SharedLine => {
  const message = { source: prefixOf(who), command: 'AWAY' }
  return taggedLine(away === null ? message : { ...message, text: sanitizeChat(away) }, now(who))
}

/** For setname. */
export const nameLine = ({ who, displayName }: PresenceDisplayNameSet): SharedLine => {
  const text = realNameOf({ displayName, nick: who.nick })
  return taggedLine({ source: prefixOf(who), command: 'SETNAME', text }, now(who))
}

/** For account-notify. */
export const accountLine = (who: Origin): SharedLine =>
  taggedLine({ source: prefixOf(who), command: 'ACCOUNT', params: [who.account ?? '*'] }, now(who))

/** For channel-rename. */
export const renameLine = ({ channel, from, by, reason }: ChannelRenamed): SharedLine =>
  taggedLine({ source: prefixOf(by), command: 'RENAME', params: [from, channel], text: sanitizeChat(reason) }, now(by))
