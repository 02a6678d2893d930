// JOIN and PART, each with a list of channels; JOIN with a list of keys beside it. The answers are the events that
// these cause: see events.ts.

import { isChannelName } from '../../../../shared/names.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { answeringRefusals, sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'

/** How often one channel may lead on to the next. */
const MOST_FORWARDS = 3

const runJoin = async ({ session, params: [channels = '', keys = ''] }: Call): Promise<void> => {
  if (channels === '0') return partAll(session)
  // The third key is for the third channel: an empty one keeps its place.
  const keyList = keys.split(',')
  for (const [index, channel] of listOf(channels).entries()) {
    if (channel.startsWith('#') && !isChannelName(channel)) {
      session.reply(NUMERIC.ERR_BADCHANMASK, [channel], 'That cannot be the name of a channel')
      continue
    }
    await answeringRefusals(session, 'JOIN', channel, async () => {
      await enter(session, channel, keyList[index] ?? '')
      // Topic and names of this channel before the JOIN of the next.
      await session.settle()
    })
  }
}

/** Goes in, or to where the channel leads those that it does not take. */
const enter = async (session: IrcSession, channel: string, key: string): Promise<void> => {
  let name = channel
  for (let hops = 0; ; hops += 1) {
    try {
      const withKey = name === channel && key !== '' ? { key } : {}
      await session.core.channels.join({ session: session.id, channel: name, ...withKey })
      return
    } catch (error) {
      if (!isRefusal(error) || error.code !== 'forwarded' || hops === MOST_FORWARDS) throw error
      session.reply(NUMERIC.ERR_LINKCHANNEL, [name, error.detail], sentenceFor('JOIN', error))
      name = error.detail
    }
  }
}

/** `JOIN 0` leaves every channel (RFC 2812 §3.2.1). */
const partAll = async (session: Call['session']): Promise<void> => {
  for (const channel of [...(session.presence?.channels.values() ?? [])]) {
    await answeringRefusals(session, 'PART', channel, () =>
      session.core.channels.part({ session: session.id, channel, reason: '' }),
    )
  }
}

const runPart = async ({ session, params: [channels = '', reason = ''] }: Call): Promise<void> => {
  for (const channel of listOf(channels)) {
    await answeringRefusals(session, 'PART', channel, () =>
      session.core.channels.part({ session: session.id, channel, reason }),
    )
  }
}

export const join: Command = { minParams: 1, isActivity: true, run: runJoin }
export const part: Command = { minParams: 1, isActivity: true, run: runPart }
