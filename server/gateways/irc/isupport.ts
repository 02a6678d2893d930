// RPL_ISUPPORT (005): what clients may count on. Nothing stands here that is not so.

import { AWAY_OCTETS, CHANNEL_NAME_OCTETS, NAME_MAX, TOPIC_OCTETS } from '../../../shared/limits.ts'
import { LINE_OCTETS } from '../../wire/irc/message.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import type { House } from './house.ts'
import type { IrcSession } from './session.ts'

/** How many targets one PRIVMSG or NOTICE may name. */
export const MESSAGE_TARGETS = 4
const TOKENS_PER_LINE = 13

/** How many nicks one session may watch. */
export const MONITOR_TARGETS = 100

const tokens = (networkName: string): string[] => [
  `AWAYLEN=${AWAY_OCTETS}`,
  'BOT=B',
  'CASEMAPPING=ascii',
  'CHANMODES=b,,,nt',
  `CHANNELLEN=${CHANNEL_NAME_OCTETS}`,
  'CHANTYPES=#',
  // No client-only tag is relayed yet, so clients need not send any.
  'CLIENTTAGDENY=*',
  'ELIST=CMNTU',
  `LINELEN=${LINE_OCTETS}`,
  'MODES=1',
  `MONITOR=${MONITOR_TARGETS}`,
  `NETWORK=${networkName.replaceAll(' ', '\\x20')}`,
  `NICKLEN=${NAME_MAX}`,
  'PREFIX=(ov)@+',
  'SAFELIST',
  `TARGMAX=JOIN:,LIST:,NAMES:,NOTICE:${MESSAGE_TARGETS},PART:,PRIVMSG:${MESSAGE_TARGETS},WHOIS:1`,
  `TOPICLEN=${TOPIC_OCTETS}`,
  'UTF8ONLY',
  'WHOX',
]

export const sendIsupport = (session: IrcSession, { networkName }: House): void => {
  const all = tokens(networkName)
  for (let at = 0; at < all.length; at += TOKENS_PER_LINE) {
    session.reply(NUMERIC.RPL_ISUPPORT, all.slice(at, at + TOKENS_PER_LINE), 'are supported by this server')
  }
}
