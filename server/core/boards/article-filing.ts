// Filing an article: its place in the forest, its numbers, its overview lines. Worked out once, in the transaction
// that stores it, so that every later read is a copy.

import { ARTICLE_NUMBER_MAX } from '../../../shared/limits.ts'
import type { ArticleId, MessageId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { ArticleFormat, ParsedArticle } from './article-format.ts'
import type { Board } from './board.ts'
import type { ArticleNode, BoardRepository, Filed, Placement } from './board-repository.ts'
import { growChain, settleGhost } from './threading.ts'

export interface FiledArticle {
  readonly id: ArticleId
  readonly messageId: MessageId
  readonly thread: ArticleId
  readonly startsThread: boolean
  readonly placements: readonly { readonly board: string; readonly number: number }[]
}

export interface ArticleFilingOptions {
  readonly repository: BoardRepository
  readonly format: ArticleFormat
  /** This server's name, for Xref. */
  readonly host: string
}

export class ArticleFiling {
  readonly #options: ArticleFilingOptions

  constructor(options: ArticleFilingOptions) {
    this.#options = options
  }

  /**
   * Files an article into boards. One that is here already and lacks a board is placed there too: archives of two
   * groups hold what was posted to both. Runs inside a command.
   * @returns null when it stands in all of these boards already, or was cancelled
   * @throws Refusal too-many (the board's numbers are used up)
   */
  file(filed: Filed, boards: readonly Board[]): FiledArticle | null {
    const { repository } = this.#options
    const known = repository.findNode(filed.article.messageId)
    if (known?.state === 'cancelled') return null
    if (known?.state === 'live') return this.#placeAlso(known, filed, boards)
    const parent = this.#current(growChain(repository, filed.article.references))
    const node = known === undefined ? repository.insertArticle(filed, parent) : this.#enliven(known, filed, parent)
    return this.#place(node, filed, boards, [])
  }

  /** An answer to what has been replaced hangs under what took its place. */
  #current(parent: ArticleNode | null): ArticleNode | null {
    const { repository } = this.#options
    const id = parent?.state === 'cancelled' ? repository.successorOf(parent.id) : undefined
    const messageId = id === undefined ? undefined : repository.messageIdOf(id)
    return (messageId === undefined ? undefined : repository.findNode(messageId)) ?? parent
  }

  /** Gives an article that is here a place in one more board, and says its number. Runs inside a command. */
  placeAgain(article: ArticleId, board: Board): number {
    const { repository } = this.#options
    const parsed = this.#reparse(article)
    const node = repository.findNode(parsed.messageId)
    if (node === undefined) throw new Error(`article ${article} is not here`)
    const arrived = board.latest ?? parsed.date
    const placed = this.#place(
      node,
      { article: parsed, account: null, arrived },
      [board],
      repository.placements(article),
    )
    return placed.placements.find((placement) => placement.board === board.name)?.number ?? 0
  }

  /** Its Xref anew, after it has gone from one of its boards. Runs inside a command. */
  retell(article: ArticleId): void {
    const { repository, host } = this.#options
    const placements = repository.placements(article)
    const parsed = this.#reparse(article)
    const xref = xrefOf(host, placements)
    for (const { board, number } of placements) {
      repository.setOverview(board.id, number, this.#options.format.overview(parsed, number, xref))
    }
  }

  #reparse(article: ArticleId): ParsedArticle {
    const { repository, format, host } = this.#options
    const parsed = format.parse(repository.raw(article) ?? new Uint8Array(), { host, newsgroup: '', date: () => 0 })
    if (typeof parsed === 'string') throw new Error(`article ${article}: ${parsed}`)
    return parsed
  }

  #placeAlso(node: ArticleNode, filed: Filed, boards: readonly Board[]): FiledArticle | null {
    const standing = this.#options.repository.placements(node.id)
    const missing = boards.filter((board) => !standing.some((placement) => placement.board.id === board.id))
    return missing.length === 0 ? null : this.#place(node, filed, missing, standing)
  }

  #enliven(ghost: ArticleNode, filed: Filed, parent: ArticleNode | null): ArticleNode {
    const { repository } = this.#options
    // Its own chain may have moved the ghost along with what stands above it.
    settleGhost(repository, repository.findNode(ghost.messageId) ?? ghost, parent)
    repository.enliven(ghost.id, filed)
    return repository.findNode(ghost.messageId) ?? ghost
  }

  #place(node: ArticleNode, filed: Filed, boards: readonly Board[], standing: readonly Placement[]): FiledArticle {
    const { repository, format, host } = this.#options
    const { article, arrived } = filed
    const added = boards.map((board): Placement => {
      const number = repository.nextNumber(board.id, arrived)
      if (number > ARTICLE_NUMBER_MAX) throw new Refusal('too-many', `articles in ${board.name}`)
      return { board, number }
    })
    // RFC 5536 §3.2.14: one Xref names every place, so that what was read once is read everywhere.
    const all = [...standing, ...added]
    const xref = xrefOf(host, all)
    const overview = (number: number): Uint8Array => format.overview(article, number, xref)
    for (const { board, number } of standing) repository.setOverview(board.id, number, overview(number))
    for (const { board, number } of added) {
      repository.place({ board: board.id, number, article: node.id, overview: overview(number) })
      repository.countInThread({ board: board.id, thread: node.thread, number, date: article.date })
    }
    return filedAs(node, article, all)
  }
}

const xrefOf = (host: string, placements: readonly Placement[]): string =>
  `${host} ${placements.map(({ board, number }) => `${board.name}:${number}`).join(' ')}`

const filedAs = (node: ArticleNode, article: ParsedArticle, placements: readonly Placement[]): FiledArticle => ({
  id: node.id,
  messageId: article.messageId as MessageId,
  thread: node.thread,
  startsThread: node.thread === node.id,
  placements: placements.map(({ board, number }) => ({ board: board.name, number })),
})
