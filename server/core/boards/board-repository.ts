// The port through which boards keep their articles, and the forest that the articles' references make.

import type { AccountId, ArticleId, BoardId, MessageId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { ParsedArticle } from './article-format.ts'
import type { Board, ThreadView } from './board.ts'

/** A ghost is an article that others refer to and that is not here. */
export type ArticleState = 'live' | 'ghost' | 'cancelled'

/** An article's place in the forest. A thread bears the id of its root. */
export interface ArticleNode {
  readonly id: ArticleId
  readonly messageId: MessageId
  readonly state: ArticleState
  readonly thread: ArticleId
  readonly parent: ArticleId | null
}

/** What the tree of a thread shows of an article. */
export interface ThreadNode extends ArticleNode {
  readonly subject: string
  readonly author: string
  readonly date: number | null
  /** Another took its place; its date is still known. */
  readonly isSuperseded: boolean
  /** In the board that was asked about. */
  readonly number: number | null
}

export interface Placement {
  readonly board: Board
  readonly number: number
}

export interface NewBoard {
  readonly name: string
  readonly description: string
  readonly readRole: Role
  readonly writeRole: Role
  readonly created: number
}

/** How a thread in a board is not as others are. */
export interface ThreadMarks {
  readonly isLocked: boolean
  readonly isPinned: boolean
}

/** A thread in a board, whoever reads it. */
export type ThreadRecord = Omit<ThreadView, 'unread'>

/** What of an article is kept beside its octets. */
export interface Filed {
  readonly article: ParsedArticle
  readonly account: AccountId | null
  readonly arrived: number
}

/** The forest alone: all that threading needs. */
export interface Forest {
  findNode(messageId: string): ArticleNode | undefined
  parentOf(article: ArticleId): ArticleId | null
  /** Without a parent it is the root of a thread of its own. */
  insertGhost(messageId: string, parent: ArticleNode | null): ArticleNode
  /** Hangs an article with all below it under another, and its part of the thread into that one's thread. */
  move(article: ArticleNode, parent: ArticleNode): void
  /** The answers to the old one, and whatever led to it, go over to the other. */
  supersede(old: ArticleId, by: ArticleId): void
}

/** What of a board can be set while the house is open. */
export type BoardChange = Pick<
  Board,
  | 'description'
  | 'readRole'
  | 'writeRole'
  | 'readGroup'
  | 'writeGroup'
  | 'isModerated'
  | 'expireDays'
  | 'maxArticles'
  | 'maxOctets'
>

export interface BoardRepository extends Forest {
  boards(): readonly Board[]
  findBoard(name: string): Board | undefined
  insertBoard(board: NewBoard): Board
  setBoard(board: BoardId, change: BoardChange): void
  addModerator(board: BoardId, account: AccountId): void
  removeModerator(board: BoardId, account: AccountId): void

  marks(board: BoardId, thread: ArticleId): ThreadMarks
  setMarks(board: BoardId, thread: ArticleId, marks: ThreadMarks): void
  countPinned(board: BoardId): number
  /** What stands in the place of one that is gone. */
  successorOf(article: ArticleId): ArticleId | undefined

  insertArticle(filed: Filed, parent: ArticleNode | null): ArticleNode
  /** The ghost's article has come: it takes its place. */
  enliven(ghost: ArticleId, filed: Filed): void
  /** Takes the board's next number, in the same transaction. */
  nextNumber(board: BoardId, arrived: number): number
  place(place: { board: BoardId; number: number; article: ArticleId; overview: Uint8Array }): void
  setOverview(board: BoardId, number: number, overview: Uint8Array): void
  /** Counts a placed article into its thread's row in that board. `date` is that of the article. */
  countInThread(count: { board: BoardId; thread: ArticleId; number: number; date: number }): void

  /** Only what is live. */
  findArticle(article: ArticleId): ThreadNode | undefined
  articleAt(board: BoardId, number: number): ArticleId | undefined
  /** By the boards' names. */
  placements(article: ArticleId): readonly Placement[]
  messageIdOf(article: ArticleId): MessageId | undefined
  raw(article: ArticleId): Uint8Array | undefined
  /** Newest activity first, those whose last number is below `before`; null: all, and before them those that are pinned. */
  threads(board: BoardId, before: number | null, limit: number): readonly ThreadRecord[]
  /** Every article of a thread, ghosts too, in no order. */
  threadNodes(thread: ArticleId, board: BoardId): readonly ThreadNode[]
}
