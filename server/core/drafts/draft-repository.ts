// The port through which drafts are kept.

import type { AccountId } from '../ids.ts'
import type { Draft } from './draft-calls.ts'

export interface DraftRepository {
  put(account: AccountId, draft: Draft): void
  find(account: AccountId, place: string): Draft | undefined
  /** Newest first. */
  of(account: AccountId): readonly Draft[]
  drop(account: AccountId, place: string): void
  /** Keeps only the newest `most` of an account. */
  trim(account: AccountId, most: number): void
  dropBefore(at: number): void
}
