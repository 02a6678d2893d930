// Articles that wait for a moderator: who sees them, and what becomes of them. What is put here, and why, is decided in
// submission.ts.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { MessageId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee } from '../visibility.ts'
import type { ArticleFormat } from './article-format.ts'
import type { Board } from './board.ts'
import type { BoardRepository } from './board-repository.ts'
import type { Held, HeldRepository } from './held-repository.ts'
import type { HeldArticle, HeldView, HoldReason, Order, Verdict } from './order-calls.ts'
import { nameOf, type StaffLog } from './staff-log.ts'
import type { Submission } from './submission.ts'

export interface ModerationQueueOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly sanitizer: Sanitizer
  readonly repository: BoardRepository
  readonly held: HeldRepository
  readonly format: ArticleFormat
  readonly submission: Submission
  readonly log: StaffLog
}

type QueueCalls = 'held' | 'heldCount' | 'heldArticle' | 'approve' | 'reject' | 'verdicts' | 'takeNote'

const MOST_LISTED = 200
/** As many as can wait at all. */
const ALL = 10_000

export class ModerationQueue implements Pick<Order, QueueCalls> {
  readonly #options: ModerationQueueOptions

  constructor(options: ModerationQueueOptions) {
    this.#options = options
  }

  held({ session, after, limit }: Parameters<Order['held']>[0]): readonly HeldView[] {
    const actor = this.#options.sessions.actor(session)
    const most = Math.max(1, Math.min(MOST_LISTED, Math.trunc(limit)))
    const mine = this.#options.held.all(after ?? 0, ALL).filter((held) => this.#mayJudge(actor, held))
    return mine.slice(0, most).map(viewOf)
  }

  heldCount({ session }: { session: SessionId }): number {
    const actor = this.#options.sessions.actor(session)
    return this.#options.held.boards().filter((held) => this.#mayJudge(actor, held)).length
  }

  /** How many wait for one who keeps order in this board. */
  countIn(board: Board): number {
    return this.#options.held.boards().filter(({ boards }) => boards.includes(board.name)).length
  }

  async heldArticle({ session, held: id }: Parameters<Order['heldArticle']>[0]): Promise<HeldArticle> {
    const { format, sanitizer, held: repository } = this.#options
    const { held } = this.#require(session, id)
    const { text } = await format.readable(repository.raw(id) ?? new Uint8Array())
    return { ...viewOf(held), messageId: held.messageId, text: sanitizer.text(text) }
  }

  approve({ session, held: id }: Parameters<Order['approve']>[0]): { messageId: MessageId } {
    const { tick, repository, submission, held: repositoryOfHeld, log } = this.#options
    const { actor, held } = this.#require(session, id)
    const boards = held.boards.flatMap((name) => repository.findBoard(name) ?? [])
    if (boards.length === 0) throw new Refusal('no-such-board', held.boards.join(' '))
    return tick.run(() => {
      const waited = submission.parse(repositoryOfHeld.raw(id) ?? new Uint8Array(), boards)
      const article = submission.approved(waited, boards, nameOf(actor))
      const old = held.supersedes === null ? undefined : repository.findNode(held.supersedes)
      repositoryOfHeld.remove(id)
      const supersedes = old?.state === 'live' ? old : null
      submission.file({ article, account: held.accountId, boards, supersedes })
      log.note(actor, 'approve-article', held.messageId, held.boards.join(' '))
      this.#tell(held, true, '')
      return { messageId: held.messageId }
    })
  }

  reject({ session, held: id, reason }: Parameters<Order['reject']>[0]): void {
    const { tick, held: repository, log } = this.#options
    const { actor, held } = this.#require(session, id)
    const why = log.reason(reason)
    tick.run(() => {
      repository.remove(id)
      log.note(actor, 'reject-article', held.messageId, `${held.boards.join(' ')} ${why}`.trim())
      this.#tell(held, false, why)
    })
  }

  verdicts({ session }: { session: SessionId }): readonly Verdict[] {
    const { account } = this.#options.sessions.actor(session)
    return account === null ? [] : this.#options.held.verdicts(account)
  }

  takeNote({ session, upTo }: { session: SessionId; upTo: number }): void {
    const { account } = this.#options.sessions.actor(session)
    if (account !== null) this.#options.tick.run(() => this.#options.held.dropVerdicts(account, upTo))
  }

  #tell({ accountId, account, boards, subject }: Held, isApproved: boolean, reason: string): void {
    const { tick, held, clock } = this.#options
    tick.publish({ type: 'queue.changed', boards })
    if (accountId === null) return
    held.addVerdict(accountId, { at: clock.now(), isApproved, boards, subject, reason })
    tick.publish({ type: 'article.judged', account, isApproved, boards, subject, reason })
  }

  /** Whoever keeps order in all the moderated boards of the article; and where none is moderated, in all of them. */
  #mayJudge(actor: Actor, { boards: names, why }: { boards: readonly string[]; why: HoldReason }): boolean {
    const boards = names.flatMap((name) => this.#options.repository.findBoard(name) ?? [])
    const moderated = why === 'moderated' ? boards.filter((board) => board.isModerated) : boards
    const judged = moderated.length === 0 ? boards : moderated
    return boards.some((board) => canSee(actor, board)) && judged.every((board) => canDo(actor, 'moderate', board))
  }

  /** @throws Refusal no-such-thing */
  #require(session: SessionId, id: number): { readonly actor: Actor; readonly held: Held } {
    const actor = this.#options.sessions.actor(session)
    const held = this.#options.held.find(id)
    if (held === undefined || !this.#mayJudge(actor, held)) throw new Refusal('no-such-thing', `article ${id}`)
    return { actor, held }
  }
}

const viewOf = ({ id, boards, why, subject, author, account, arrived }: Held): HeldView => ({
  ...{ id, boards, why, subject, author, account, arrived },
})
