// What Web Push tells, in the one stream of ../events.ts.

import type { Origin } from '../accounts/session.ts'
import type { Msgid } from '../ids.ts'
import type { PushSubscription } from './push.ts'

/** What somebody who is not there should know. */
export type Pushed =
  | {
      readonly what: 'said'
      readonly from: Origin
      /** A channel, or the nick of who is told. */
      readonly target: string
      readonly kind: 'message' | 'notice' | 'action'
      readonly text: string
      readonly at: number
      readonly msgid: Msgid
    }
  | {
      readonly what: 'invited'
      readonly by: Origin
      readonly nick: string
      readonly channel: string
      readonly at: number
    }
  /** The account has read on elsewhere: what was pushed of this target is no news any more. */
  | { readonly what: 'read'; readonly target: string; readonly at: number }

/** For a gateway that pushes. Its subscriptions are secrets of the account. */
export interface PushDue {
  readonly type: 'push.due'
  readonly account: string
  readonly subscriptions: readonly PushSubscription[]
  readonly pushed: Pushed
}

export type PushEvent = PushDue
