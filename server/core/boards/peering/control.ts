// Control messages and Supersedes of peers (RFC 5537 §5): a cancel is carried out only when its author proves to be the
// article's own (Cancel-Key opens Cancel-Lock, RFC 8315), or when the peer is trusted with it. Newsgroups are made for
// trusted peers alone, and never removed: that is left to the sysop.

import { isBoardName } from '../../../../shared/names.ts'
import type { Clock } from '../../clock.ts'
import type { Tick } from '../../tick.ts'
import type { BoardRepository } from '../board-repository.ts'
import { opensLock } from '../cancel-lock.ts'
import type { NewsFormat } from '../news-format.ts'
import type { NewsHistory } from '../news-history.ts'
import type { NewsRepository } from '../news-repository.ts'
import type { Peer } from './peer.ts'
import type { RelayedArticle } from './relay-format.ts'

export interface ControlDeskOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly newsFormat: NewsFormat
  readonly history: NewsHistory
}

export class ControlDesk {
  readonly #options: ControlDeskOptions

  constructor(options: ControlDeskOptions) {
    this.#options = options
  }

  /** Says in plain words what was done, for the log. Runs inside a command. */
  carryOut(peer: Peer, article: RelayedArticle): string {
    const { verb, argument } = article.control ?? { verb: '', argument: '' }
    if (verb === 'cancel') return this.#withdraw(peer, article, argument, 'cancel of')
    if (verb === 'newgroup') return this.#newgroup(peer, article, argument)
    return `${verb} ${argument} was passed on and not carried out`
  }

  /** As `carryOut`, for an article that is to stand in the place of another. */
  supersede(peer: Peer, article: RelayedArticle, target: string): string {
    return this.#withdraw(peer, article, target, 'superseding of')
  }

  #withdraw(peer: Peer, article: RelayedArticle, target: string, what: string): string {
    const { repository, news, newsFormat, history, tick, clock } = this.#options
    const node = repository.findNode(target)
    if (node?.state !== 'live') {
      // A cancel that outruns its article is obeyed only where it needs no proof.
      if (node?.state === 'cancelled' || !peer.trusts.includes('cancel')) return `${what} ${target}: it is not here`
      history.remember(target, clock.now())
      return `${what} ${target}: it will not be taken`
    }
    const locks = newsFormat.cancelLocks(repository.raw(node.id) ?? new Uint8Array())
    const isProven = opensLock(article.cancelKeys, locks)
    if (!isProven && !peer.trusts.includes('cancel')) return `${what} ${target} was not proven and not carried out`
    const placements = repository.placements(node.id).map(({ board, number }) => ({ board: board.name, number }))
    news.withdraw(node.id, clock.now())
    const { id, messageId, thread } = node
    tick.publish({ type: 'article.cancelled', article: id, messageId, placements, thread })
    return `${what} ${target} was carried out`
  }

  #newgroup(peer: Peer, article: RelayedArticle, argument: string): string {
    const { repository, clock } = this.#options
    const [name = ''] = argument.split(/\s+/)
    const mayMake = peer.trusts.includes('newgroup') && article.isApproved && isBoardName(name)
    if (!mayMake || peer.judges(name) !== 'yes') return `newgroup ${name} was passed on and not carried out`
    if (repository.findBoard(name) !== undefined) return `newgroup ${name}: it is here already`
    const description = `Made on the word of ${peer.name}`
    repository.insertBoard({ name, description, readRole: 'guest', writeRole: 'member', created: clock.now() })
    this.#options.tick.publish({ type: 'board.created', board: name })
    return `newgroup ${name} was carried out`
  }
}
