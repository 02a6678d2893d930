// Remembers which articles everybody could read until their authors took them back, so that their addresses can say so
// (410) for a while. A cache: it begins empty with the process and forgets the oldest.

import type { ArticleCancelled } from '../../../core/boards/board-events.ts'
import type { CoreLink } from '../../../core/contract.ts'

const MOST = 2_000

export class CancelledArticles {
  readonly #link: CoreLink
  readonly #messageIds = new Set<string>()
  readonly #unsubscribe: () => void

  constructor(link: CoreLink) {
    this.#link = link
    this.#unsubscribe = link.subscribe((event) => {
      if (event.type === 'article.cancelled') void this.#note(event)
    })
  }

  has(messageId: string): boolean {
    return this.#messageIds.has(messageId)
  }

  stop(): void {
    this.#unsubscribe()
  }

  /** What stood on closed boards alone was never there for a visitor. */
  async #note({ messageId, placements }: ArticleCancelled): Promise<void> {
    const { core } = this.#link
    const session = await core.sessions.open({ face: 'web', address: '', secure: true })
    const boards = await core.boards.list({ session })
    await core.sessions.close({ session, reason: '' })
    if (!placements.some(({ board }) => boards.some(({ name }) => name === board))) return
    this.#messageIds.add(messageId)
    const [oldest] = this.#messageIds
    if (this.#messageIds.size > MOST && oldest !== undefined) this.#messageIds.delete(oldest)
  }
}
