// NAMES: who is in a channel. A channel that is hidden or absent gets its 366 and no more.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sendNames, viewOf } from '../introduction.ts'
import { type Command, listOf } from './command.ts'

export const names: Command = {
  minParams: 0,
  run: async ({ session, house, params: [channels = ''] }) => {
    if (channels === '') return session.reply(NUMERIC.RPL_ENDOFNAMES, ['*'], 'End of /NAMES list.')
    for (const channel of listOf(channels)) {
      const view = await viewOf(session, channel)
      await sendNames(session, house, channel, view?.modes ?? null)
    }
  },
}
