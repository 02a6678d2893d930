// Control messages and Supersedes of peers (RFC 5537 §5): a cancel is carried out only when its author proves to be the
// article's own (Cancel-Key opens Cancel-Lock, RFC 8315), or when the peer is trusted with it. Newsgroups are made for
// trusted peers alone, and never removed: that is left to the sysop.

import { isBoardName } from '../../../../shared/names.ts'
import type { Clock } from '../../clock.ts'
import type { Tick } from '../../tick.ts'
import type { ArticleNode, BoardRepository } from '../board-repository.ts'
import { opensLock } from '../cancel-lock.ts'
import type { NewsFormat } from '../news-format.ts'
import type { NewsHistory } from '../news-history.ts'
import type { Submission } from '../submission.ts'
import type { Peer } from './peer.ts'
import type { RelayedArticle } from './relay-format.ts'

export interface ControlDeskOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly repository: BoardRepository
  readonly submission: Submission
  readonly newsFormat: NewsFormat
  readonly history: NewsHistory
}

/** Of a cancel that came before its article. */
const MOST_KEYS = 5
const KEY_CHARACTERS = 200
/** RFC 5536 §3.1.3. */
const MESSAGE_ID_OCTETS = 250

export class ControlDesk {
  readonly #options: ControlDeskOptions

  constructor(options: ControlDeskOptions) {
    this.#options = options
  }

  /** Says in plain words what was done, for the log. Runs inside a command. */
  carryOut(peer: Peer, article: RelayedArticle): string {
    const { verb, argument } = article.control ?? { verb: '', argument: '' }
    if (verb === 'cancel') return this.#cancel(peer, article, argument)
    if (verb === 'newgroup') return this.#newgroup(peer, article, argument)
    return `${verb} ${argument} was passed on and not carried out`
  }

  /** The article that this one may take the place of; null when there is none, or it proves nothing. */
  superseded(peer: Peer, article: RelayedArticle): ArticleNode | null {
    if (article.supersedes === null) return null
    const node = this.#options.repository.findNode(article.supersedes)
    return node?.state === 'live' && this.#isProven(peer, article, node) ? node : null
  }

  #cancel(peer: Peer, article: RelayedArticle, target: string): string {
    const { repository, history, submission, clock } = this.#options
    const node = repository.findNode(target)
    if (node?.state === 'live') {
      if (!this.#isProven(peer, article, node)) return `cancel of ${target} was not proven and not carried out`
      submission.withdraw(node)
      return `cancel of ${target} was carried out`
    }
    const isUntold = node === undefined && history.knows(target)
    if (node?.state === 'cancelled' || isUntold) return `cancel of ${target}: it is not here`
    // One that outruns its article is obeyed where it needs no proof; else its keys wait for the article's lock.
    if (!peer.trusts.includes('cancel')) return this.#keepKeys(article, target)
    history.remember(target, clock.now())
    return `cancel of ${target}: it will not be taken`
  }

  /** RFC 8315 §4 has no word on it: the proof comes together when the article does. */
  #keepKeys({ cancelKeys }: RelayedArticle, target: string): string {
    const { history, clock } = this.#options
    const keys = cancelKeys.filter((key) => key.length <= KEY_CHARACTERS).slice(0, MOST_KEYS)
    const isMessageId = target.length <= MESSAGE_ID_OCTETS && /^<[^<>\s]+>$/.test(target)
    if (keys.length === 0 || !isMessageId) return `cancel of ${target}: it is not here`
    history.keepCancelKeys(target, keys, clock.now())
    return `cancel of ${target}: it is not here yet`
  }

  /** Whether its author took it back before it came. */
  wasCancelledBefore(messageId: string, octets: Uint8Array): boolean {
    const { history, newsFormat } = this.#options
    const keys = history.cancelKeys(messageId)
    return keys.length > 0 && opensLock(keys, newsFormat.cancelLocks(octets))
  }

  #isProven(peer: Peer, { cancelKeys }: RelayedArticle, { id }: ArticleNode): boolean {
    const { repository, newsFormat } = this.#options
    if (peer.trusts.includes('cancel')) return true
    return opensLock(cancelKeys, newsFormat.cancelLocks(repository.raw(id) ?? new Uint8Array()))
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
