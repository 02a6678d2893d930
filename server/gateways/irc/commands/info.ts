// VERSION, TIME, ADMIN and INFO: what the server says about itself.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { CAP } from '../capabilities.ts'
import { sendIsupport } from '../isupport.ts'
import type { Call, Command } from './command.ts'

/** With draft/extended-isupport the tokens may be asked for at any time, also before the welcome. */
export const isupport: Command = {
  minParams: 0,
  beforeRegistration: true,
  run: ({ session, house }) => {
    if (session.has(CAP.extendedIsupport)) return sendIsupport(session, house)
    session.reply(NUMERIC.ERR_UNKNOWNCOMMAND, ['ISUPPORT'], 'Ask for draft/extended-isupport first')
  },
}

export const version: Command = {
  minParams: 0,
  run: ({ session, house }) => {
    session.reply(NUMERIC.RPL_VERSION, [`samband-${house.version}`, house.serverName], house.networkName)
    sendIsupport(session, house)
  },
}

export const time: Command = {
  minParams: 0,
  run: ({ session, house }) => session.reply(NUMERIC.RPL_TIME, [house.serverName], new Date().toUTCString()),
}

const runAdmin = async ({ session, house }: Call): Promise<void> => {
  const online = await session.core.sessions.online({ session: session.id })
  const sysops = online.filter(({ role }) => role === 'sysop').map(({ nick }) => nick)
  session.reply(NUMERIC.RPL_ADMINME, [house.serverName], 'Administrative info')
  session.reply(NUMERIC.RPL_ADMINLOC1, [], house.networkName)
  const staff = sysops.length === 0 ? 'No sysop is here just now' : `Sysops here now: ${sysops.join(', ')}`
  session.reply(NUMERIC.RPL_ADMINLOC2, [], staff)
}

export const admin: Command = { minParams: 0, run: runAdmin }

export const info: Command = {
  minParams: 0,
  run: ({ session, house }) => {
    const lines = [
      `samband-${house.version}: boards that are newsgroups, channels that are IRC, one account for all.`,
      'Whoever you talk with here may sit at an SSH terminal, a browser, or an IRC client like yours.',
      `Up since ${new Date(house.started).toUTCString()}.`,
    ]
    for (const line of lines) session.reply(NUMERIC.RPL_INFO, [], line)
    session.reply(NUMERIC.RPL_ENDOFINFO, [], 'End of INFO list')
  },
}
