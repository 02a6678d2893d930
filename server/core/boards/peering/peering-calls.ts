// Peering as the contract shows it: what a peer's connection asks, and what the gateway's own connections to peers ask.

import type { MessageId, SessionId } from '../../ids.ts'
import type { PeerState, PeerStatus } from './peer.ts'

export type Offer = 'wanted' | 'known' | 'later'

export type Taken =
  | { readonly kind: 'taken'; readonly messageId: MessageId; readonly note: string | null }
  /** For good: it need not be sent again. */
  | { readonly kind: 'refused'; readonly why: string }

/** What waits to be offered to a peer. */
export interface BacklogEntry {
  readonly entry: number
  readonly messageId: MessageId
}

export interface Answer {
  readonly entry: number
  /** `later`: it is to be offered again. All others are answers for good. */
  readonly kind: 'sent' | 'unwanted' | 'later'
}

export interface Peering {
  /** The name of the peer that this session is, by its address or its account; null for everybody else. */
  peerOf(args: { session: SessionId }): string | null
  /** A peer asks whether an article is wanted (CHECK, IHAVE). @throws Refusal not-permitted (no peer) */
  offer(args: { session: SessionId; messageId: MessageId }): Offer
  /**
   * A peer sends an article: CRLF, dots undone; null when it was too long to be kept. `messageId` is the one it was
   * announced by. `upstream`: it was read from that peer by our own connection, whose session acts as sysop.
   * @throws Refusal not-permitted
   */
  take(args: { session: SessionId; messageId: MessageId; octets: Uint8Array | null; upstream?: string }): Taken

  // What follows is for sessions that act as sysop. @throws Refusal not-permitted, no-such-thing (no such peer)

  /** Articles that wait for a peer, oldest first, behind an entry (0: from the first): at most `limit` (1-500). */
  backlog(args: { session: SessionId; peer: string; after: number; limit: number }): readonly BacklogEntry[]
  /** The octets to send; null when the article is gone meanwhile. `proto`: stripped for POST. */
  octets(args: { session: SessionId; peer: string; entry: number; proto: boolean }): Uint8Array | null
  /** What the peer has answered. */
  answered(args: { session: SessionId; peer: string; answers: readonly Answer[] }): void
  /** What our connection to it does now; `error` is one line in plain words. */
  report(args: { session: SessionId; peer: string; state: PeerState; error?: string }): void
  status(args: { session: SessionId }): readonly PeerStatus[]
  /** The boards that are exchanged with a peer, by name, and how far each has been read there ('' is for all). */
  positions(args: { session: SessionId; peer: string }): {
    readonly boards: readonly string[]
    readonly read: Readonly<Record<string, number>>
  }
  setPosition(args: { session: SessionId; peer: string; group: string; position: number }): void
  /** Of these ids (at most 500), those whose articles have never been here. */
  unknown(args: { session: SessionId; messageIds: readonly MessageId[] }): readonly MessageId[]
}
