// WHOIS: everything about one nick, all its sessions as one. WHOWAS: those who left,
// as far as memory reaches.

import { USER } from '../../../../shared/mask.ts'
import type { Face, PresenceView } from '../../../core/accounts/session.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { LINE_OCTETS } from '../../../wire/irc/message.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sanitizeChat } from '../../../wire/text/sanitize.ts'
import { CAP } from '../capabilities.ts'
import { signsOf } from '../channel-render.ts'
import { CHANSERV_NICK, isChanServ } from '../chanserv/chanserv.ts'
import type { House } from '../house.ts'
import { packWords } from '../introduction.ts'
import { isAware } from '../metadata.ts'
import { realNameOf } from '../render.ts'
import { isService, SERVICE_NICK, SERVICE_USER } from '../service.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'
import { modesOf } from './mode.ts'

const FACE_NAMES: Record<Face, string> = {
  ssh: 'SSH',
  web: 'the browser',
  irc: 'IRC',
  nntp: 'a newsreader',
  telnet: 'telnet',
  console: 'the console',
}

const run = async ({ session, house, params }: Call): Promise<void> => {
  // `WHOIS server nick` asks a server of a network; there is one here.
  const [nick = ''] = listOf(params.at(-1) ?? '')
  if (nick === '') return session.reply(NUMERIC.ERR_NONICKNAMEGIVEN, [], 'No nickname given')
  if (isService(nick)) sendService(session, house, SERVICE_NICK)
  else if (isChanServ(nick)) sendService(session, house, CHANSERV_NICK)
  else await sendPresence(session, house, nick)
  session.reply(NUMERIC.RPL_ENDOFWHOIS, [nick], 'End of /WHOIS list.')
}

const sendPresence = async (session: IrcSession, house: House, nick: string): Promise<void> => {
  try {
    const view = await session.core.sessions.presence({ session: session.id, nick })
    const standing = await session.core.channels.standing({ session: session.id, nick })
    await describe(
      session,
      house,
      view,
      standing.map(({ channel, modes }) => signsOf(modes, CAP.multiPrefix) + channel),
    )
    await sendMetadata(session, nick)
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'no-such-nick') throw error
    session.reply(NUMERIC.ERR_NOSUCHNICK, [nick], 'No such nick')
  }
}

/** For clients that know what to do with it. */
const sendMetadata = async (session: IrcSession, nick: string): Promise<void> => {
  if (!isAware(session)) return
  for (const { target, key, value } of await session.core.metadata.list({ session: session.id, target: nick })) {
    session.reply(NUMERIC.RPL_WHOISKEYVALUE, [target, key, '*'], value)
  }
}

const describe = async (
  session: IrcSession,
  house: House,
  view: PresenceView,
  channels: readonly string[],
): Promise<void> => {
  const { nick, host, account } = view
  session.reply(NUMERIC.RPL_WHOISUSER, [nick, USER, host, '*'], realNameOf(view))
  const room = LINE_OCTETS - 2 - Buffer.byteLength(`:${house.serverName} 319 ${session.nick} ${nick} :`)
  for (const line of packWords(channels, room)) session.reply(NUMERIC.RPL_WHOISCHANNELS, [nick], line)
  session.reply(NUMERIC.RPL_WHOISSERVER, [nick, house.serverName], house.networkName)
  if (view.role === 'sysop') session.reply(NUMERIC.RPL_WHOISOPERATOR, [nick], 'is a sysop of this house')
  if (view.role === 'moderator') session.reply(NUMERIC.RPL_WHOISSPECIAL, [nick], 'is a moderator of this house')
  if (view.away !== undefined) session.reply(NUMERIC.RPL_AWAY, [nick], sanitizeChat(view.away))
  if (view.bot === true) session.reply(NUMERIC.RPL_WHOISBOT, [nick], 'is a bot')
  if (account !== null) session.reply(NUMERIC.RPL_WHOISACCOUNT, [nick, account], 'is logged in as')
  const faces = view.faces.map((face) => FACE_NAMES[face]).join(' and ')
  const where = faces === '' ? 'is always on, and not connected just now' : `is here by ${faces}`
  session.reply(NUMERIC.RPL_WHOISSPECIAL, [nick], where)
  if (isSecure(house, view)) session.reply(NUMERIC.RPL_WHOISSECURE, [nick], 'is using a secure connection')
  if (view.presence === session.presence?.who.presence) await sendOwn(session, nick)
  const idle = Math.max(0, Math.floor((Date.now() - view.active) / 1000))
  const since = Math.floor(view.since / 1000)
  session.reply(NUMERIC.RPL_WHOISIDLE, [nick, String(idle), String(since)], 'seconds idle, signon time')
}

/** What is nobody's business but one's own: where this connection comes from, and its modes. */
const sendOwn = async (session: IrcSession, nick: string): Promise<void> => {
  const from = session.address === '' ? 'this machine' : session.address
  session.reply(NUMERIC.RPL_WHOISHOST, [nick], `is connecting from ${USER}@${from}`)
  session.reply(NUMERIC.RPL_WHOISMODES, [nick], `is using modes ${await modesOf(session)}`)
}

/** Only said when we know it of every connection of this nick. */
const isSecure = ({ roster }: House, view: PresenceView): boolean => {
  const sessions = [...(roster.presence(view.presence)?.sessions ?? [])]
  return (
    view.faces.every((face) => face === 'ssh' || (face === 'irc' && sessions.length > 0)) &&
    sessions.every((each) => each.secure)
  )
}

const sendService = (session: IrcSession, house: House, name: string): void => {
  session.reply(NUMERIC.RPL_WHOISUSER, [name, SERVICE_USER, house.serverName, '*'], 'The house itself')
  session.reply(NUMERIC.RPL_WHOISSERVER, [name, house.serverName], house.networkName)
  session.reply(NUMERIC.RPL_WHOISSPECIAL, [name], `answers /msg ${name} help`)
}

export const whois: Command = { minParams: 0, run }

/** Newest first; a count below 1 is all. */
const runWhowas = ({ session, house, params: [nicks = '', count = '0'] }: Call): void => {
  const [nick = ''] = listOf(nicks)
  if (nick === '') {
    session.reply(NUMERIC.ERR_NONICKNAMEGIVEN, [], 'No nickname given')
    return
  }
  const most = /^\d{1,4}$/.test(count) && Number(count) > 0 ? Number(count) : Number.POSITIVE_INFINITY
  const found = house.bygone.of(nick).slice(0, most)
  if (found.length === 0) session.reply(NUMERIC.ERR_WASNOSUCHNICK, [nick], 'There was no such nickname')
  for (const { who, at } of found) {
    session.reply(NUMERIC.RPL_WHOWASUSER, [who.nick, USER, who.host, '*'], who.nick)
    if (who.account !== null) session.reply(NUMERIC.RPL_WHOISACCOUNT, [who.nick, who.account], 'was logged in as')
    session.reply(NUMERIC.RPL_WHOISSERVER, [who.nick, house.serverName], new Date(at).toUTCString())
  }
  session.reply(NUMERIC.RPL_ENDOFWHOWAS, [nick], 'End of WHOWAS')
}

export const whowas: Command = { minParams: 0, run: runWhowas }
