// Reading a thread: the tree where there is room for it, and one article at a time. Space goes through the article, to
// the next one, and on into the next thread.

import type { ArticleView, ThreadItem, ThreadView } from '../../core/boards/board.ts'
import type { UnreadArticle } from '../../core/boards/reading.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { ArticleId } from '../../core/ids.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { layoutArticle } from './article-layout.ts'
import { ArticlePane } from './article-pane.ts'
import { killFrom } from './kill.ts'
import { editArticle, takeAway } from './own-article.ts'
import { isOwnReading } from './own-reading.ts'
import { replyTo, writeArticle } from './posting.ts'
import { bareSubject } from './quoting.ts'
import { ReaderFrame } from './reader-frame.ts'
import { Refresher } from './refresher.ts'
import { ThreadPages } from './thread-pages.ts'
import { isGhost, TreePane } from './tree-pane.ts'
import type { WordMarks } from './word-marks.ts'

export interface ThreadReaderOptions {
  readonly board: string
  readonly thread: ArticleId
  /** The article to begin with; without it the first one. */
  readonly article?: ArticleId
  /** The thread after (1) or before (-1) another in the list that the reader came from. */
  readonly neighbour: (thread: ArticleId, direction: 1 | -1) => Promise<ThreadView | null>
  /** This thread is being read now. */
  readonly onRead?: (thread: ArticleId) => void
  /** What was looked for, marked in the article that the reader begins with. */
  readonly marks?: WordMarks
  /** Reads on from one new article to the next, over all boards. */
  readonly isScan?: boolean
}

/** @throws Refusal no-such-board, no-such-article, when it is opened */
export const threadReader =
  (options: ThreadReaderOptions): ScreenFactory =>
  (context) =>
    new ThreadReader(context, options)

/** Begins at a new article and goes on to the next, until nothing is new on any board. */
export const newScanReader =
  ({ board, thread, article }: UnreadArticle): ScreenFactory =>
  (context) => {
    const { core, session } = context
    const pages = new ThreadPages({ core, session, board })
    const neighbour: ThreadReaderOptions['neighbour'] = (from, way) => pages.neighbourOnFirstPage(from, way)
    return new ThreadReader(context, { board, thread, article, neighbour, isScan: true })
  }

class ThreadReader implements Screen {
  readonly help = 'boards.reader.help'
  readonly title: string
  readonly #context: ScreenContext
  readonly #options: ThreadReaderOptions
  readonly #pane: ArticlePane
  readonly #tree: TreePane
  readonly #frame: ReaderFrame
  readonly #refresher: Refresher
  #thread: ArticleId
  #items: readonly ThreadItem[] = []
  #current = 0
  #article: ArticleView | null = null
  #isMarking = false
  /** The caller keeps order here. */
  #mayOrder = false

  constructor(context: ScreenContext, options: ThreadReaderOptions) {
    this.#context = context
    this.#options = options
    this.#thread = options.thread
    this.title = options.board
    this.#pane = new ArticlePane({
      bar: () => ({ subject: this.#subject(), place: this.#place() }),
      progress: (percent) => context.text('boards.reader.progress', { percent }),
      onEnd: () => this.#readOn(),
    })
    this.#tree = new TreePane({
      words: context,
      onMove: (index) => this.#show(index),
      onChoose: () => this.#frame.focusArticle(),
    })
    this.#frame = new ReaderFrame({ pane: context.pane, article: this.#pane, tree: this.#tree })
    this.#refresher = new Refresher(() => context.run(() => this.#reload()))
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#mayOrder = (await core.boards.get({ session, board: this.#options.board })).canModerate
    await this.#load(this.#thread, this.#options.article)
  }

  close(): void {
    this.#refresher.stop()
  }

  leave(): void {
    if (this.#frame.isTreeFocused) this.#frame.focusArticle()
    else this.#context.back()
  }

  keys(): readonly KeyRow[] {
    const { board, isScan } = this.#options
    return [
      { on: ['space'], label: 'boards.keys.on', run: () => this.#readOn() },
      { on: ['r', 'R'], label: 'boards.keys.reply', run: () => this.#reply() },
      { on: ['n', 'N'], label: isScan === true ? 'boards.keys.new' : 'boards.keys.next', run: () => this.#readOn() },
      { on: ['p', 'P'], label: 'boards.keys.previous', run: () => this.#step(-1) },
      { on: ['t', 'T', 'tab'], label: 'boards.keys.tree', run: () => this.#frame.toggleTree() },
      { on: ['w', 'W'], label: 'boards.keys.post', run: () => writeArticle(this.#context, board) },
      { on: [']'], label: 'boards.keys.next-thread', run: () => this.#stepThread(1, 'first') },
      { on: ['['], label: 'boards.keys.previous-thread', run: () => this.#stepThread(-1, 'first') },
      { on: ['/'], label: 'search.keys.find', run: () => this.#context.visit({ search: { within: board } }) },
      { on: ['l', 'L'], label: 'boards.keys.list', run: () => this.#context.back() },
      ...this.#ownKeys(),
    ]
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'reading.changed' && isOwnReading(event, this.#context, this.title) && !this.#isMarking) {
      this.#refresher.ask()
    }
    if (event.type === 'article.cancelled' && event.thread === this.#thread) this.#refresher.ask()
    if (event.type !== 'article.posted' || event.thread !== this.#thread) return
    if (!event.placements.some(({ board }) => board === this.title)) return
    this.#refresher.ask()
    if (event.author !== this.#context.me.nick) {
      this.#context.say(this.#context.text('boards.reader.new', { author: sanitizeLine(event.author) }), 'fresh')
    }
  }

  #ownKeys(): readonly KeyRow[] {
    const article = this.#article
    if (article === null) return []
    const edit = { on: ['e', 'E'], label: 'order.keys.edit', run: () => this.#edit(article) }
    const kill = { on: ['K'], label: 'kill.keys.kill', run: () => this.#kill(article) }
    const away = { on: ['d', 'D'], label: 'order.keys.cancel', run: () => this.#takeAway(article) }
    const mayKill = this.#context.me.account !== null && !article.isOwn
    return [
      ...(article.isOwn ? [edit] : []),
      ...(mayKill ? [kill] : []),
      ...(article.isOwn || this.#mayOrder ? [away] : []),
    ]
  }

  #edit(article: ArticleView): Promise<void> {
    return editArticle(this.#context, article, async () => {
      // The old one's id leads on to what took its place.
      const { core, session } = this.#context
      const edited = await core.boards.read({ session, article: article.messageId })
      await this.#load(edited.thread, edited.id)
    })
  }

  async #takeAway(article: ArticleView): Promise<void> {
    if (!(await takeAway(this.#context, article))) return
    const isAlone = this.#items.filter((item) => !isGhost(item)).length <= 1
    if (isAlone) this.#context.back()
    else await this.#load(this.#thread)
  }

  /** On to the next thread, where there is one: this one may be out of sight. */
  async #kill(article: ArticleView): Promise<void> {
    if (!(await killFrom(this.#context, article))) return
    const next = await this.#options.neighbour(this.#thread, 1)
    if (next === null) this.#context.back()
    else await this.#load(next.thread)
  }

  #subject(): string {
    const subject = this.#article?.subject ?? this.#items[0]?.subject ?? ''
    return bareSubject(sanitizeLine(subject)) || this.#context.text('boards.no-subject')
  }

  #place(): string {
    const readable = this.#items.filter((item) => !isGhost(item))
    const at = readable.findIndex((item) => item.id === this.#items[this.#current]?.id)
    return this.#context.text('boards.reader.place', { number: at + 1, count: readable.length })
  }

  /** Reads a thread's tree and shows one of its articles: by id, else the first, or the last. */
  async #load(thread: ArticleId, article?: ArticleId | 'last'): Promise<void> {
    const { core, session } = this.#context
    this.#items = await core.boards.thread({ session, board: this.#options.board, thread })
    this.#thread = thread
    this.#frame.articles = this.#items.length
    const first = this.#items.findIndex((item) => !isGhost(item))
    const last = this.#items.findLastIndex((item) => !isGhost(item))
    const wanted = this.#items.findIndex((item) => item.id === article)
    this.#current = Math.max(0, article === 'last' ? last : wanted === -1 ? first : wanted)
    this.#tree.setItems(this.#items, this.#current)
    await this.#show(this.#current)
    this.#options.onRead?.(thread)
  }

  /** The tree again, after somebody posted; the article that is being read stays as it is. */
  async #reload(): Promise<void> {
    const { core, session } = this.#context
    const reading = this.#items[this.#current]?.id
    this.#items = await core.boards.thread({ session, board: this.#options.board, thread: this.#thread })
    this.#current = Math.max(
      0,
      this.#items.findIndex((item) => item.id === reading),
    )
    this.#frame.articles = this.#items.length
    this.#tree.setItems(this.#items, this.#current)
    this.#context.refresh()
  }

  async #show(index: number): Promise<void> {
    const item = this.#items[index]
    if (item === undefined) return
    const { core, session } = this.#context
    const article = await core.boards.read({ session, article: item.id })
    this.#current = index
    this.#article = article
    // Threads become one when the article that joins them comes in.
    this.#thread = article.thread
    this.#tree.select(index)
    this.#pane.show((columns) => layoutArticle(article, columns, this.#context, this.#marksIn(article)))
    if (!item.isRead) await this.#markRead(item.id)
    this.#context.refresh()
  }

  #marksIn({ id }: ArticleView): WordMarks | undefined {
    return id === this.#options.article ? this.#options.marks : undefined
  }

  async #markRead(article: ArticleId): Promise<void> {
    const { core, session } = this.#context
    this.#isMarking = true
    try {
      await core.boards.markRead({ session, articles: [article] })
      this.#items = this.#items.map((item) => (item.id === article ? { ...item, isRead: true } : item))
      this.#tree.setItems(this.#items, this.#current)
    } catch (error) {
      // A full disk keeps nobody from reading; what is no Refusal is thrown on.
      this.#context.refusalText(error)
    } finally {
      this.#isMarking = false
    }
  }

  #readOn(): Promise<void> {
    return this.#options.isScan === true ? this.#nextNew() : this.#step(1)
  }

  /** The next new article: of this thread, then of this board, then of all. */
  async #nextNew(): Promise<void> {
    const { core, session, text } = this.#context
    const { board } = this.#options
    const isNew = (item: ThreadItem): boolean => !item.isRead && !isGhost(item)
    const below = this.#items.findIndex((item, at) => at > this.#current && isNew(item))
    const here = below === -1 ? this.#items.findIndex(isNew) : below
    if (here !== -1) return this.#show(here)
    const next = await core.boards.nextUnread({ session, after: { board, number: 0 } })
    if (next === null) this.#context.say(text('boards.scan.end'), 'dim')
    else if (next.board === board) await this.#load(next.thread, next.article)
    else await this.#context.replace(newScanReader(next))
  }

  /** The next or previous article, and where the thread ends the neighbouring thread. */
  async #step(direction: 1 | -1): Promise<void> {
    const readable = this.#items.map((item, at) => ({ at, ghost: isGhost(item) })).filter(({ ghost }) => !ghost)
    const next =
      direction === 1
        ? readable.find(({ at }) => at > this.#current)
        : readable.findLast(({ at }) => at < this.#current)
    if (next !== undefined) await this.#show(next.at)
    else await this.#stepThread(direction, direction === 1 ? 'first' : 'last')
  }

  async #stepThread(direction: 1 | -1, article: 'first' | 'last'): Promise<void> {
    const thread = await this.#options.neighbour(this.#thread, direction)
    if (thread === null) {
      this.#context.say(this.#context.text(direction === 1 ? 'boards.reader.last' : 'boards.reader.first'), 'dim')
      return
    }
    await this.#load(thread.thread, article === 'last' ? 'last' : undefined)
  }

  #reply(): Promise<void> {
    return this.#article === null ? Promise.resolve() : replyTo(this.#context, this.#options.board, this.#article)
  }
}
