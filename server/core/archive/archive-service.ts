// Archives are given to whoever may read the board; the slices are made by a thread that only reads.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { ArticleId, BoardId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Archive, MboxSlice } from './archive-calls.ts'

export interface MboxRequest {
  readonly board: { readonly id: BoardId; readonly name: string }
  readonly thread: ArticleId | null
  readonly after: number
}

export interface ArchiveServiceOptions {
  readonly sessions: SessionService
  /** The board, if the actor may read it. */
  readonly readableBoard: (actor: Actor, name: string) => MboxRequest['board'] | undefined
  /** The root of the thread that an article stands in. */
  readonly threadOf: (article: ArticleId) => ArticleId | undefined
  /** @throws Refusal busy */
  readonly slice: (request: MboxRequest) => Promise<MboxSlice>
}

export class ArchiveService implements Archive {
  readonly #options: ArchiveServiceOptions

  constructor(options: ArchiveServiceOptions) {
    this.#options = options
  }

  async mbox({ session, board: name, thread, after = 0 }: Parameters<Archive['mbox']>[0]): Promise<MboxSlice> {
    const { sessions, readableBoard, threadOf, slice } = this.#options
    const board = readableBoard(sessions.actor(session), name)
    if (board === undefined) throw new Refusal('no-such-board', name)
    const root = thread === undefined ? null : threadOf(thread)
    if (root === undefined) throw new Refusal('no-such-article', String(thread))
    const found = await slice({ board: { id: board.id, name: board.name }, thread: root, after })
    // A thread of other boards only is not there for this one.
    if (root !== null && after === 0 && found.articles === 0) throw new Refusal('no-such-article', String(thread))
    return found
  }
}
