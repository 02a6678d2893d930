// What happens to the staff, as told in the one stream of ../events.ts.

import type { Origin } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'

/** A word from the staff to all who listen for it. */
export interface StaffAnnounced {
  readonly type: 'staff.announced'
  readonly from: Origin
  readonly session: SessionId
  readonly at: number
  readonly text: string
}

/** One of the staff did something that stands in the log; for the staff alone. */
export interface StaffActed {
  readonly type: 'staff.acted'
  readonly at: number
  readonly actor: string
  readonly act: string
  readonly target: string
  readonly reason: string
}

export type ModerationEvent = StaffAnnounced | StaffActed
