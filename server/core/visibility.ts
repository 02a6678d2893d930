// The one judge. Every face, feed, search, export and listing asks these two questions; the answer depends on who
// asks, never on the face they came through.

import type { AccountId } from './ids.ts'

/** From least to most trusted. `guest` is everybody without an account. */
export const ROLES = ['guest', 'member', 'moderator', 'sysop'] as const
export type Role = (typeof ROLES)[number]

export interface Viewer {
  readonly account: AccountId | null
  readonly role: Role
  /** Names of the groups that the account is in. */
  readonly groups?: readonly string[]
}

/** Something with doors: the least role that may look at it, and the least that may write in it. */
export interface Guarded {
  readonly readRole: Role
  readonly writeRole: Role
  /** Where a group is named, its members and the staff come in, and nobody else; the role counts for nothing then. */
  readonly readGroup?: string | null
  readonly writeGroup?: string | null
  /** Accounts that keep order in this one thing. They may do in it what the staff may. */
  readonly moderators?: readonly AccountId[]
}

export type Act =
  | 'write'
  | 'moderate'
  | 'keep-order'
  | 'approve-accounts'
  | 'invite'
  | 'ban'
  | 'set-role'
  | 'set-any-password'
  | 'add-board'
  | 'set-groups'
  | 'hold-classes'
  | 'import'
  | 'kill'
  | 'set-defcon'
  | 'announce'
  | 'read-log'
  | 'write-bulletins'
  | 'rehash'
  | 'exchange-news'

/** An act on the whole house, not on a thing in it. */
export type HouseAct = Exclude<Act, 'write' | 'moderate'>

/** The least role for each. */
const HOUSE_ACTS: Record<HouseAct, Role> = {
  'keep-order': 'moderator',
  'approve-accounts': 'moderator',
  invite: 'member',
  ban: 'moderator',
  'set-role': 'sysop',
  'set-any-password': 'sysop',
  'add-board': 'sysop',
  'set-groups': 'sysop',
  'hold-classes': 'moderator',
  import: 'sysop',
  kill: 'moderator',
  'set-defcon': 'sysop',
  announce: 'moderator',
  'read-log': 'moderator',
  'write-bulletins': 'moderator',
  rehash: 'sysop',
  'exchange-news': 'sysop',
}

export const outranks = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** A thing that someone may not see does not exist for them: answer `no-such-…`, not `not-permitted`. */
export const canSee = (viewer: Viewer, thing: Guarded): boolean => {
  const { moderators, readGroup = null, readRole } = thing
  return isAmong(viewer, moderators) || isLetIn(viewer, readGroup, readRole)
}

export const canDo = (viewer: Viewer, act: Act, thing?: Guarded): boolean => {
  if (act === 'write' || act === 'moderate') return thing !== undefined && canDoIn(viewer, act, thing)
  return outranks(viewer.role, HOUSE_ACTS[act])
}

const canDoIn = (viewer: Viewer, act: 'write' | 'moderate', thing: Guarded): boolean => {
  if (isAmong(viewer, thing.moderators)) return true
  if (!canSee(viewer, thing)) return false
  return act === 'moderate'
    ? outranks(viewer.role, 'moderator')
    : isLetIn(viewer, thing.writeGroup ?? null, thing.writeRole)
}

const isAmong = ({ account }: Viewer, moderators: readonly AccountId[] | undefined): boolean =>
  account !== null && moderators?.includes(account) === true

const isLetIn = (viewer: Viewer, group: string | null, least: Role): boolean =>
  group === null ? outranks(viewer.role, least) : isIn(viewer, group) || outranks(viewer.role, 'moderator')

const isIn = ({ groups }: Viewer, group: string): boolean => groups?.includes(group) === true
