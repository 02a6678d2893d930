// The threads of one board as far as they have been loaded, newest activity first. Pages are fetched by keyset as a
// reader gets there; what is new is merged in at the top.

import { PAGE_ROWS } from '../../../shared/limits.ts'
import type { ThreadView } from '../../core/boards/board.ts'
import type { Core } from '../../core/contract.ts'
import type { ArticleId, SessionId } from '../../core/ids.ts'

const PAGE = 100

export interface ThreadPagesOptions {
  readonly core: Pick<Core, 'boards'>
  readonly session: SessionId
  readonly board: string
}

export class ThreadPages {
  readonly #options: ThreadPagesOptions
  #threads: readonly ThreadView[] = []
  #ended = false

  constructor(options: ThreadPagesOptions) {
    this.#options = options
  }

  get threads(): readonly ThreadView[] {
    return this.#threads
  }

  /** The next page, appended; empty at the end. */
  async more(): Promise<readonly ThreadView[]> {
    const last = this.#threads.at(-1)
    if (this.#ended) return []
    const page = await this.#fetch(last?.lastNumber)
    this.#ended = page.length < PAGE
    // A thread that got an article in the meantime is further up already.
    const known = new Set(this.#threads.map((each) => each.thread))
    const fresh = page.filter((each) => !known.has(each.thread))
    this.#threads = [...this.#threads, ...fresh]
    return fresh
  }

  /** Fetches the newest page again. True when anything changed. */
  async refresh(): Promise<boolean> {
    const before = this.#threads
    // As far down as the caller has come, within a page of the core: what is new changes anywhere in the list.
    const limit = Math.min(PAGE_ROWS, Math.max(PAGE, before.length))
    const page = await this.#fetch(undefined, limit)
    const newest = new Set(page.map((each) => each.thread))
    const lowest = page.length < limit ? 0 : (page.at(-1)?.lastNumber ?? 0)
    // What stands no longer among those that were fetched again is gone, or has been moved.
    const rest = before.filter((each) => !newest.has(each.thread) && each.lastNumber < lowest)
    const overlaps = before.some((each) => newest.has(each.thread) || each.lastNumber >= lowest)
    const hasGap = page.length === limit && !overlaps && before.length > 0
    this.#threads = hasGap ? page : [...page, ...rest]
    if (hasGap || before.length === 0) this.#ended = page.length < limit
    return before.length !== this.#threads.length || page.some((each, at) => differs(each, before[at]))
  }

  /** As `neighbour`, for a reader that came from elsewhere than the list. */
  async neighbourOnFirstPage(thread: ArticleId, direction: 1 | -1): Promise<ThreadView | null> {
    if (this.#threads.length === 0) await this.more()
    return this.neighbour(thread, direction)
  }

  /** The thread below (1) or above (-1) in the list; null at the ends. Loads what it needs. */
  async neighbour(thread: ArticleId, direction: 1 | -1): Promise<ThreadView | null> {
    const at = this.#threads.findIndex((each) => each.thread === thread)
    if (at === -1) return null
    if (at + direction >= this.#threads.length) await this.more()
    return this.#threads[at + direction] ?? null
  }

  #fetch(before: number | undefined, limit = PAGE): Promise<readonly ThreadView[]> {
    const { core, session, board } = this.#options
    return core.boards.threads({ session, board, limit, ...(before === undefined ? {} : { before }) })
  }
}

const differs = (a: ThreadView, b: ThreadView | undefined): boolean =>
  a.isLocked !== b?.isLocked || a.isPinned !== b.isPinned || a.subject !== b.subject || hasMoved(a, b)

const hasMoved = (a: ThreadView, b: ThreadView): boolean =>
  a.thread !== b.thread || a.lastNumber !== b.lastNumber || a.count !== b.count || a.unread !== b.unread
