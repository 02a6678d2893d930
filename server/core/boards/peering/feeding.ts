// What goes out: every article that is filed here is put on the list of each peer that is to have it, in the transaction
// that files it, so that no crash can part the two.

import type { ArticleId } from '../../ids.ts'
import type { Board } from '../board.ts'
import type { BoardRepository } from '../board-repository.ts'
import { hasPassed, isExchanged, obstacleTo, type Peer } from './peer.ts'
import type { PeerRepository } from './peer-repository.ts'
import type { RelayFacts, RelayFormat } from './relay-format.ts'

export interface FeedingOptions {
  readonly peers: readonly Peer[]
  readonly boards: BoardRepository
  readonly repository: PeerRepository
  readonly format: RelayFormat
}

export class Feeding {
  readonly #options: FeedingOptions
  readonly #fed: readonly Peer[]

  constructor(options: FeedingOptions) {
    this.#options = options
    this.#fed = options.peers.filter(({ isFed }) => isFed !== 'no')
  }

  /** @param source the peer that it came from; null for what was written here */
  article(article: ArticleId, source: Peer | null): void {
    if (this.#fed.length === 0) return
    const { boards, format } = this.#options
    const raw = boards.raw(article)
    if (raw === undefined) return
    const facts = format.facts(raw)
    const placed = boards.placements(article).map(({ board }) => board)
    for (const peer of this.#receivers(facts, placed, source)) this.#enqueue(peer, { article })
  }

  /** A control message, which stands in no board: it goes where its newsgroups go. */
  control(messageId: string, raw: Uint8Array, source: Peer | null): void {
    const { boards, format, repository } = this.#options
    const facts = format.facts(raw)
    const carried = facts.newsgroups.flatMap((name) => boards.findBoard(name) ?? [])
    const receivers = this.#receivers(facts, carried, source)
    if (receivers.length === 0) return
    const control = repository.keepControl(messageId, raw)
    for (const peer of receivers) this.#enqueue(peer, { control })
  }

  #receivers(facts: RelayFacts, boards: readonly Board[], source: Peer | null): readonly Peer[] {
    return this.#fed.filter(
      (peer) =>
        peer !== source &&
        (peer.isFed === 'all' || source === null) &&
        boards.some((board) => isExchanged(peer, board)) &&
        obstacleTo(peer, facts) === null &&
        !hasPassed(peer, facts),
    )
  }

  #enqueue(peer: Peer, what: Parameters<PeerRepository['enqueue']>[1]): void {
    const { repository } = this.#options
    repository.enqueue(peer.name, what)
    if (repository.status(peer.name).waiting > peer.maxWaiting) repository.dropOldest(peer.name)
  }
}
