// What goes out: every article that is filed here is put on the list of each peer that is to have it, in the transaction
// that files it, so that no crash can part the two.

import type { Clock } from '../../clock.ts'
import type { ArticleId, Entropy } from '../../ids.ts'
import type { Board } from '../board.ts'
import type { BoardRepository } from '../board-repository.ts'
import { cancelKeyOf } from '../cancel-lock.ts'
import type { NewsHistory } from '../news-history.ts'
import { hasPassed, isExchanged, obstacleTo, type Peer } from './peer.ts'
import type { PeerRepository } from './peer-repository.ts'
import type { RelayFacts, RelayFormat } from './relay-format.ts'

export interface FeedingOptions {
  readonly peers: readonly Peer[]
  readonly boards: BoardRepository
  readonly repository: PeerRepository
  readonly format: RelayFormat
  readonly history: NewsHistory
  readonly clock: Clock
  readonly entropy: Entropy
  /** This server's name. */
  readonly host: string
  /** What cancel keys are made from. */
  readonly cancelSecret: string
}

const ID_LENGTH = 20

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

  /** What a new peer gets of the time before it was one. Runs inside a command. */
  backfill(peer: Peer): void {
    const { repository, boards, format, clock } = this.#options
    if (peer.isFed === 'no' || peer.backfillMs === 0) return
    for (const article of repository.articlesSince(clock.now() - peer.backfillMs, peer.isFed, peer.maxWaiting)) {
      const raw = boards.raw(article)
      const placed = boards.placements(article).map(({ board }) => board)
      if (raw !== undefined && this.#isFor(peer, format.facts(raw), placed)) this.#enqueue(peer, { article })
    }
  }

  /** Its author here has taken it back: peers are asked to do so too, with the proof that it is the author who asks. */
  withdrawal(article: ArticleId): void {
    const { repository, format, history, clock, entropy, host, cancelSecret } = this.#options
    const withdrawn = this.#fed.length === 0 ? undefined : repository.withdrawn(article)
    const target = this.#options.boards.messageIdOf(article)
    if (withdrawn === undefined || target === undefined) return
    const messageId = `<cancel.${entropy.token(ID_LENGTH)}@${host}>`
    const cancelKey = cancelKeyOf(cancelSecret, withdrawn.account, target)
    const now = clock.now()
    history.remember(messageId, now)
    this.control(messageId, format.cancelOf(withdrawn.raw, { host, messageId, now, cancelKey }), null)
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
      (peer) => peer !== source && (peer.isFed === 'all' || source === null) && this.#isFor(peer, facts, boards),
    )
  }

  #isFor(peer: Peer, facts: RelayFacts, boards: readonly Board[]): boolean {
    const isTaken = boards.some((board) => isExchanged(peer, board))
    return isTaken && obstacleTo(peer, facts) === null && !hasPassed(peer, facts)
  }

  #enqueue(peer: Peer, what: Parameters<PeerRepository['enqueue']>[1]): void {
    const { repository } = this.#options
    repository.enqueue(peer.name, what)
    if (repository.status(peer.name).waiting > peer.maxWaiting) repository.dropOldest(peer.name)
  }
}
