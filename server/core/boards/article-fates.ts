// What became of an article, for whoever holds its Message-ID. Those are told who may read a board it stands or stood
// on; for all others it has never been here.

import type { Actor } from '../accounts/session.ts'
import type { BoardId, MessageId } from '../ids.ts'
import { canSee } from '../visibility.ts'
import type { BoardRepository } from './board-repository.ts'
import type { ArticleFate } from './news.ts'

/** The port through which is kept what outlives an article. */
export interface FateRepository {
  /** The boards in which it stood and stands no more. */
  formerBoards(messageId: MessageId): readonly BoardId[]
  /** It went because it had been here long enough. */
  isExpired(messageId: MessageId): boolean
}

export interface ArticleFatesOptions {
  readonly boards: Pick<BoardRepository, 'boards' | 'findNode' | 'placements' | 'successorOf' | 'messageIdOf'>
  readonly fates: FateRepository
}

export const fateOf = ({ boards, fates }: ArticleFatesOptions, actor: Actor, messageId: MessageId): ArticleFate => {
  const node = boards.findNode(messageId)
  if (node?.state === 'live') {
    const isSeen = boards.placements(node.id).some(({ board }) => canSee(actor, board))
    return isSeen ? { kind: 'live' } : { kind: 'unknown' }
  }
  const stood = new Set(fates.formerBoards(messageId))
  if (!boards.boards().some((board) => stood.has(board.id) && canSee(actor, board))) return { kind: 'unknown' }
  const successor = node === undefined ? undefined : boards.successorOf(node.id)
  const by = successor === undefined ? undefined : boards.messageIdOf(successor)
  if (by !== undefined) return { kind: 'superseded', by }
  // Of a row that was dropped since, nothing is left but that it has been here.
  return { kind: node === undefined || fates.isExpired(messageId) ? 'expired' : 'cancelled' }
}
