// MOTD: the message of the day, as the house has it.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'
import type { Command } from './command.ts'

export const sendMotd = (session: IrcSession, { motd, networkName }: House): void => {
  if (motd.length === 0) {
    session.reply(NUMERIC.ERR_NOMOTD, [], 'There is no message of the day')
    return
  }
  session.reply(NUMERIC.RPL_MOTDSTART, [], `- ${networkName}: message of the day -`)
  for (const line of motd) session.reply(NUMERIC.RPL_MOTD, [], `- ${line}`)
  session.reply(NUMERIC.RPL_ENDOFMOTD, [], 'End of /MOTD command.')
}

export const motd: Command = { minParams: 0, run: ({ session, house }) => sendMotd(session, house) }
