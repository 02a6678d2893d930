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
import { canDo, canSee } from '../visibility.ts'
import type { Board } from './board.ts'
import type { ArticleNode, BoardRepository } from './board-repository.ts'
import { cancelKeyOf, cancelLockOf, opensLock } from './cancel-lock.ts'
import type { Injected } from './news.ts'
import type { NewsFormat, ProtoArticle } from './news-format.ts'
import type { NewsHistory } from './news-history.ts'
import type { NewsRepository } from './news-repository.ts'
import type { PostingPace } from './posting-pace.ts'
import type { StaffLog } from './staff-log.ts'
import type { Submission } from './submission.ts'

export interface NewsPostingOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly sessions: SessionService
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly newsFormat: NewsFormat
  readonly submission: Submission
  readonly history: NewsHistory
  readonly log: StaffLog
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

  constructor(options: NewsPostingOptions) {
    this.#options = options
  }

  inject({ session, octets }: { session: SessionId; octets: Uint8Array }): Injected {
    const { tick, sessions, newsFormat, pace } = this.#options
    const account = sessions.requireAccount(session)
    const actor = sessions.actor(session)
    if (octets.length > ARTICLE_OCTETS) throw new Refusal('too-long', `at most ${ARTICLE_OCTETS / 1024} KiB`)
    const proto = newsFormat.inspect(octets)
    if (typeof proto === 'string') throw new Refusal('malformed', proto)
    this.#judge(proto)
    pace.take(sessions.requirePresence(session).id)
    return tick.run(() => {
      if (proto.cancels !== null) return this.#cancel(actor, account, proto, proto.cancels)
      return this.#file(actor, account, octets, proto)
    })
  }

  /** @throws Refusal malformed, duplicate */
  #judge({ messageId, date }: ProtoArticle): void {
    const now = this.#options.clock.now()
    if (date !== null && date > now + MOST_AHEAD_MS) throw new Refusal('malformed', 'Its Date lies in the future')
    if (date !== null && date < now - MOST_BEHIND_MS) {
      throw new Refusal('malformed', `Its Date is more than ${MOST_BEHIND_MS / DAY_MS} days past`)
    }
    const known = messageId === null ? undefined : this.#options.repository.findNode(messageId)
    if (known !== undefined && known.state !== 'ghost') throw new Refusal('duplicate', known.messageId)
    if (messageId !== null && this.#options.history.knows(messageId)) throw new Refusal('duplicate', messageId)
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

  #file(actor: Actor, account: Account, octets: Uint8Array, proto: ProtoArticle): Injected {
    const { clock, entropy, newsFormat, host, cancelSecret, submission } = this.#options
    const boards = this.#requireWritable(actor, proto.newsgroups)
    if (proto.isApproved) requireMayApprove(actor, boards)
    const now = clock.now()
    const messageId = proto.messageId ?? `<${entropy.token(ID_LENGTH)}@${host}>`
    const supersedes = proto.supersedes === null ? null : this.#superseded(account, proto, proto.supersedes)
    const injected = newsFormat.inject(octets, {
      ...{ host, account: account.name, messageId, now },
      cancelLock: cancelLockOf(cancelKeyOf(cancelSecret, account.id, messageId)),
      cancelKey: supersedes === null ? null : cancelKeyOf(cancelSecret, account.id, supersedes.messageId),
    })
    const article = submission.parse(injected, boards)
    const outcome = submission.submit(actor, { article, account: account.id, boards, supersedes })
    return { messageId: outcome.messageId, placements: [...outcome.placements], held: outcome.held }
  }

  /** One's own, or as a moderator of all boards that it stands in. @throws Refusal no-such-article, not-permitted */
  #cancel(actor: Actor, account: Account, proto: ProtoArticle, target: string): Injected {
    const { repository, entropy, host, submission, log } = this.#options
    const node = repository.findNode(target)
    const boards = node?.state === 'live' ? repository.placements(node.id).map(({ board }) => board) : []
    if (node === undefined || !boards.some((board) => canSee(actor, board))) {
      throw new Refusal('no-such-article', target)
    }
    if (!this.#isAuthor(account, node, proto.cancelKeys)) {
      if (!boards.every((board) => canDo(actor, 'moderate', board))) throw notYours(node)
      log.note(actor, 'cancel-article', node.messageId, boards.map(({ name }) => name).join(' '))
    }
    submission.withdraw(node)
    const messageId = (proto.messageId ?? `<${entropy.token(ID_LENGTH)}@${host}>`) as MessageId
    return { messageId, placements: [], held: null }
  }

  /** What it replaces; null when that is not here (any more). @throws Refusal not-permitted */
  #superseded(account: Account, proto: ProtoArticle, target: string): ArticleNode | null {
    const node = this.#options.repository.findNode(target)
    if (node?.state !== 'live') return null
    if (!this.#isAuthor(account, node, proto.cancelKeys)) throw notYours(node)
    return node
  }

  #isAuthor(account: Account, node: ArticleNode, keys: readonly string[]): boolean {
    const { news, newsFormat, repository } = this.#options
    if (news.accountOf(node.id) === account.id) return true
    return opensLock(keys, newsFormat.cancelLocks(repository.raw(node.id) ?? new Uint8Array()))
  }
}

const notYours = (node: ArticleNode): Refusal => new Refusal('not-permitted', `${node.messageId} is not yours`)

/** RFC 5537 §3.5.1: Approved is a moderator's to set. @throws Refusal not-permitted */
const requireMayApprove = (actor: Actor, boards: readonly Board[]): void => {
  const moderated = boards.filter((board) => board.isModerated)
  const judged = moderated.length === 0 ? boards : moderated
  if (!judged.every((board) => canDo(actor, 'moderate', board))) throw new Refusal('not-permitted', 'Approved')
}
