// What happens to an article once its octets are ready, whichever face it came through: it is filed, or it waits for a
// moderator; where it takes the place of an earlier one, that one goes.

import { ARTICLE_OCTETS } from '../../../shared/limits.ts'
import type { Actor } from '../accounts/session.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, ArticleId, MessageId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo, outranks } from '../visibility.ts'
import { ArticleFiling } from './article-filing.ts'
import type { ArticleFormat, ParsedArticle } from './article-format.ts'
import type { Board } from './board.ts'
import type { ArticleNode, BoardRepository } from './board-repository.ts'
import type { HeldRepository } from './held-repository.ts'
import type { NewsFormat } from './news-format.ts'
import type { NewsRepository } from './news-repository.ts'
import type { HoldReason } from './order-calls.ts'
import { takePlace } from './threading.ts'

export interface SubmissionOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly held: HeldRepository
  readonly format: ArticleFormat
  readonly newsFormat: NewsFormat
  readonly host: string
  /** Of accounts with fewer articles than this, articles with links wait for a moderator; 0 lets all through. */
  readonly holdFirst: number
}

export interface Submitted {
  readonly article: ParsedArticle
  readonly account: AccountId | null
  readonly boards: readonly Board[]
  /** What it takes the place of; that it may is judged already. */
  readonly supersedes: ArticleNode | null
}

/** What became of it. */
export type Outcome =
  | {
      readonly held: null
      readonly messageId: MessageId
      readonly article: ArticleId
      readonly thread: ArticleId
      readonly placements: readonly { readonly board: string; readonly number: number }[]
    }
  | { readonly held: HoldReason; readonly messageId: MessageId; readonly placements: readonly [] }

const MOST_HELD = 2000
const MOST_HELD_OF_ONE = 20
const LINK = /https?:\/\/|\bwww\./i

export class Submission {
  readonly #options: SubmissionOptions
  readonly #filing: ArticleFiling

  constructor(options: SubmissionOptions) {
    this.#options = options
    this.#filing = new ArticleFiling(options)
  }

  /** Runs inside a command. @throws Refusal duplicate, too-long, too-many (waiting already), thread-locked */
  submit(actor: Actor, submitted: Submitted): Outcome {
    const { article, account, boards } = submitted
    if (article.octets > ARTICLE_OCTETS) throw new Refusal('too-long', `at most ${ARTICLE_OCTETS / 1024} KiB`)
    if (this.#options.held.has(article.messageId)) throw new Refusal('duplicate', article.messageId)
    this.#requireOpen(actor, article, boards)
    const why = this.#reasonToHold(actor, submitted)
    if (why !== null) return this.#hold(submitted, why)
    const isApproved = boards.some((board) => board.isModerated)
    const ready = isApproved ? this.approved(article, boards, actor.accountName ?? actor.face) : article
    return this.file({ article: ready, account, boards, supersedes: submitted.supersedes })
  }

  /** Past all questions. Runs inside a command. @throws Refusal duplicate */
  file({ article, account, boards, supersedes }: Submitted): Outcome {
    const { tick, clock } = this.#options
    const now = clock.now()
    const filed = this.#filing.file({ article, account, arrived: now }, boards)
    if (filed === null) throw new Refusal('duplicate', article.messageId)
    const thread = supersedes === null ? filed.thread : this.#replace(supersedes, filed.messageId)
    const { id, messageId, placements } = filed
    tick.publish({
      ...{ type: 'article.posted', article: id, messageId, placements, thread, startsThread: thread === id },
      ...{ subject: article.subject, author: article.author, at: now },
    })
    if (supersedes !== null) this.withdraw(supersedes)
    return { held: null, messageId, article: id, thread, placements }
  }

  /** The numbers of the article become holes. Runs inside a command. */
  withdraw(node: ArticleNode): void {
    const { repository, news, tick, clock } = this.#options
    const placements = repository.placements(node.id).map(({ board, number }) => ({ board: board.name, number }))
    news.withdraw(node.id, clock.now())
    const { id: article, messageId } = node
    const thread = repository.findNode(messageId)?.thread ?? node.thread
    tick.publish({ type: 'article.cancelled', article, messageId, placements, thread })
  }

  /** RFC 5537 §3.9: with the moderator's Approved. */
  approved(article: ParsedArticle, boards: readonly Board[], moderator: string): ParsedArticle {
    const { newsFormat, host } = this.#options
    return this.parse(newsFormat.approve(article.raw, `${moderator}@${host}`), boards)
  }

  /** @throws Refusal malformed, too-long */
  parse(octets: Uint8Array, boards: readonly Board[]): ParsedArticle {
    const { format, clock, host } = this.#options
    if (octets.length > ARTICLE_OCTETS) throw new Refusal('too-long', `at most ${ARTICLE_OCTETS / 1024} KiB`)
    const article = format.parse(octets, { host, newsgroup: boards[0]?.name ?? '', date: () => clock.now() })
    if (typeof article === 'string') throw new Refusal('malformed', article)
    return article
  }

  /** An article that answers in a closed thread stays outside, unless it is a moderator's. */
  #requireOpen(actor: Actor, { references }: ParsedArticle, boards: readonly Board[]): void {
    const { repository } = this.#options
    const parent = references.toReversed().flatMap((id) => repository.findNode(id) ?? [])[0]
    if (parent === undefined) return
    for (const board of boards) {
      if (!repository.marks(board.id, parent.thread).isLocked || canDo(actor, 'moderate', board)) continue
      throw new Refusal('thread-locked', board.name)
    }
  }

  #reasonToHold(actor: Actor, { article, account, boards }: Submitted): HoldReason | null {
    const { held, holdFirst } = this.#options
    const others = boards.filter((board) => !canDo(actor, 'moderate', board))
    if (others.some((board) => board.isModerated)) return 'moderated'
    if (holdFirst === 0 || others.length === 0 || outranks(actor.role, 'moderator')) return null
    if (!LINK.test(Buffer.from(article.raw).toString('latin1'))) return null
    return account !== null && held.articlesOf(account, holdFirst) >= holdFirst ? null : 'new-account'
  }

  #hold({ article, account, boards, supersedes }: Submitted, why: HoldReason): Outcome {
    const { held, clock, tick, repository } = this.#options
    const known = repository.findNode(article.messageId)
    if (known !== undefined && known.state !== 'ghost') throw new Refusal('duplicate', known.messageId)
    if (held.count() >= MOST_HELD || held.countOf(account) >= MOST_HELD_OF_ONE) {
      throw new Refusal('too-many', 'waiting for a moderator already')
    }
    const messageId = article.messageId as MessageId
    const names = boards.map((board) => board.name)
    held.insert({
      ...{ messageId, account, boards: names, why, subject: article.subject, author: article.author },
      ...{ arrived: clock.now(), supersedes: supersedes?.messageId ?? null, raw: article.raw },
    })
    tick.publish({ type: 'queue.changed', boards: names })
    return { held: why, messageId, placements: [] }
  }

  /** It goes where the other stands. Returns the thread. */
  #replace(old: ArticleNode, by: MessageId): ArticleId {
    const { repository } = this.#options
    const node = repository.findNode(by)
    if (node === undefined) throw new Error(`${by} is gone as soon as it was filed`)
    takePlace(repository, repository.findNode(old.messageId) ?? old, node)
    return repository.findNode(by)?.thread ?? node.thread
  }
}
