// RENAME: a channel moves to another name with all that is in it (https://ircv3.net/specs/extensions/channel-rename).

import { REASON_OCTETS } from '../../../core/channels/masks.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { replyToRefusal } from '../replies.ts'
import type { Call, Command } from './command.ts'

const run = async ({ session, params: [channel = '', to = '', reason = ''] }: Call): Promise<void> => {
  try {
    await session.core.channels.info({ session: session.id, channel })
  } catch (error) {
    if (!isRefusal(error)) throw error
    return replyToRefusal(session, 'RENAME', channel, error)
  }
  try {
    await session.core.channels.rename({
      ...{ session: session.id, channel, to },
      reason: cutToOctets(reason, REASON_OCTETS),
    })
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'already-exists') {
      session.fail('RENAME', 'CHANNEL_NAME_IN_USE', `${to} is there already`, channel, to)
    } else if (error.code === 'no-such-channel') {
      session.fail('RENAME', 'CANNOT_RENAME', `${to} cannot be the name of a channel`, channel, to)
    } else replyToRefusal(session, 'RENAME', channel, error)
  }
}

export const rename: Command = { minParams: 2, isActivity: true, run }
