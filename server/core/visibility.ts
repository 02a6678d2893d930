// The one judge. Every face, feed, search, export and listing asks these two questions; the answer depends on who
// asks, never on the face they came through.

import type { AccountId } from './ids.ts'

/** From least to most trusted. `guest` is everybody without an account. */
export const ROLES = ['guest', 'member', 'moderator', 'sysop'] as const
export type Role = (typeof ROLES)[number]

export interface Viewer {
  readonly account: AccountId | null
  readonly role: Role
}

/** Something with doors: the least role that may look at it, and the least that may write in it. */
export interface Guarded {
  readonly readRole: Role
  readonly writeRole: Role
}

export type Act =
  | 'write'
  | 'keep-order'
  | 'approve-accounts'
  | 'invite'
  | 'ban'
  | 'set-role'
  | 'set-any-password'
  | 'add-board'
  | 'import'
  | 'kill'
  | 'set-defcon'
  | 'announce'
  | 'read-log'
  | 'rehash'
  | 'exchange-news'

/** An act on the whole house, not on a thing in it. */
export type HouseAct = Exclude<Act, 'write'>

/** The least role for each. */
const HOUSE_ACTS: Record<HouseAct, Role> = {
  'keep-order': 'moderator',
  'approve-accounts': 'moderator',
  invite: 'member',
  ban: 'moderator',
  'set-role': 'sysop',
  'set-any-password': 'sysop',
  'add-board': 'sysop',
  import: 'sysop',
  kill: 'moderator',
  'set-defcon': 'sysop',
  announce: 'moderator',
  'read-log': 'moderator',
  rehash: 'sysop',
  'exchange-news': 'sysop',
}

export const outranks = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** A thing that someone may not see does not exist for them: answer `no-such-…`, not `not-permitted`. */
export const canSee = (viewer: Viewer, thing: Guarded): boolean => outranks(viewer.role, thing.readRole)

export const canDo = (viewer: Viewer, act: Act, thing?: Guarded): boolean => {
  if (act === 'write') return thing !== undefined && canSee(viewer, thing) && outranks(viewer.role, thing.writeRole)
  return outranks(viewer.role, HOUSE_ACTS[act])
}
