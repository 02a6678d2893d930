// Commands that may name a server: there is one here, and every other name is 402.

import { matchesMask } from '../../../../shared/mask.ts'
import { foldName } from '../../../../shared/names.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { Call, Command } from './command.ts'

/** @param at which parameter may name it */
export const onOurServer = (command: Command, at: number): Command => ({
  ...command,
  run: (call: Call) => {
    const { session, house, params } = call
    const name = params[at] ?? ''
    const isOurs = name === '' || matchesMask(name, house.serverName) || foldName(name) === foldName(session.nick)
    if (!isOurs) return session.reply(NUMERIC.ERR_NOSUCHSERVER, [name], 'No such server')
    return command.run(call)
  },
})
