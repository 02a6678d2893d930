// Keeps what happens in channels beside the talk (topics, comings and goings, modes) in their histories, in the order
// in which it was told; and notes how far a channel went when an account left it.

import type { Origin } from '../accounts/session.ts'
import type { CoreEvent } from '../events.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { Happening } from './history.ts'
import type { HistoryService } from './history-service.ts'

/** Returns what ends it: for a house that closes its store while the last goodbyes are still under way. */
export const keepRecord = (options: ChannelAreaOptions, history: HistoryService): (() => void) => {
  const { tick, lines, repository, channels, accounts } = options

  const note = (channel: string, who: Origin, kind: Happening, text: string): void => {
    const live = channels.find(channel)
    if (live === undefined || live.channel.settings.history === 'none') return
    repository.append(live.channel.stream, { ...lines.draft(who, 'message', text), kind })
  }

  const visited = (channel: string, { account }: Origin): void => {
    const found = account === null ? undefined : accounts.byFoldedName(account.toLowerCase())
    if (found !== undefined) history.noteVisit(found.id, channel)
  }

  const keep = (event: CoreEvent): unknown => {
    switch (event.type) {
      case 'channel.topic-set':
        return note(event.channel, event.by, 'topic', event.topic?.text ?? '')
      case 'channel.joined':
        return event.only === null ? note(event.channel, event.who, 'join', '') : undefined
      case 'channel.parted':
        if (event.only === null) note(event.channel, event.who, 'part', event.reason)
        return visited(event.channel, event.who)
      case 'channel.kicked':
        if (event.only === null) note(event.channel, event.by, 'kick', `${event.who.nick} ${event.reason}`)
        return visited(event.channel, event.who)
      case 'presence.left':
        for (const channel of event.channels) {
          note(channel, event.who, 'quit', event.reason)
          visited(channel, event.who)
        }
        return
      case 'presence.renamed':
        if (event.from === event.who.nick) return
        for (const channel of event.channels) note(channel, { ...event.who, nick: event.from }, 'nick', event.who.nick)
        return
      default:
        return
    }
  }

  return tick.subscribe((event) => {
    if (KEPT.has(event.type)) tick.run(() => void keep(event))
  })
}

const KEPT: ReadonlySet<CoreEvent['type']> = new Set([
  ...(['channel.topic-set', 'channel.joined', 'channel.parted', 'channel.kicked'] as const),
  ...(['presence.left', 'presence.renamed'] as const),
])
