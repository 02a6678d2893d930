// Boards as those who read them see them: lists, threads, articles. Writing is the business of board-writing.ts.
// A board that one may not see does not exist; an article is seen by whoever sees one of its boards.

import { PAGE_ROWS } from '../../../shared/limits.ts'
import type { Actor } from '../accounts/session.ts'
import type { ArticleId, MessageId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo, canSee } from '../visibility.ts'
import type { ArticleView, Board, BoardView, ThreadItem, ThreadView } from './board.ts'
import type { Boards } from './board-calls.ts'
import type { Placement, ThreadNode, ThreadRecord } from './board-repository.ts'
import { type BoardServiceOptions, BoardWriting } from './board-writing.ts'
import type { KillService } from './kill-service.ts'
import { isInRanges } from './read-ranges.ts'
import type { Reading } from './reading-repository.ts'
import type { ReadingService } from './reading-service.ts'
import { type TreeItem, treeOf } from './threading.ts'

/** Pages that are looked through for threads that are not killed. */
const MOST_ROUNDS = 20
/** A thread whose numbers lie further apart is looked at in its first part. */
const MOST_IN_THREAD = 5000

interface ReadingOptions {
  readonly reading: ReadingService
  readonly killFile: KillService
  /** How many articles wait in a board. */
  readonly queue: { countIn(board: Board): number }
}

export class BoardService implements Boards {
  readonly #options: BoardServiceOptions & ReadingOptions
  readonly #writing: BoardWriting

  constructor(options: BoardServiceOptions & ReadingOptions) {
    this.#options = options
    this.#writing = new BoardWriting(options)
  }

  list({ session }: { session: SessionId }): readonly BoardView[] {
    const actor = this.#options.sessions.actor(session)
    const boards = this.#options.repository.boards().filter((board) => canSee(actor, board))
    const readings = this.#options.reading.of(actor, boards)
    return boards.map((board) => this.#viewWith(actor, board, readings?.get(board.id)))
  }

  get({ session, board }: { session: SessionId; board: string }): BoardView {
    const actor = this.#options.sessions.actor(session)
    return this.#view(actor, this.#require(actor, board))
  }

  threads({ session, board, before, limit }: Parameters<Boards['threads']>[0]): readonly ThreadView[] {
    const { sessions, reading } = this.#options
    const actor = sessions.actor(session)
    const of = this.#require(actor, board)
    const read = reading.of(actor, [of])?.get(of.id)
    const rows = this.#rows(actor, of, before ?? null, Math.min(PAGE_ROWS, Math.max(1, Math.floor(limit))))
    return rows.map((row): ThreadView => {
      const span = { id: row.thread, first: row.firstNumber, last: row.lastNumber }
      return { ...row, unread: read === undefined ? null : reading.countInThread(of, read, span) }
    })
  }

  /** Without what the caller's kill file is against; as many as were asked for, as long as there are more. */
  #rows(actor: Actor, board: Board, before: number | null, limit: number): readonly ThreadRecord[] {
    const { repository, killFile } = this.#options
    const killer = killFile.of(actor.account)
    if (killer === null) return repository.threads(board.id, before, limit)
    const kept: ThreadRecord[] = []
    let below = before
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
      const rows = repository.threads(board.id, below, limit)
      kept.push(...rows.filter((row) => !killFile.killsThread(killer, board, row)))
      below = rows.at(-1)?.lastNumber ?? null
      if (rows.length < limit || kept.length >= limit || below === null) break
    }
    return kept.slice(0, limit)
  }

  thread({ session, board, thread }: Parameters<Boards['thread']>[0]): readonly ThreadItem[] {
    const { sessions, repository, reading } = this.#options
    const actor = sessions.actor(session)
    const of = this.#require(actor, board)
    const { id } = of
    // Threads merge when a missing article comes, so the id of any article leads to where it stands now.
    const root = repository.findArticle(thread)?.thread ?? thread
    const nodes = repository.threadNodes(root, id)
    if (!nodes.some((node) => node.number !== null)) throw new Refusal('no-such-article', `thread ${thread}`)
    const veiled = nodes.map((node) => this.#veil(actor, node))
    const tree = treeOf(this.#withoutKilled(actor, of, veiled))
    const read = reading.of(actor, [of])?.get(id)
    return tree.map((item) => ({ ...item, isRead: this.#isRead(actor, item, read) }))
  }

  /** Killed articles are as if they were not here; but who opens a thread of nothing else wants to see it. */
  #withoutKilled(actor: Actor, board: Board, nodes: readonly ThreadNode[]): readonly ThreadNode[] {
    const { killFile } = this.#options
    const killer = killFile.of(actor.account)
    if (killer === null) return nodes
    const numbers = nodes.flatMap(({ number }) => number ?? [])
    const span = [Math.min(...numbers), Math.max(...numbers)] as const
    const killed = killFile.killedIn(killer, board.id, ...span, MOST_IN_THREAD)
    if (numbers.every((number) => killed.has(number))) return nodes
    return nodes.map((node): ThreadNode => {
      if (node.number === null || !killed.has(node.number)) return node
      return { ...node, state: 'ghost', number: null, subject: '', author: '', date: null }
    })
  }

  async read({ session, article: wanted }: Parameters<Boards['read']>[0]): Promise<ArticleView> {
    const { repository, news, sessions, format, sanitizer } = this.#options
    const actor = sessions.actor(session)
    const { article, placements } = this.#find(session, wanted)
    const raw = repository.raw(article.id)
    if (raw === undefined) throw new Refusal('no-such-article', article.messageId)
    const above = this.#parentOf(article)
    const parent = above === null ? null : (repository.messageIdOf(above) ?? null)
    const { text, attachments } = await format.readable(raw)
    return {
      ...{ id: article.id, messageId: article.messageId, thread: article.thread, parent },
      ...{ subject: article.subject, author: article.author, date: article.date ?? 0 },
      isEdited: news.isEdited(article.id),
      isOwn: actor.account !== null && news.accountOf(article.id) === actor.account,
      isLocked: placements.some(({ board }) => repository.marks(board.id, article.thread).isLocked),
      boards: placements.map(({ board, number }) => ({ board: board.name, number })),
      text: sanitizer.text(text),
      attachments: attachments.map(({ name, type, octets }) => ({
        name: sanitizer.line(name),
        type: sanitizer.line(type),
        octets,
      })),
    }
  }

  raw({ session, messageId }: { session: SessionId; messageId: MessageId }): Uint8Array {
    const { article } = this.#find(session, messageId)
    const raw = this.#options.repository.raw(article.id)
    if (raw === undefined) throw new Refusal('no-such-article', messageId)
    return raw
  }

  post(args: Parameters<Boards['post']>[0]): ReturnType<Boards['post']> {
    return this.#writing.post(args)
  }

  edit(args: Parameters<Boards['edit']>[0]): ReturnType<Boards['edit']> {
    return this.#writing.edit(args)
  }

  add(args: Parameters<Boards['add']>[0]): BoardView {
    return this.#view(this.#options.sessions.actor(args.session), this.#writing.add(args))
  }

  import(args: Parameters<Boards['import']>[0]): ReturnType<Boards['import']> {
    return this.#writing.import(args)
  }

  markRead(args: Parameters<Boards['markRead']>[0]): void {
    this.#options.reading.markRead(args)
  }

  markBoardRead(args: Parameters<Boards['markBoardRead']>[0]): void {
    this.#options.reading.markBoardRead(args)
  }

  nextUnread(args: Parameters<Boards['nextUnread']>[0]): ReturnType<Boards['nextUnread']> {
    return this.#options.reading.nextUnread(args)
  }

  subscribe(args: Parameters<Boards['subscribe']>[0]): void {
    this.#options.reading.subscribe(args)
  }

  unsubscribe(args: Parameters<Boards['unsubscribe']>[0]): void {
    this.#options.reading.unsubscribe(args)
  }

  importNewsrc(args: Parameters<Boards['importNewsrc']>[0]): ReturnType<Boards['importNewsrc']> {
    return this.#options.reading.importNewsrc(args)
  }

  #require(actor: Actor, name: string): Board {
    const board = this.#options.repository.findBoard(name)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
    return board
  }

  /** With the placements that the one who asks may see. */
  #find(
    session: SessionId,
    wanted: Parameters<Boards['read']>[0]['article'],
  ): { readonly article: ThreadNode; readonly placements: readonly Placement[] } {
    const actor = this.#options.sessions.actor(session)
    const id = this.#idOf(actor, wanted)
    const article = id === undefined ? undefined : this.#liveOrSuccessor(id)
    const placements = article === undefined ? [] : this.#visiblePlacements(actor, article.id)
    if (article === undefined || placements.length === 0) throw new Refusal('no-such-article', describe(wanted))
    return { article, placements }
  }

  #liveOrSuccessor(id: ArticleId): ThreadNode | undefined {
    const { repository } = this.#options
    const successor = repository.findArticle(id) === undefined ? repository.successorOf(id) : undefined
    return repository.findArticle(successor ?? id)
  }

  /** What it answers; what it took the place of is passed over. */
  #parentOf({ parent }: ThreadNode): ArticleId | null {
    const { repository } = this.#options
    let above = parent
    while (above !== null && repository.successorOf(above) !== undefined) above = repository.parentOf(above)
    return above
  }

  #idOf(actor: Actor, wanted: Parameters<Boards['read']>[0]['article']): ArticleId | undefined {
    const { repository } = this.#options
    if (typeof wanted === 'number') return wanted
    if (typeof wanted === 'string') return repository.findNode(wanted)?.id
    return repository.articleAt(this.#require(actor, wanted.board).id, wanted.number)
  }

  #visiblePlacements(actor: Actor, article: ArticleId): readonly Placement[] {
    return this.#options.repository.placements(article).filter(({ board }) => canSee(actor, board))
  }

  /** What stands only in boards that one may not see looks like what is not here. */
  #veil(actor: Actor, node: ThreadNode): ThreadNode {
    if (node.state !== 'live') return { ...node, subject: '', author: '', date: node.isSuperseded ? node.date : null }
    const isVisible = node.number !== null || this.#visiblePlacements(actor, node.id).length > 0
    return isVisible ? node : { ...node, state: 'ghost', subject: '', author: '', date: null }
  }

  /** By its number in the board that is looked at; an article of other boards only, by the first of them. */
  #isRead(actor: Actor, item: TreeItem, read: Reading | undefined): boolean {
    if (read === undefined || item.date === null) return true
    if (item.number !== null) return isInRanges(read.ranges, item.number)
    const [place] = this.#visiblePlacements(actor, item.id)
    const there = place === undefined ? undefined : this.#options.reading.of(actor, [place.board])?.get(place.board.id)
    return place === undefined || there === undefined || isInRanges(there.ranges, place.number)
  }

  #view(actor: Actor, board: Board): BoardView {
    return this.#viewWith(actor, board, this.#options.reading.of(actor, [board])?.get(board.id))
  }

  #viewWith(actor: Actor, board: Board, read: Reading | undefined): BoardView {
    const { name, description, low, high, count, threads, latest } = board
    const canModerate = canDo(actor, 'moderate', board)
    return {
      ...{ name, description, low, high, count, threads, latest, canPost: this.#writing.mayPost(actor, board) },
      unread: read === undefined ? null : this.#options.reading.count(board, read),
      isSubscribed: read?.isSubscribed ?? true,
      ...{ isModerated: board.isModerated, canModerate, held: canModerate ? this.#options.queue.countIn(board) : 0 },
    }
  }
}

const describe = (wanted: Parameters<Boards['read']>[0]['article']): string =>
  typeof wanted === 'object' ? `${wanted.board}:${wanted.number}` : String(wanted)
