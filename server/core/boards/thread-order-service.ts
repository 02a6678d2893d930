// What moderators do to threads and articles: closing, putting first, moving to another board, taking away. Authors take
// their own articles away by the same call.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { ArticleId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee } from '../visibility.ts'
import type { ArticleFiling } from './article-filing.ts'
import type { Board } from './board.ts'
import type { BoardRepository } from './board-repository.ts'
import { carryReading } from './carried-reading.ts'
import type { NewsRepository } from './news-repository.ts'
import type { Order } from './order-calls.ts'
import type { ReadingRepository } from './reading-repository.ts'
import type { StaffLog } from './staff-log.ts'
import type { Submission } from './submission.ts'

export interface ThreadOrderOptions {
  readonly tick: Tick
  readonly sessions: SessionService
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly readings: ReadingRepository
  readonly submission: Submission
  readonly filing: ArticleFiling
  readonly log: StaffLog
}

type OfThread = Parameters<Order['pin']>[0]

const MOST_PINNED = 20
/** So that no turn is long. */
const MOST_MOVED = 1000

export class ThreadOrderService implements Pick<Order, 'lock' | 'pin' | 'move' | 'cancel'> {
  readonly #options: ThreadOrderOptions

  constructor(options: ThreadOrderOptions) {
    this.#options = options
  }

  lock({ isLocked, reason, ...of }: Parameters<Order['lock']>[0]): void {
    const { tick, repository, log } = this.#options
    const { actor, board, thread } = this.#require(of)
    const why = log.reason(reason)
    tick.run(() => {
      repository.setMarks(board.id, thread, { ...repository.marks(board.id, thread), isLocked })
      log.note(actor, isLocked ? 'lock-thread' : 'unlock-thread', `${board.name} ${this.#nameOf(thread)}`, why)
      tick.publish({ type: 'thread.changed', boards: [board.name], thread })
    })
  }

  pin({ isPinned, ...of }: Parameters<Order['pin']>[0]): void {
    const { tick, repository, log } = this.#options
    const { actor, board, thread } = this.#require(of)
    const before = repository.marks(board.id, thread)
    if (isPinned && !before.isPinned && repository.countPinned(board.id) >= MOST_PINNED) {
      throw new Refusal('too-many', `${MOST_PINNED} pinned threads`)
    }
    tick.run(() => {
      repository.setMarks(board.id, thread, { ...before, isPinned })
      log.note(actor, isPinned ? 'pin-thread' : 'unpin-thread', `${board.name} ${this.#nameOf(thread)}`, '')
      tick.publish({ type: 'thread.changed', boards: [board.name], thread })
    })
  }

  move({ to: name, reason, ...of }: Parameters<Order['move']>[0]): { readonly moved: number } {
    const { tick, repository, readings, log } = this.#options
    const { actor, board: from, thread } = this.#require(of)
    const to = repository.findBoard(name)
    if (to === undefined || !canSee(actor, to)) throw new Refusal('no-such-board', name)
    if (!canDo(actor, 'write', to)) throw new Refusal('not-permitted', name)
    if (to.id === from.id) return { moved: 0 }
    const numbers = [...readings.numbersOf(from.id, thread)].sort((a, b) => a - b)
    if (numbers.length > MOST_MOVED) throw new Refusal('too-many', `${MOST_MOVED} articles`)
    const why = log.reason(reason)
    return tick.run(() => {
      const pairs = numbers.map((number) => this.#moveOne(from, to, number))
      carryReading(readings, { from: from.id, to: to.id, pairs })
      repository.setMarks(to.id, thread, repository.marks(from.id, thread))
      repository.setMarks(from.id, thread, { isLocked: false, isPinned: false })
      log.note(actor, 'move-thread', `${from.name} to ${to.name} ${this.#nameOf(thread)}`, why)
      tick.publish({ type: 'thread.changed', boards: [from.name, to.name], thread })
      return { moved: numbers.length }
    })
  }

  cancel({ session, article: messageId, reason }: Parameters<Order['cancel']>[0]): void {
    const { tick, sessions, repository, news, submission, log } = this.#options
    const actor = sessions.actor(session)
    const node = repository.findNode(messageId)
    const boards = node?.state === 'live' ? repository.placements(node.id).map(({ board }) => board) : []
    if (node === undefined || !boards.some((board) => canSee(actor, board))) {
      throw new Refusal('no-such-article', messageId)
    }
    const isOwn = actor.account !== null && news.accountOf(node.id) === actor.account
    if (!isOwn && !boards.every((board) => canDo(actor, 'moderate', board))) {
      throw new Refusal(actor.account === null ? 'sign-in-required' : 'not-permitted', messageId)
    }
    const why = log.reason(reason)
    tick.run(() => {
      if (!isOwn) log.note(actor, 'cancel-article', `${messageId} ${boards.map((board) => board.name).join(' ')}`, why)
      submission.withdraw(node)
    })
  }

  /** Returns its number before and after. */
  #moveOne(from: Board, to: Board, number: number): readonly [number, number] {
    const { repository, news, filing } = this.#options
    const article = repository.articleAt(from.id, number)
    if (article === undefined) throw new Error(`${from.name}:${number} is gone`)
    const standing = repository.placements(article).find(({ board }) => board.id === to.id)
    news.unplace(from.id, number)
    if (standing === undefined) return [number, filing.placeAgain(article, to)]
    filing.retell(article)
    return [number, standing.number]
  }

  /** @throws Refusal no-such-board, no-such-article, not-permitted */
  #require({ session, board: name, thread: wanted }: Omit<OfThread, 'isPinned'>): {
    readonly actor: Actor
    readonly board: Board
    readonly thread: ArticleId
  } {
    const { repository, readings } = this.#options
    const { actor, board } = this.#requireBoard(session, name)
    const thread = repository.findArticle(wanted)?.thread ?? wanted
    if (readings.numbersOf(board.id, thread).length === 0) throw new Refusal('no-such-article', `thread ${wanted}`)
    if (!canDo(actor, 'moderate', board)) throw new Refusal('not-permitted', name)
    return { actor, board, thread }
  }

  #requireBoard(session: SessionId, name: string): { readonly actor: Actor; readonly board: Board } {
    const actor = this.#options.sessions.actor(session)
    const board = this.#options.repository.findBoard(name)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
    return { actor, board }
  }

  #nameOf(thread: ArticleId): string {
    return this.#options.repository.messageIdOf(thread) ?? String(thread)
  }
}
