// What happens in the life of the house, as told in the one stream of ../events.ts.

import type { Origin } from '../accounts/session.ts'

export interface OnelinerWritten {
  readonly type: 'oneliner.written'
  readonly ref: string
}

export interface OnelinerRemoved {
  readonly type: 'oneliner.removed'
  readonly ref: string
}

/** One was written, or withdrawn. */
export interface BulletinsChanged {
  readonly type: 'bulletins.changed'
}

/** Opened, voted in, or closed. */
export interface PollChanged {
  readonly type: 'poll.changed'
  readonly ref: string
}

/** Somebody knocks at every screen of `to`. */
export interface PresencePaged {
  readonly type: 'presence.paged'
  readonly from: Origin
  readonly to: Origin
  readonly text: string
  readonly at: number
}

/** An account was named; `account` is its name. */
export interface AccountMentioned {
  readonly type: 'account.mentioned'
  readonly account: string
  readonly by: string
}

export type CommunityEvent =
  | OnelinerWritten
  | OnelinerRemoved
  | BulletinsChanged
  | PollChanged
  | PresencePaged
  | AccountMentioned
