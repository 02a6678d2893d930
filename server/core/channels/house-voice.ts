// What the house itself says in a channel: a notice under its own name, in the same history as everybody's lines.

import type { Origin } from '../accounts/session.ts'
import type { PresenceId, SessionId } from '../ids.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ClientTags } from './channel.ts'
import type { LiveChannel } from './live-channels.ts'

/** Nobody can take this nick, and nobody's lines come from this presence. */
export const HOUSE: Origin = { presence: 0 as PresenceId, nick: 'Samband', account: null, host: 'house' }
const NO_SESSION = '' as SessionId

export class HouseVoice {
  readonly #options: Pick<ChannelAreaOptions, 'tick' | 'lines' | 'repository'>

  constructor(options: Pick<ChannelAreaOptions, 'tick' | 'lines' | 'repository'>) {
    this.#options = options
  }

  /** Said to everybody in the channel, whoever is there. Runs inside a command. */
  say(live: LiveChannel, text: string, tags?: ClientTags): void {
    const { tick, lines, repository } = this.#options
    const { name, stream, settings } = live.channel
    const draft = lines.draft(HOUSE, 'notice', text, tags)
    const seq = settings.history === 'none' ? 0 : repository.append(stream, draft)
    const { msgid, at } = draft
    tick.publish({
      ...{ type: 'channel.said', channel: name, msgid, seq, at, from: HOUSE, session: NO_SESSION },
      ...{ kind: 'notice', text },
      ...(tags !== undefined && { tags }),
    })
  }
}
