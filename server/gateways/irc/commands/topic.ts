// TOPIC: asking for a channel's topic, setting it, and clearing it with an empty one.

import { TOPIC_OCTETS } from '../../../../shared/limits.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { sendTopic } from '../introduction.ts'
import { answeringRefusals } from '../replies.ts'
import type { Call, Command } from './command.ts'

const run = ({ session, params: [channel = '', text] }: Call): Promise<void> =>
  answeringRefusals(session, 'TOPIC', channel, async () => {
    const { channels } = session.core
    if (text !== undefined) {
      // Past TOPICLEN it is cut, as clients expect, and everybody is shown what is left.
      await channels.setTopic({ session: session.id, channel, topic: cutToOctets(text, TOPIC_OCTETS) })
      return
    }
    const { name, topic } = await channels.get({ session: session.id, channel })
    if (topic === null) session.reply(NUMERIC.RPL_NOTOPIC, [name], 'No topic is set')
    else sendTopic(session, name, topic)
  })

export const topic: Command = { minParams: 1, isActivity: true, run }
