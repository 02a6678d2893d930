// What channel lines and private lines have in common: how a line gets its id and time, and how fast one presence may
// talk.

import { CLIENT_TAGS_KEPT_OCTETS, PAGE_ROWS } from '../../../shared/limits.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Origin } from '../accounts/session.ts'
import type { Clock } from '../clock.ts'
import type { PresenceId } from '../ids.ts'
import type { Msgids } from '../msgids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { ChannelMessage, ClientTags, MessageKind } from './channel.ts'

const TALK = { burst: 30, perSecond: 5 }
const CLIENT_TAG = /^\+(?:[A-Za-z0-9.-]+\/)?[A-Za-z0-9-]+$/

export class Lines {
  readonly #clock: Clock
  readonly #throttle: boolean
  readonly msgids: Msgids
  readonly #buckets = new Map<PresenceId, TokenBucket>()

  /** `throttle` false lets everybody talk as fast as they like. */
  constructor(options: { readonly clock: Clock; readonly msgids: Msgids; readonly throttle: boolean }) {
    this.#clock = options.clock
    this.msgids = options.msgids
    this.#throttle = options.throttle
  }

  /** The parts of a line that its sender does not choose. */
  draft(from: Origin, kind: MessageKind, text: string, tags?: ClientTags): Omit<ChannelMessage, 'seq'> {
    const { nick, account, host } = from
    const { msgid, at } = this.msgids.next()
    const draft = { msgid, at, nick, account, host, kind, text }
    return tags === undefined ? draft : { ...draft, tags }
  }

  /** @throws Refusal too-long, malformed */
  requireTagsFit(tags: ClientTags): void {
    let octets = 0
    for (const [key, value] of Object.entries(tags)) {
      if (!CLIENT_TAG.test(key) || value.includes('\0')) throw new Refusal('malformed', 'tags')
      octets += key.length + Buffer.byteLength(value)
    }
    if (octets > CLIENT_TAGS_KEPT_OCTETS) throw new Refusal('too-long', 'tags')
  }

  /** @throws Refusal throttled */
  requireCalm(presence: PresenceId): void {
    if (!this.#throttle) return
    const now = this.#clock.now()
    const bucket = this.#buckets.get(presence) ?? new TokenBucket({ ...TALK, now })
    this.#buckets.set(presence, bucket)
    if (!bucket.take(now)) throw new Refusal('throttled', '1')
  }

  forget(presence: PresenceId): void {
    this.#buckets.delete(presence)
  }
}

/** Each line of a text made safe by itself: a sanitiser knows of one line only. */
export const cleanLines = (sanitizer: Sanitizer, text: string): string =>
  text.includes('\n')
    ? text
        .split('\n')
        .map((line) => sanitizer.chat(line))
        .join('\n')
    : sanitizer.chat(text)

/** A page of history holds 1 to PAGE_ROWS lines. */
export const pageSize = (limit: number): number => Math.max(1, Math.min(PAGE_ROWS, Math.trunc(limit)))
