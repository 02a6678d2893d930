// The threads of one board, newest activity first; more are fetched as the reader goes down. A new article appears by
// itself, and the chosen thread stays chosen.

import type { ThreadView } from '../../core/boards/board.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { ArticleId } from '../../core/ids.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { type Column, List } from '../widgets/list.ts'
import { newColumn } from './new-column.ts'
import { catchUp, readNew } from './new-scan.ts'
import { isOwnReading } from './own-reading.ts'
import { writeArticle } from './posting.ts'
import { Refresher } from './refresher.ts'
import { orderKeys } from './thread-order.ts'
import { ThreadPages } from './thread-pages.ts'
import { threadReader } from './thread-reader.ts'
import { shortWhen, WHEN_COLUMNS } from './when.ts'

/** @throws Refusal no-such-board, when it is opened */
export const threadList =
  (board: string): ScreenFactory =>
  (context) =>
    new ThreadList(context, board)

const sameThread = (a: ThreadView, b: ThreadView): boolean => a.thread === b.thread

class ThreadList implements Screen {
  readonly help = 'boards.threads.help'
  readonly title: string
  readonly #context: ScreenContext
  readonly #pages: ThreadPages
  readonly #list: List<ThreadView>
  readonly #refresher: Refresher
  /** Threads that got an article while the caller was here and has not looked yet. */
  readonly #fresh = new Set<ArticleId>()
  /** The caller keeps order here. */
  #mayOrder = false
  /** Where what is new here is announced; null for nowhere. */
  #channel: string | null = null

  constructor(context: ScreenContext, board: string) {
    const { core, session, text } = context
    this.#context = context
    this.title = board
    this.#pages = new ThreadPages({ core, session, board })
    this.#refresher = new Refresher(() => context.run(() => this.#refresh()))
    this.#list = context.pane.add(
      new List<ThreadView>({
        columns: this.#columns(),
        empty: text('boards.threads.none'),
        onChoose: (thread) => this.#read(thread),
        onChange: () => context.refresh(),
        more: () => this.#pages.more(),
      }),
    )
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    const [places, { canModerate }] = await Promise.all([
      core.places.list({ session }),
      core.boards.get({ session, board: this.title }),
      this.#pages.more(),
    ])
    this.#mayOrder = canModerate
    await this.#sayHidden()
    this.#channel = places.find(({ board }) => board === this.title)?.channel ?? null
    this.#list.setRows(this.#pages.threads)
  }

  resume(): Promise<void> {
    return this.#refresh()
  }

  close(): void {
    this.#refresher.stop()
  }

  keys(): readonly KeyRow[] {
    const { selected } = this.#list
    const read = selected === undefined ? [] : [this.#readRow(selected)]
    return [
      ...read,
      { on: ['w', 'W', 'p', 'P'], label: 'boards.keys.post', run: () => writeArticle(this.#context, this.title) },
      ...this.#memberKeys(),
      ...(selected === undefined || !this.#mayOrder ? [] : this.#orderKeys(selected)),
      ...this.#channelRow(),
      { on: ['/'], label: 'search.keys.find', run: () => this.#context.visit({ search: { within: this.title } }) },
      { on: ['L', 'l'], run: () => this.#context.back() },
    ]
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'reading.changed' && isOwnReading(event, this.#context, this.title)) this.#refresher.ask()
    if (event.type === 'board.expired' && event.board === this.title) this.#refresher.ask()
    if (event.type === 'board.imported' && event.board === this.title) this.#refresher.ask()
    if (event.type === 'article.cancelled') this.#refresher.ask()
    if (event.type === 'thread.changed' && event.boards.includes(this.title)) this.#refresher.ask()
    if (event.type !== 'article.posted' || !event.placements.some(({ board }) => board === this.title)) return
    this.#fresh.add(event.thread)
    this.#refresher.ask()
  }

  async #sayHidden(): Promise<void> {
    const { core, session, text } = this.#context
    const count = await core.killFile.hidden({ session, board: this.title })
    if (count > 0) this.#context.say(text('kill.hidden', { count }), 'dim')
  }

  #orderKeys(thread: ThreadView): readonly KeyRow[] {
    return orderKeys(this.#context, this.title, thread, () => this.#refresh())
  }

  /** The talk that belongs to the board. */
  #channelRow(): readonly KeyRow[] {
    const channel = this.#channel
    if (channel === null) return []
    return [{ on: ['#'], label: 'boards.keys.channel', run: () => this.#context.visit({ channel }) }]
  }

  #memberKeys(): readonly KeyRow[] {
    if (this.#context.me.account === null) return []
    return [
      { on: ['n', 'N'], label: 'boards.keys.new', run: () => readNew(this.#context, this.title) },
      { on: ['c', 'C'], label: 'boards.keys.catch-up', run: () => this.#catchUp() },
    ]
  }

  async #catchUp(): Promise<void> {
    await catchUp(this.#context, this.title)
    await this.#refresh()
  }

  #readRow(thread: ThreadView): KeyRow {
    return { on: ['enter'], label: 'boards.keys.read', run: () => this.#read(thread) }
  }

  #columns(): readonly Column<ThreadView>[] {
    const { text } = this.#context
    const none = text('boards.no-subject')
    return [
      {
        head: text('boards.column.subject'),
        width: 'fill',
        cell: (thread) =>
          styled(this.#isFresh(thread) ? 'fresh' : 'text', this.#marks(thread) + (thread.subject || none)),
      },
      { head: text('boards.column.author'), width: 20, from: 64, cell: ({ author }) => styled('dim', author) },
      {
        head: text('boards.column.count'),
        width: 5,
        align: 'right',
        cell: ({ count }) => (count > 1 ? text('boards.number', { value: count }) : styled('dim', '1')),
      },
      ...(this.#context.me.account === null ? [] : [newColumn<ThreadView>(this.#context)]),
      {
        head: text('boards.column.latest'),
        width: WHEN_COLUMNS,
        align: 'right',
        from: 44,
        cell: ({ latest }) => styled('dim', shortWhen(latest, this.#context)),
      },
    ]
  }

  /** In words, as all renderings can show them. */
  #marks({ isPinned, isLocked }: ThreadView): string {
    const { text } = this.#context
    return `${isPinned ? `${text('order.mark.pinned')} ` : ''}${isLocked ? `${text('order.mark.locked')} ` : ''}`
  }

  /** Something new is in it. Guests have no record of what they read: for them it is what came while they were here. */
  #isFresh({ thread, unread }: ThreadView): boolean {
    return unread === null ? this.#fresh.has(thread) : unread > 0
  }

  async #refresh(): Promise<void> {
    if (await this.#pages.refresh()) this.#list.setRows(this.#pages.threads, sameThread)
    this.#context.refresh()
  }

  #read({ thread }: ThreadView): Promise<void> {
    return this.#context.push(
      threadReader({
        board: this.title,
        thread,
        neighbour: (from, direction) => this.#pages.neighbour(from, direction),
        onRead: (read) => {
          this.#fresh.delete(read)
          if (this.#list.rows.length !== this.#pages.threads.length) this.#list.setRows(this.#pages.threads, sameThread)
          this.#list.selectWhere((each) => each.thread === read)
        },
      }),
    )
  }
}
