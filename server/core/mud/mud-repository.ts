// The port through which the world is kept. Everything is read once, at start; each change is written through.

import type { AccountId } from '../ids.ts'
import type { MudId, MudObject } from './mud-object.ts'

export interface MudLogEntry {
  readonly id: number
  /** The first entry of the command that this was a part of. */
  readonly deed: number
  /** The deed that this took back; null for any other entry. */
  readonly undoes: number | null
  readonly at: number
  readonly actor: string
  readonly account: AccountId | null
  readonly act: string
  readonly object: MudId
  /** The object as it was; null for something new. */
  readonly before: MudObject | null
}

export interface MudRepository {
  all(): readonly MudObject[]
  /** A new object; the number is never used again. */
  insert(object: Omit<MudObject, 'id'>): MudId
  /** In the place of the one with the same number; brings back one that was removed. */
  put(object: MudObject): void
  remove(id: MudId): void
  /** `deed` null begins one. The id of the new entry comes back. */
  log(entry: Omit<MudLogEntry, 'id' | 'deed'> & { readonly deed: number | null }): number
  /** Newest first. */
  logOf(object: MudId, limit: number): readonly MudLogEntry[]
  /** Whether somebody destroyed what was planted under that key. */
  wasDestroyed(seedKey: string): boolean
  /** What of the shipped world has been planted: a digest for each wing. */
  planted(wing: string): string
  setPlanted(wing: string, hash: string): void
  logBy(account: AccountId, limit: number): readonly MudLogEntry[]
}
