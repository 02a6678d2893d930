// What the house itself says in a channel: a notice under its own name, in the same history as everybody's lines.

import type { Origin } from '../accounts/session.ts'
import type { Msgid, PresenceId, SessionId } from '../ids.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ClientTags } from './channel.ts'
import type { LiveChannel, LiveChannels } from './live-channels.ts'

/** Nobody can take this nick, and nobody's lines come from this presence. */
export const HOUSE: Origin = { presence: 0 as PresenceId, nick: 'Samband', account: null, host: 'house' }
const NO_SESSION = '' as SessionId

/** What other areas have the house say, by the name of a channel. */
export interface HouseSpeech {
  /** Null when the channel is not there. Runs inside a command. */
  readonly announce: (channel: string, text: string, tags?: ClientTags) => Msgid | null
  /** Takes back what the house said there. Runs inside a command. */
  readonly takeBack: (channel: string, msgid: Msgid, reason: string) => void
}

export const announcing = (channels: LiveChannels, voice: HouseVoice): HouseSpeech => ({
  announce: (channel, text, tags) => {
    const live = channels.find(channel)
    return live === undefined ? null : voice.say(live, text, tags)
  },
  takeBack: (channel, msgid, reason) => {
    const live = channels.find(channel)
    if (live !== undefined) voice.takeBack(live, msgid, reason)
  },
})

type HouseVoiceOptions = Pick<ChannelAreaOptions, 'tick' | 'lines' | 'repository' | 'history'>

export class HouseVoice {
  readonly #options: HouseVoiceOptions

  constructor(options: HouseVoiceOptions) {
    this.#options = options
  }

  /** Said to everybody in the channel, whoever is there; returns the line's id. Runs inside a command. */
  say(live: LiveChannel, text: string, tags?: ClientTags): Msgid {
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
    return msgid
  }

  /** Takes back what the house said; nothing when it is gone already. Runs inside a command. */
  takeBack(live: LiveChannel, msgid: Msgid, reason: string): void {
    const { tick, lines, repository, history } = this.#options
    const { name, stream } = live.channel
    const found = history.find(msgid)
    if (found === undefined || found.stream !== stream || found.item.redacted !== undefined) return
    const { msgid: id, at } = lines.msgids.next()
    const { nick, account, host } = HOUSE
    history.redact(found, nick, at, reason)
    repository.append(stream, { msgid: id, at, nick, account, host, kind: 'redact', text: `${msgid} ${reason}` })
    tick.publish({
      ...{ type: 'message.redacted', channel: name, to: null, id, msgid, by: HOUSE, at },
      ...{ session: NO_SESSION, reason },
    })
  }
}
