// MONITOR: hearing when certain nicks come and go (https://ircv3.net/specs/extensions/monitor).

import { foldName } from '../../../../shared/names.ts'
import { LINE_OCTETS } from '../../../wire/irc/message.ts'
import { NUMERIC, type Numeric } from '../../../wire/irc/numerics.ts'
import type { House } from '../house.ts'
import { packWords } from '../introduction.ts'
import { MONITOR_TARGETS } from '../isupport.ts'
import { syncNick } from '../metadata.ts'
import { prefixOf } from '../render.ts'
import { isService, servicePrefix } from '../service.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'

const run = ({ session, house, params: [action = '', list = ''] }: Call): void | Promise<void> => {
  switch (action.toUpperCase()) {
    case '+':
      return watch(session, house, listOf(list))
    case '-':
      for (const nick of listOf(list)) house.watchers.remove(session, nick)
      return
    case 'C':
      return house.watchers.clear(session)
    case 'L':
      return sendList(session, house)
    case 'S':
      return sendStatus(session, house, house.watchers.watchedBy(session))
    default:
      return session.reply(NUMERIC.ERR_NEEDMOREPARAMS, ['MONITOR'], 'MONITOR takes + or - and nicks, or C, L, S')
  }
}

const watch = async (session: IrcSession, house: House, nicks: readonly string[]): Promise<void> => {
  const { watchers } = house
  const added: string[] = []
  for (const [index, nick] of nicks.entries()) {
    if (watchers.isWatching(session, nick)) continue
    if (watchers.watchedBy(session).length >= MONITOR_TARGETS) {
      sendFull(session, nicks.slice(index))
      break
    }
    watchers.add(session, nick)
    added.push(nick)
  }
  if (added.length > 0) await sendStatus(session, house, added)
}

const sendFull = (session: IrcSession, left: readonly string[]): void => {
  const params = [session.nick, String(MONITOR_TARGETS)]
  // The nicks that found no room are one middle parameter, however many lines it takes.
  for (const nicks of packWords(left, 300)) {
    session.send({
      source: session.serverName,
      command: NUMERIC.ERR_MONLISTFULL,
      params: [...params, nicks.replaceAll(' ', ',')],
      text: 'Monitor list is full',
    })
  }
}

const sendList = (session: IrcSession, house: House): void => {
  sendLines(session, NUMERIC.RPL_MONLIST, house.watchers.watchedBy(session))
  session.reply(NUMERIC.RPL_ENDOFMONLIST, [], 'End of MONITOR list')
}

const sendStatus = async (session: IrcSession, house: House, nicks: readonly string[]): Promise<void> => {
  const online = await session.core.sessions.online({ session: session.id })
  const here = new Map(online.map((view) => [foldName(view.nick), prefixOf(view)]))
  const found: string[] = []
  const missing: string[] = []
  for (const nick of nicks) {
    const prefix = isService(nick) ? servicePrefix(house) : here.get(foldName(nick))
    if (prefix === undefined) missing.push(nick)
    else found.push(prefix)
  }
  sendLines(session, NUMERIC.RPL_MONONLINE, found)
  sendLines(session, NUMERIC.RPL_MONOFFLINE, missing)
  for (const prefix of found) await syncNick(session, prefix.slice(0, prefix.indexOf('!')))
}

const sendLines = (session: IrcSession, numeric: Numeric, words: readonly string[]): void => {
  const head = Buffer.byteLength(`:${session.serverName} ${numeric} ${session.nick} :`)
  for (const line of packWords(words, LINE_OCTETS - 2 - head)) session.reply(numeric, [], line.replaceAll(' ', ','))
}

export const monitor: Command = { minParams: 1, run }
