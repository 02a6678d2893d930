// Public logs: what anybody may read of the talk in a channel, by days of UTC. A log shows nothing that was said before
// its owner switched it on, and closes with the channel's door.

import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { HistoryItem } from './history.ts'
import { pageSize } from './lines.ts'
import { hasPublicLog, type LiveChannel } from './live-channels.ts'
import type { PublicLog, PublicLogs } from './log-calls.ts'

const DAY = 86_400_000
const MOST_DAYS = 366

export class LogService implements PublicLogs {
  readonly #options: ChannelAreaOptions

  constructor(options: ChannelAreaOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly PublicLog[] {
    if (this.#isShutOut(session)) return []
    return [...this.#options.channels.all()]
      .filter(hasPublicLog)
      .map(viewOf)
      .sort((a, b) => (a.channel < b.channel ? -1 : 1))
  }

  get({ session, channel }: { session: SessionId; channel: string }): PublicLog {
    return viewOf(this.#require(session, channel))
  }

  days({ session, channel, before, limit }: Parameters<PublicLogs['days']>[0]): readonly string[] {
    const { history } = this.#options
    const live = this.#require(session, channel)
    const { stream } = live.channel
    const first = history.firstSince(stream, sinceOf(live))
    const days: string[] = []
    let end = before === undefined ? Number.MAX_SAFE_INTEGER : history.firstSince(stream, startOf(before))
    while (days.length < Math.max(1, Math.min(MOST_DAYS, Math.trunc(limit)))) {
      const newest = history.newestBefore(stream, end)
      if (newest === null || newest.seq < first) break
      const day = dayOf(newest.at)
      days.push(day)
      end = history.firstSince(stream, startOf(day))
    }
    return days
  }

  day({ session, channel, day, after = 0, limit }: Parameters<PublicLogs['day']>[0]): readonly HistoryItem[] {
    const { history } = this.#options
    const live = this.#require(session, channel)
    const { stream } = live.channel
    const start = startOf(day)
    const first = history.firstSince(stream, Math.max(start, sinceOf(live)))
    return history.range({
      ...{ stream, after: Math.max(after, first - 1), before: history.firstSince(stream, start + DAY) },
      ...{ limit: pageSize(limit), from: 'oldest', happenings: false },
    })
  }

  /** A house that takes no guests shows them nothing. */
  #isShutOut(session: SessionId): boolean {
    const { sessions, guests } = this.#options
    return sessions.actor(session).role === 'guest' && guests === 'none'
  }

  #require(session: SessionId, name: string): LiveChannel {
    const { sessions, channels } = this.#options
    const live = channels.require(sessions.actor(session), name)
    if (!hasPublicLog(live) || this.#isShutOut(session)) throw new Refusal('no-such-channel', name)
    return live
  }
}

const viewOf = (live: LiveChannel): PublicLog => {
  const { name, description, topic } = live.channel
  return { channel: name, description, topic: topic?.text ?? '', since: sinceOf(live), members: live.members.size }
}

const sinceOf = ({ channel }: LiveChannel): number => channel.settings.publicSince ?? Number.MAX_SAFE_INTEGER

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** @throws Refusal malformed */
const startOf = (day: string): number => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || dayOf(at) !== day) throw new Refusal('malformed', 'a day is written 2026-01-31')
  return at
}
