// What comes in: a relaying agent's duties (RFC 5537 §3.6). An article is judged once; what is refused for good is
// remembered, so that no peer need send it again.

import { ARTICLE_OCTETS } from '../../../../shared/limits.ts'
import type { Clock } from '../../clock.ts'
import type { MessageId } from '../../ids.ts'
import type { Tick } from '../../tick.ts'
import type { ArticleFormat } from '../article-format.ts'
import type { Board } from '../board.ts'
import type { BoardRepository } from '../board-repository.ts'
import type { NewsHistory } from '../news-history.ts'
import type { Submission } from '../submission.ts'
import type { ControlDesk } from './control.ts'
import type { Feeding } from './feeding.ts'
import { isExchanged, obstacleTo, type Peer } from './peer.ts'
import type { Taken } from './peering-calls.ts'
import type { RelayedArticle, RelayFormat } from './relay-format.ts'

export interface IntakeOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly repository: BoardRepository
  readonly history: NewsHistory
  readonly format: ArticleFormat
  readonly relayFormat: RelayFormat
  readonly submission: Submission
  readonly control: ControlDesk
  readonly feeding: Feeding
  /** This server's name: its identity in Path. */
  readonly host: string
  /** How old an article from elsewhere may be. */
  readonly cutoffMs: number
}

const MOST_AHEAD_MS = 86_400_000
const MOST_CROSSPOSTS = 50

export class Intake {
  readonly #options: IntakeOptions

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** @param address where it came from, for the diagnostic in Path */
  take(peer: Peer, address: string, messageId: string, octets: Uint8Array | null): Taken {
    if (octets === null || octets.length > ARTICLE_OCTETS) {
      return this.#refuse(messageId, `it is larger than ${ARTICLE_OCTETS / 1024} KiB`)
    }
    const article = this.#options.relayFormat.inspect(octets)
    // Not remembered: another peer may have it unharmed.
    if (typeof article === 'string') return { kind: 'refused', why: article }
    if (article.messageId !== messageId) return { kind: 'refused', why: `its Message-ID is ${article.messageId}` }
    if (this.#options.history.knows(messageId)) return { kind: 'refused', why: 'it has been here' }
    const obstacle = this.#obstacle(peer, article)
    if (obstacle !== null) return this.#refuse(messageId, obstacle)
    const boards = this.#boardsOf(peer, article)
    const isControl = article.control !== null
    if (typeof boards === 'string' && !isControl) return this.#refuse(messageId, boards)
    if (this.#options.control.wasCancelledBefore(messageId, octets)) {
      return this.#refuse(messageId, 'its author took it back before it came')
    }
    const relayed = this.#options.relayFormat.relay(octets, this.#pathPrefix(peer, address, article))
    if (isControl || typeof boards === 'string') return this.#carryOut(peer, article, relayed)
    return this.#file(peer, article, relayed, boards)
  }

  #refuse(messageId: string, why: string): Taken {
    const { tick, history, clock } = this.#options
    tick.run(() => history.remember(messageId, clock.now()))
    return { kind: 'refused', why }
  }

  #obstacle(peer: Peer, article: RelayedArticle): string | null {
    const { clock, cutoffMs, host } = this.#options
    if (article.path.includes(host.toLowerCase())) return 'its Path says that it has been here'
    const age = clock.now() - article.date
    if (age > cutoffMs) return 'it is too old'
    if (age < -MOST_AHEAD_MS) return 'its date lies in the future'
    return obstacleTo(peer, article)
  }

  /** Those it is filed into, or why there are none. */
  #boardsOf(peer: Peer, { newsgroups, isApproved }: RelayedArticle): readonly Board[] | string {
    const { repository } = this.#options
    if (newsgroups.length > MOST_CROSSPOSTS) return `it names more than ${MOST_CROSSPOSTS} newsgroups`
    const carried = [...new Set(newsgroups)].flatMap((name) => repository.findBoard(name) ?? [])
    const exchanged = carried.filter((board) => isExchanged(peer, board))
    if (exchanged.length === 0) return 'none of its newsgroups is taken here'
    const isClosed = exchanged.some(({ isModerated }) => isModerated)
    return isClosed && !isApproved ? 'it needs the approval of a moderator' : exchanged
  }

  /** RFC 5537 §3.2.1: `!!` when Path begins as it should, else a word of what was seen. */
  #pathPrefix(peer: Peer, address: string, { path }: RelayedArticle): string {
    const { host } = this.#options
    const [expected] = peer.pathIdentities
    if (path[0] !== undefined && peer.pathIdentities.includes(path[0])) return `${host}!!`
    if (expected !== undefined) return `${host}!.MISMATCH.${expected}!`
    return address === '' ? `${host}!` : `${host}!.SEEN.${address}!`
  }

  #carryOut(peer: Peer, article: RelayedArticle, relayed: Uint8Array): Taken {
    const { tick, history, clock, control, feeding } = this.#options
    const { messageId } = article
    return tick.run(() => {
      const note = control.carryOut(peer, article)
      history.remember(messageId, clock.now())
      feeding.control(messageId, relayed, peer)
      return { kind: 'taken', messageId: messageId as MessageId, note }
    })
  }

  #file(peer: Peer, article: RelayedArticle, relayed: Uint8Array, boards: readonly Board[]): Taken {
    const { tick, format, host, control, submission } = this.#options
    const { messageId } = article
    const parsed = format.parse(relayed, { host, newsgroup: boards[0]?.name ?? '', date: () => article.date })
    if (typeof parsed === 'string') return { kind: 'refused', why: parsed }
    // What reading would have to mend is not the article that others know.
    if (parsed.messageId !== messageId) return { kind: 'refused', why: 'its Message-ID is not a proper one' }
    const supersedes = control.superseded(peer, article)
    tick.run(() => submission.file({ article: parsed, account: null, boards, supersedes }))
    const isKept = article.supersedes !== null && supersedes === null
    const note = isKept
      ? `it supersedes ${article.supersedes}, which is not here or not proven to be its author's`
      : null
    return { kind: 'taken', messageId: messageId as MessageId, note }
  }
}
