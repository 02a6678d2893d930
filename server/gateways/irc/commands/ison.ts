// ISON and USERHOST: which of these nicks are here.

import { USER } from '../../../../shared/mask.ts'
import type { PresenceView } from '../../../core/accounts/session.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { CHANSERV_NICK, isChanServ } from '../chanserv/chanserv.ts'
import { isService, SERVICE_NICK } from '../service.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

/** RFC 2812 §4.8. */
const USERHOST_NICKS = 5
/** More than a line of the shortest nicks holds. */
const ISON_NICKS = 200

const find = async ({ core, id }: IrcSession, nick: string): Promise<PresenceView | null> => {
  try {
    return await core.sessions.presence({ session: id, nick })
  } catch (error) {
    if (isRefusal(error) && error.code === 'no-such-nick') return null
    throw error
  }
}

const serviceOf = (nick: string): string | undefined =>
  isService(nick) ? SERVICE_NICK : isChanServ(nick) ? CHANSERV_NICK : undefined

const runIson = async ({ session, params }: Call): Promise<void> => {
  const nicks = params.flatMap((param) => param.split(' ')).filter((nick) => nick !== '')
  const here: string[] = []
  for (const nick of nicks.slice(0, ISON_NICKS)) {
    const found = serviceOf(nick) ?? (await find(session, nick))?.nick
    if (found !== undefined) here.push(found)
  }
  session.reply(NUMERIC.RPL_ISON, [], here.join(' '))
}

const runUserhost = async ({ session, params }: Call): Promise<void> => {
  const replies: string[] = []
  for (const nick of params.slice(0, USERHOST_NICKS)) {
    const view = await find(session, nick)
    if (view !== null)
      replies.push(
        `${view.nick}${view.role === 'sysop' ? '*' : ''}=${view.away === undefined ? '+' : '-'}${USER}@${view.host}`,
      )
  }
  session.reply(NUMERIC.RPL_USERHOST, [], replies.join(' '))
}

export const ison: Command = { minParams: 1, run: runIson }
export const userhost: Command = { minParams: 1, run: runUserhost }
