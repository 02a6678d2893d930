// Articles that newsreaders write (RFC 5537 §3.5, the injecting agent): judged, completed, filed as any other. An author
// takes an article back with a cancel, or replaces it with one that supersedes it (§5.3, §5.4).

import { ARTICLE_OCTETS } from '../../../shared/limits.ts'
import type { Account } from '../accounts/account.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { Entropy, MessageId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee, outranks } from '../visibility.ts'
import { ArticleFiling } from './article-filing.ts'
import type { ArticleFormat, ParsedArticle } from './article-format.ts'
import type { Board } from './board.ts'
import type { ArticleNode, BoardRepository } from './board-repository.ts'
import { cancelKeyOf, cancelLockOf, opensLock } from './cancel-lock.ts'
import type { Injected } from './news.ts'
import type { NewsFormat, ProtoArticle } from './news-format.ts'
import type { NewsRepository } from './news-repository.ts'
import type { PostingPace } from './posting-pace.ts'

export interface NewsPostingOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly sessions: SessionService
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly format: ArticleFormat
  readonly newsFormat: NewsFormat
  readonly pace: PostingPace
  /** This server's name. */
  readonly host: string
  /** What cancel keys are made from. */
  readonly cancelSecret: string
}

const DAY_MS = 86_400_000
/** RFC 5537 §3.5: a Date further ahead is refused; one further back than other servers take would not travel. */
const MOST_AHEAD_MS = DAY_MS
const MOST_BEHIND_MS = 10 * DAY_MS
const MOST_CROSSPOSTS = 10
const ID_LENGTH = 20

export class NewsPosting {
  readonly #options: NewsPostingOptions
  readonly #filing: ArticleFiling

  constructor(options: NewsPostingOptions) {
    this.#options = options
    this.#filing = new ArticleFiling(options)
  }

  inject({ session, octets }: { session: SessionId; octets: Uint8Array }): Injected {
    const { tick, sessions, newsFormat, pace } = this.#options
    const account = sessions.requireAccount(session)
    const actor = sessions.actor(session)
    if (octets.length > ARTICLE_OCTETS) throw new Refusal('too-long', `at most ${ARTICLE_OCTETS / 1024} KiB`)
    const proto = newsFormat.inspect(octets)
    if (typeof proto === 'string') throw new Refusal('malformed', proto)
    this.#judge(actor, proto)
    pace.take(sessions.requirePresence(session).id)
    return tick.run(() => {
      if (proto.cancels !== null) return this.#cancel(account, proto, proto.cancels)
      return this.#file(account, octets, proto, this.#requireWritable(actor, proto.newsgroups))
    })
  }

  /** @throws Refusal malformed, not-permitted, duplicate */
  #judge(actor: Actor, { messageId, date, isApproved }: ProtoArticle): void {
    const now = this.#options.clock.now()
    if (date !== null && date > now + MOST_AHEAD_MS) throw new Refusal('malformed', 'Its Date lies in the future')
    if (date !== null && date < now - MOST_BEHIND_MS) {
      throw new Refusal('malformed', `Its Date is more than ${MOST_BEHIND_MS / DAY_MS} days past`)
    }
    if (isApproved && !outranks(actor.role, 'moderator')) throw new Refusal('not-permitted', 'Approved')
    const known = messageId === null ? undefined : this.#options.repository.findNode(messageId)
    if (known !== undefined && known.state !== 'ghost') throw new Refusal('duplicate', known.messageId)
  }

  /**
   * Names of groups that are not carried here are passed over, as long as one is: a follow-up to a crosspost keeps them.
   * @throws Refusal no-such-board, not-permitted, too-many
   */
  #requireWritable(actor: Actor, names: readonly string[]): readonly Board[] {
    const known = [...new Set(names)].flatMap((name) => {
      const board = this.#options.repository.findBoard(name)
      return board === undefined || !canSee(actor, board) ? [] : [board]
    })
    if (known.length === 0) throw new Refusal('no-such-board', names.join(','))
    if (known.length > MOST_CROSSPOSTS) throw new Refusal('too-many', `${MOST_CROSSPOSTS} newsgroups at once`)
    const closed = known.find((board) => !canDo(actor, 'write', board))
    if (closed !== undefined) throw new Refusal('not-permitted', closed.name)
    return known
  }

  #file(account: Account, octets: Uint8Array, proto: ProtoArticle, boards: readonly Board[]): Injected {
    const { tick, clock, entropy, newsFormat, host, cancelSecret } = this.#options
    const now = clock.now()
    const messageId = proto.messageId ?? `<${entropy.token(ID_LENGTH)}@${host}>`
    const superseded = proto.supersedes === null ? null : this.#superseded(account, proto, proto.supersedes)
    const injected = newsFormat.inject(octets, {
      ...{ host, account: account.name, messageId, now },
      cancelLock: cancelLockOf(cancelKeyOf(cancelSecret, account.id, messageId)),
      cancelKey: superseded === null ? null : cancelKeyOf(cancelSecret, account.id, superseded.messageId),
    })
    const article = this.#parse(injected, boards)
    const filed = this.#filing.file({ article, account: account.id, arrived: now }, boards)
    if (filed === null) throw new Refusal('duplicate', messageId)
    const { id, thread, placements, startsThread } = filed
    tick.publish({
      ...{ type: 'article.posted', article: id, messageId: filed.messageId, placements, thread, startsThread },
      ...{ subject: article.subject, author: article.author, at: now },
    })
    if (superseded !== null) this.#withdraw(superseded)
    return { messageId: filed.messageId, placements: [...placements] }
  }

  /** @throws Refusal malformed, too-long */
  #parse(octets: Uint8Array, boards: readonly Board[]): ParsedArticle {
    const { format, clock, host } = this.#options
    if (octets.length > ARTICLE_OCTETS) throw new Refusal('too-long', `at most ${ARTICLE_OCTETS / 1024} KiB`)
    const article = format.parse(octets, { host, newsgroup: boards[0]?.name ?? '', date: () => clock.now() })
    if (typeof article === 'string') throw new Refusal('malformed', article)
    return article
  }

  /** @throws Refusal no-such-article, not-permitted */
  #cancel(account: Account, proto: ProtoArticle, target: string): Injected {
    const { repository, entropy, host } = this.#options
    const node = repository.findNode(target)
    if (node?.state !== 'live') throw new Refusal('no-such-article', target)
    this.#requireAuthor(account, node, proto.cancelKeys)
    this.#withdraw(node)
    return { messageId: (proto.messageId ?? `<${entropy.token(ID_LENGTH)}@${host}>`) as MessageId, placements: [] }
  }

  /** What it replaces; null when that is not here (any more). @throws Refusal not-permitted */
  #superseded(account: Account, proto: ProtoArticle, target: string): ArticleNode | null {
    const node = this.#options.repository.findNode(target)
    if (node?.state !== 'live') return null
    this.#requireAuthor(account, node, proto.cancelKeys)
    return node
  }

  #requireAuthor(account: Account, node: ArticleNode, keys: readonly string[]): void {
    const { news, newsFormat, repository } = this.#options
    if (news.accountOf(node.id) === account.id) return
    const locks = newsFormat.cancelLocks(repository.raw(node.id) ?? new Uint8Array())
    if (!opensLock(keys, locks)) throw new Refusal('not-permitted', `${node.messageId} is not yours`)
  }

  #withdraw(node: ArticleNode): void {
    const { repository, news, tick } = this.#options
    const placements = repository.placements(node.id).map(({ board, number }) => ({ board: board.name, number }))
    news.withdraw(node.id)
    const { id: article, messageId, thread } = node
    tick.publish({ type: 'article.cancelled', article, messageId, placements, thread })
  }
}
