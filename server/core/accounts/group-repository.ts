// The port through which groups of accounts are kept.

import type { AccountId } from '../ids.ts'
import type { GroupView } from './group-calls.ts'

export interface GroupRepository {
  groups(): readonly GroupView[]
  has(group: string): boolean
  insert(group: string, created: number): void
  remove(group: string): void
  /** Whether it opens something. */
  isUsed(group: string): boolean
  addMember(group: string, account: AccountId): void
  removeMember(group: string, account: AccountId): void
}
