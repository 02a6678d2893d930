// Keeps what happens in channels beside the talk (topics, comings and goings, modes) in their histories, in the order
// in which it was told; and notes how far a channel went when an account left it.

import type { PresenceLeft, PresenceRenamed } from '../accounts/account-events.ts'
import type { Origin } from '../accounts/session.ts'
import type { CoreEvent } from '../events.ts'
import type { Stamp } from '../msgids.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import { type Happening, rowIdOf } from './history.ts'
import type { HistoryService } from './history-service.ts'
import { HOUSE } from './house-voice.ts'
import { describeChanges } from './modes.ts'

/** Returns what ends it: for a house that closes its store while the last goodbyes are still under way. */
export const keepRecord = (options: ChannelAreaOptions, history: HistoryService): (() => void) => {
  const { tick, repository, channels, accounts } = options

  const note = (channel: string, who: Origin, kind: Happening, text: string, stamp: Stamp): void => {
    const live = channels.find(channel)
    if (live === undefined || live.channel.settings.history === 'none') return
    const { nick, account, host } = who
    const { msgid, at } = stamp
    repository.append(live.channel.stream, { msgid, at, nick, account, host, kind, text })
  }

  /** What is told once in several channels; where only some may notice it, nothing is kept. */
  const noteAll = (event: PresenceLeft | PresenceRenamed, who: Origin, kind: Happening, text: string): void => {
    for (const channel of event.channels) {
      const live = channels.find(channel)
      if (live === undefined || event.hushed?.some((each) => each.channel === channel) === true) continue
      note(channel, who, kind, text, { at: event.at, msgid: rowIdOf(event.msgid, live.channel.stream) })
    }
  }

  const visited = (channel: string, { account }: Origin): void => {
    const found = account === null ? undefined : accounts.byFoldedName(account.toLowerCase())
    if (found !== undefined) history.noteVisit(found.id, channel)
  }

  const keep = (event: CoreEvent): unknown => {
    switch (event.type) {
      case 'channel.topic-set':
        return note(event.channel, event.by, 'topic', event.topic?.text ?? '', event)
      case 'channel.joined':
        return event.only === null ? note(event.channel, event.who, 'join', '', event) : undefined
      case 'channel.parted':
        if (event.only === null) note(event.channel, event.who, 'part', event.reason, event)
        return visited(event.channel, event.who)
      case 'channel.kicked':
        if (event.only === null) note(event.channel, event.by, 'kick', `${event.who.nick} ${event.reason}`, event)
        return visited(event.channel, event.who)
      case 'presence.left':
        noteAll(event, event.who, 'quit', event.reason)
        for (const channel of event.channels) visited(channel, event.who)
        return
      case 'channel.modes-changed':
        return note(event.channel, event.by ?? HOUSE, 'mode', describeChanges(event.changes), event)
      case 'presence.unattended':
        for (const channel of event.channels) visited(channel, event.who)
        return
      case 'presence.renamed':
        if (event.from === event.who.nick) return
        return noteAll(event, { ...event.who, nick: event.from, host: event.fromHost }, 'nick', event.who.nick)
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
  ...(['channel.modes-changed', 'presence.left', 'presence.unattended', 'presence.renamed'] as const),
])
