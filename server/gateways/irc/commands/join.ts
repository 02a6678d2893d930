// JOIN and PART, each with a list of channels. The answers are the events that these cause: see events.ts.

import { answeringRefusals } from '../replies.ts'
import { type Call, type Command, listOf } from './command.ts'

const runJoin = async ({ session, params: [channels = ''] }: Call): Promise<void> => {
  if (channels === '0') return partAll(session)
  for (const channel of listOf(channels)) {
    await answeringRefusals(session, 'JOIN', channel, async () => {
      await session.core.channels.join({ session: session.id, channel })
      // Topic and names of this channel before the JOIN of the next.
      await session.settle()
    })
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
