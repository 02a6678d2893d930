// Events as lines. Each gives one SharedLine, serialised once for each capability shape among its receivers; who
// receives it is decided in events.ts.

import { hostMaskOf, USER } from '../../../shared/mask.ts'
import type { Origin, PresenceView } from '../../core/accounts/session.ts'
import type { MessageKind } from '../../core/channels/channel.ts'
import type {
  ChannelJoined,
  ChannelParted,
  ChannelSaid,
  ChannelTopicSet,
  DirectSaid,
  PresenceLeft,
  PresenceRenamed,
} from '../../core/events.ts'
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

/** Membership modes as the signs before a nick: all of them with multi-prefix, else the highest. */
export const signsOf = (modes: string, caps: number): string => {
  const signs = (modes.includes('o') ? '@' : '') + (modes.includes('v') ? '+' : '')
  return (caps & CAP.multiPrefix) !== 0 ? signs : signs.slice(0, 1)
}

const bodyOf = (kind: MessageKind, target: string, text: string, from: Origin): OutgoingMessage => {
  const clean = sanitizeChat(text)
  return {
    source: prefixOf(from),
    command: kind === 'notice' ? 'NOTICE' : 'PRIVMSG',
    params: [target],
    text: kind === 'action' ? `\x01ACTION ${clean}\x01` : clean,
  }
}

export const saidLine = ({ kind, channel, text, from, at, msgid }: ChannelSaid): SharedLine =>
  taggedLine(bodyOf(kind, channel, text, from), { at, account: from.account, msgid })

export const directLine = ({ kind, to, text, from, at, msgid }: DirectSaid): SharedLine =>
  taggedLine(bodyOf(kind, to.nick, text, from), { at, account: from.account, msgid })

const now = (who: Origin) => ({ at: Date.now(), account: who.account })

export const joinLine = ({ channel, who, displayName }: Omit<ChannelJoined, 'type' | 'modes'>): SharedLine => {
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

export const partLine = ({ channel, who, reason }: Omit<ChannelParted, 'type'>): SharedLine =>
  taggedLine(withReason({ source: prefixOf(who), command: 'PART', params: [channel] }, reason), now(who))

export const quitLine = ({ who, reason }: PresenceLeft): SharedLine =>
  taggedLine(withReason({ source: prefixOf(who), command: 'QUIT' }, reason), now(who))

export const topicLine = ({ channel, topic, by, at }: ChannelTopicSet): SharedLine => {
  const text = sanitizeChat(topic?.text ?? '')
  return taggedLine({ source: prefixOf(by), command: 'TOPIC', params: [channel], text }, { at, account: by.account })
}

export const nickLine = (from: Pick<Origin, 'nick' | 'host'>, who: Origin): SharedLine =>
  taggedLine({ source: prefixOf(from), command: 'NICK', params: [who.nick] }, now(who))

/** For chghost: the host follows the account, so this comes with signing in. */
export const hostLine = ({ who, fromHost }: PresenceRenamed): SharedLine =>
  taggedLine(
    { source: prefixOf({ nick: who.nick, host: fromHost }), command: 'CHGHOST', params: [USER, who.host] },
    now(who),
  )

/** For account-notify. */
export const accountLine = (who: Origin): SharedLine =>
  taggedLine({ source: prefixOf(who), command: 'ACCOUNT', params: [who.account ?? '*'] }, now(who))
