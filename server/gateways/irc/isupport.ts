// RPL_ISUPPORT (005): what clients may count on. Nothing stands here that is not so.

import {
  AWAY_OCTETS,
  CHANNEL_NAME_OCTETS,
  DISPLAY_NAME_OCTETS,
  NAME_MAX,
  TOPIC_OCTETS,
} from '../../../shared/limits.ts'
import { MOST_JOINED } from '../../core/channels/channel.ts'
import { MOST_MASKS, REASON_OCTETS } from '../../core/channels/masks.ts'
import { FLAGS, LISTS, PARAMETERS, PREFIXES } from '../../core/channels/modes.ts'
import { LINE_OCTETS, serialiseMessage } from '../../wire/irc/message.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { CAP } from './capabilities.ts'
import { MODES_PER_LINE, STATUS_SIGNS } from './channel-render.ts'
import { CLIENT_TAG_DENY } from './client-tags.ts'
import type { House } from './house.ts'
import type { IrcSession } from './session.ts'

/** How many targets one PRIVMSG or NOTICE may name. */
export const MESSAGE_TARGETS = 4
/** How many people one KICK may put out. */
export const KICK_TARGETS = 10
const TOKENS_PER_LINE = 13

/** How many rows one CHATHISTORY gives at most. */
export const HISTORY_ROWS = 100
/** How many nicks one session may watch. */
export const MONITOR_TARGETS = 100

const tokens = ({ networkName, push, icon }: House): string[] => [
  'ACCOUNTEXTBAN=account,a',
  `AWAYLEN=${AWAY_OCTETS}`,
  'BOT=B',
  'CASEMAPPING=ascii',
  `CHANMODES=${LISTS.join('')},k,${PARAMETERS.replace('k', '')},${FLAGS}`,
  `CHANNELLEN=${CHANNEL_NAME_OCTETS}`,
  `CHANLIMIT=#:${MOST_JOINED}`,
  'CHANTYPES=#',
  `CHATHISTORY=${HISTORY_ROWS}`,
  `CLIENTTAGDENY=${CLIENT_TAG_DENY}`,
  // A blank or an equals sign in a value is escaped (Modern IRC).
  ...(icon === '' ? [] : [`draft/ICON=${icon.replaceAll('=', '\\x3D')}`]),
  'ELIST=CMNTU',
  'EXCEPTS=e',
  'EXTBAN=~,am',
  'INVEX=I',
  `KICKLEN=${REASON_OCTETS}`,
  `LINELEN=${LINE_OCTETS}`,
  `MAXLIST=${LISTS.join('')}:${MOST_MASKS}`,
  `MODES=${MODES_PER_LINE}`,
  `MONITOR=${MONITOR_TARGETS}`,
  'MSGREFTYPES=msgid,timestamp',
  `NAMELEN=${DISPLAY_NAME_OCTETS}`,
  `NETWORK=${networkName.replaceAll(' ', '\\x20')}`,
  `NICKLEN=${NAME_MAX}`,
  `PREFIX=(${PREFIXES.join('')})${STATUS_SIGNS}`,
  'SAFELIST',
  `STATUSMSG=${STATUS_SIGNS}`,
  `TARGMAX=JOIN:,KICK:${KICK_TARGETS},LIST:,NAMES:,NOTICE:${MESSAGE_TARGETS},PART:,PRIVMSG:${MESSAGE_TARGETS},WHOIS:1`,
  `TOPICLEN=${TOPIC_OCTETS}`,
  'UTF8ONLY',
  `VAPID=${push.publicKey}`,
  'WHOX',
]

export const sendIsupport = (session: IrcSession, house: House): void => {
  const { serverName } = house
  const all = tokens(house)
  const lines: string[] = []
  for (let at = 0; at < all.length; at += TOKENS_PER_LINE) {
    const params = [session.nick, ...all.slice(at, at + TOKENS_PER_LINE)]
    const message = { source: serverName, command: NUMERIC.RPL_ISUPPORT, params }
    lines.push(serialiseMessage({ ...message, text: 'are supported by this server' }))
  }
  if (session.has(CAP.extendedIsupport)) session.answerBatch('draft/isupport', [], lines)
  else for (const line of lines) session.answer(line)
}
