// QUIT, PING and PONG: leaving, and being there.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { Command } from './command.ts'

export const quit: Command = {
  minParams: 0,
  beforeRegistration: true,
  run: ({ session, params: [reason = ''] }) => session.end(reason === '' ? 'Quit' : `Quit: ${reason}`),
}

export const ping: Command = {
  minParams: 0,
  beforeRegistration: true,
  run: ({ session, house, params: [token = ''] }) => {
    if (token === '') return session.reply(NUMERIC.ERR_NOORIGIN, [], 'No origin specified')
    session.send({ source: house.serverName, command: 'PONG', params: [house.serverName], text: token })
  },
}

/** That a line came is all there is to know; the session has noted it. */
export const pong: Command = { minParams: 0, beforeRegistration: true, run: () => {} }
