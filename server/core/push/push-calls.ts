// What the contract offers on Web Push: where an account wants to be told while nobody sits at its clients.

import type { SessionId } from '../ids.ts'
import type { PushSubscription } from './push.ts'

export interface Push {
  /**
   * Replaces what the account had for the same endpoint.
   * @throws Refusal sign-in-required, malformed, too-long, too-many
   */
  register(args: { session: SessionId } & PushSubscription): void
  /** Nothing happens when there is none. @throws Refusal sign-in-required */
  unregister(args: { session: SessionId; endpoint: string }): void
  /** The push service says that it is gone: of every account. @throws Refusal not-permitted for all but the house */
  expire(args: { session: SessionId; endpoint: string }): void
}
