// Letting go of what has been here long enough: by age, number and size as set for each board, and earlier where an
// article's own Expires says so (RFC 5536 §3.2.5). A turn takes one batch; whoever calls comes again while there is more.

import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import type { ArticleFiling } from './article-filing.ts'
import type { Board } from './board.ts'
import type { BoardRepository } from './board-repository.ts'
import type { ExpiryRepository } from './expiry-repository.ts'
import type { NewsHistory } from './news-history.ts'
import type { Order } from './order-calls.ts'

export interface ExpiryServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly repository: BoardRepository
  readonly expiry: ExpiryRepository
  readonly history: NewsHistory
  readonly filing: ArticleFiling
  /** How long the octets of cancelled and replaced articles are kept for the staff. */
  readonly keepCancelledDays: number
}

/** So that no turn is long. */
const BATCH = 1000
const DAY_MS = 86_400_000

export class ExpiryService implements Pick<Order, 'expire'> {
  readonly #options: ExpiryServiceOptions

  constructor(options: ExpiryServiceOptions) {
    this.#options = options
  }

  expire({ session, board: name }: { session: SessionId; board?: string }): ReturnType<Order['expire']> {
    const { sessions, repository } = this.#options
    if (!canDo(sessions.actor(session), 'add-board')) throw new Refusal('not-permitted', 'expiring')
    const board = name === undefined ? undefined : repository.findBoard(name)
    if (name !== undefined && board === undefined) throw new Refusal('no-such-board', name)
    let left = BATCH
    for (const each of board === undefined ? repository.boards() : [board]) {
      left -= this.#expireIn(each, left)
      if (left <= 0) return { expired: BATCH - left, isThrough: false }
    }
    const dropped = name === undefined ? this.#drop() : 0
    return { expired: BATCH - left, isThrough: dropped < BATCH }
  }

  /** Says how many went. */
  #expireIn(board: Board, limit: number): number {
    const { tick, clock, expiry, filing } = this.#options
    const now = clock.now()
    const numbers = [...new Set([...expiry.overdue(board.id, now, limit), ...this.#surplus(board, limit)])]
    const batch = numbers.sort((a, b) => a - b).slice(0, limit)
    if (batch.length === 0) return 0
    tick.run(() => {
      for (const article of expiry.remove(board.id, batch, now)) filing.retell(article)
      tick.publish({ type: 'board.expired', board: board.name, expired: batch.length })
    })
    return batch.length
  }

  /** The oldest, as long as they are too old, too many or too much. */
  #surplus(board: Board, limit: number): readonly number[] {
    const { clock, expiry } = this.#options
    const { expireDays, maxArticles, maxOctets } = board
    if (expireDays === null && maxArticles === null && maxOctets === null) return []
    const before = expireDays === null ? Number.NEGATIVE_INFINITY : clock.now() - expireDays * DAY_MS
    let tooMany = maxArticles === null ? 0 : board.count - maxArticles
    let tooMuch = maxOctets === null ? 0 : expiry.octets(board.id) - maxOctets
    const going: number[] = []
    for (const { number, arrived, octets } of expiry.lowest(board.id, limit)) {
      if (tooMany <= 0 && tooMuch <= 0 && arrived >= before) continue
      going.push(number)
      tooMany -= 1
      tooMuch -= octets
    }
    return going
  }

  #drop(): number {
    const { tick, clock, expiry, history, keepCancelledDays } = this.#options
    const now = clock.now()
    const before = now - keepCancelledDays * DAY_MS
    return tick.run(() => {
      const octets = expiry.dropOctets(before, BATCH)
      const rows = expiry.dropRows(before, BATCH)
      // An id outlives its article, so that nothing comes back.
      for (const messageId of rows) history.remember(messageId, now)
      return Math.max(octets, rows.length)
    })
  }
}
