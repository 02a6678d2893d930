// The port through which peering keeps what waits for each peer, what became of it, and how far upstreams were read.

import type { AccountId, ArticleId } from '../../ids.ts'
import type { PeerStatus } from './peer.ts'
import type { BacklogEntry } from './peering-calls.ts'

export type PeerCounter = 'sent' | 'unwanted' | 'received' | 'refused' | 'dropped'

export interface PeerRepository {
  /** Makes a row for each of these peers, and forgets what waited for others. Returns new ones. Runs inside a command. */
  settlePeers(names: readonly string[]): readonly string[]
  status(peer: string): Omit<PeerStatus, 'state'>
  count(peer: string, counter: PeerCounter, at: number): void
  setError(peer: string, what: string, at: number): void

  /** Of an article that was taken back: who wrote it here, and its octets; undefined when it came from elsewhere. */
  withdrawn(article: ArticleId): { readonly account: AccountId; readonly raw: Uint8Array } | undefined
  /** Keeps a control message for peers, beside the articles. @returns its id, for `enqueue` */
  keepControl(messageId: string, raw: Uint8Array): number
  /** The newest live articles that arrived at and are dated from a moment on, oldest first; of `own`, those written here. */
  articlesSince(since: number, of: 'own' | 'all', limit: number): readonly ArticleId[]
  enqueue(peer: string, what: { readonly article: ArticleId } | { readonly control: number }): void
  /** The oldest entry goes. */
  dropOldest(peer: string): void
  /** Live entries behind `after` whose time has come, oldest first. */
  entries(peer: string, after: number, now: number, limit: number): readonly BacklogEntry[]
  /** Null when the article is no longer live, or the entry is not this peer's. */
  octets(peer: string, entry: number): Uint8Array | null
  /** How often it has been put off. */
  tries(peer: string, entry: number): number
  remove(peer: string, entry: number): void
  putOff(peer: string, entry: number, until: number): void
  /** Entries whose articles were taken back. */
  removeDead(peer: string, limit: number): void

  positions(peer: string): Readonly<Record<string, number>>
  setPosition(peer: string, group: string, position: number): void
}
