// The port through which kill files are kept, and what they are held against.

import type { AccountId, ArticleId, BoardId } from '../ids.ts'
import type { KillRule } from './kill-calls.ts'

/** What an article is judged by. */
export interface KillFacts {
  readonly number: number
  readonly thread: ArticleId
  readonly subject: string
  readonly author: string
  readonly overview: Uint8Array
}

export interface KillRepository {
  /** Newest first. */
  rules(account: AccountId): readonly KillRule[]
  /** In the place of one with the same kind and pattern. Runs inside a command. */
  put(account: AccountId, rule: Omit<KillRule, 'id'>): number
  /** False when there was none. */
  remove(account: AccountId, rule: number): boolean
  /** The articles of a range, in order. */
  facts(board: BoardId, from: number, to: number, limit: number): readonly KillFacts[]
}
