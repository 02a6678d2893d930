// What channel lines and private lines have in common: how a line gets its id and time, and how fast one presence may
// talk.

import { PAGE_ROWS } from '../../../shared/limits.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Origin } from '../accounts/session.ts'
import type { Clock } from '../clock.ts'
import type { Entropy, Msgid, PresenceId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelMessage, MessageKind } from './channel.ts'

const TALK = { burst: 30, perSecond: 5 }
const MSGID_LENGTH = 16

export class Lines {
  readonly #clock: Clock
  readonly #entropy: Entropy
  readonly #throttle: boolean
  readonly #buckets = new Map<PresenceId, TokenBucket>()

  /** `throttle` false lets everybody talk as fast as they like. */
  constructor(options: { readonly clock: Clock; readonly entropy: Entropy; readonly throttle: boolean }) {
    this.#clock = options.clock
    this.#entropy = options.entropy
    this.#throttle = options.throttle
  }

  /** The parts of a line that its sender does not choose. */
  draft(from: Origin, kind: MessageKind, text: string): Omit<ChannelMessage, 'seq'> {
    const msgid = this.#entropy.token(MSGID_LENGTH) as Msgid
    return { msgid, at: this.#clock.now(), nick: from.nick, account: from.account, host: from.host, kind, text }
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

/** A page of history holds 1 to PAGE_ROWS lines. */
export const pageSize = (limit: number): number => Math.max(1, Math.min(PAGE_ROWS, Math.trunc(limit)))
