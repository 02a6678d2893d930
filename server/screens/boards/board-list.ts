// All boards that the caller may see, with how much is in them.

import type { BoardView } from '../../core/boards/board.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { type Column, List } from '../widgets/list.ts'
import type { Style } from '../widgets/styles.ts'
import { moderationQueue } from './moderation-queue.ts'
import { newColumn } from './new-column.ts'
import { catchUp, readNew } from './new-scan.ts'
import { isOwnReading } from './own-reading.ts'
import { writeArticle } from './posting.ts'
import { Refresher } from './refresher.ts'
import { threadList } from './thread-list.ts'
import { shortWhen, WHEN_COLUMNS } from './when.ts'

const NAME_COLUMNS = { least: 16, most: 34 }

export const boardList: ScreenFactory = (context) => new BoardList(context)

/** What changes the figures of a board. */
const COUNTING: ReadonlySet<string> = new Set<CoreEvent['type']>([
  ...(['board.changed', 'board.expired', 'thread.changed', 'queue.changed', 'account.changed'] as const),
  ...(['article.posted', 'article.cancelled', 'board.imported', 'board.created'] as const),
])

class BoardList implements Screen {
  readonly help = 'boards.help'
  readonly #context: ScreenContext
  readonly #refresher: Refresher
  #list: List<BoardView>

  constructor(context: ScreenContext) {
    this.#context = context
    this.#refresher = new Refresher(() => context.run(() => this.#load()))
    this.#list = this.#makeList([])
  }

  get title(): string {
    return this.#context.text('boards.title')
  }

  async open(): Promise<void> {
    const boards = await this.#fetch()
    this.#context.pane.remove(this.#list)
    this.#list = this.#makeList(boards)
  }

  resume(): Promise<void> {
    return this.#load()
  }

  close(): void {
    this.#refresher.stop()
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['enter'], label: 'boards.keys.open', run: () => this.#open(this.#list.selected) },
      ...this.#memberKeys(),
      { on: ['w', 'W', 'p', 'P'], label: 'boards.keys.post', run: () => this.#write() },
      { on: ['/'], label: 'search.keys.find', run: () => this.#context.visit({ search: {} }) },
      ...this.#orderKeys(),
    ]
  }

  onEvent(event: CoreEvent): void {
    const isOwn = event.type === 'reading.changed' && isOwnReading(event, this.#context)
    if (isOwn || COUNTING.has(event.type)) this.#refresher.ask()
  }

  #orderKeys(): readonly KeyRow[] {
    const isAsked = this.#list.rows.some(({ canModerate }) => canModerate)
    return isAsked
      ? [{ on: ['u', 'U'], label: 'order.keys.queue', run: () => this.#context.push(moderationQueue) }]
      : []
  }

  #memberKeys(): readonly KeyRow[] {
    const context = this.#context
    if (context.me.account === null) return []
    const { selected } = this.#list
    const follow = selected?.isSubscribed === false ? 'boards.keys.follow' : 'boards.keys.unfollow'
    return [
      { on: ['n', 'N'], label: 'boards.keys.new', run: () => readNew(context) },
      { on: ['c', 'C'], label: 'boards.keys.catch-up', run: () => this.#catchUp() },
      { on: ['f', 'F'], label: follow, run: () => this.#turnFollowing() },
    ]
  }

  #makeList(boards: readonly BoardView[]): List<BoardView> {
    const list = new List<BoardView>({
      columns: this.#columns(boards),
      empty: this.#context.text('boards.none'),
      onChoose: (board) => this.#open(board),
      onChange: () => this.#context.refresh(),
    })
    list.setRows(boards)
    return this.#context.pane.add(list)
  }

  #columns(boards: readonly BoardView[]): readonly Column<BoardView>[] {
    const { text } = this.#context
    const longest = Math.max(0, ...boards.map((board) => board.name.length))
    const count = (value: number) => styled(value === 0 ? 'dim' : 'text', text('boards.number', { value }))
    return [
      {
        head: text('boards.column.board'),
        width: Math.min(NAME_COLUMNS.most, Math.max(NAME_COLUMNS.least, longest)),
        cell: (board) => styled(nameStyle(board), board.name),
      },
      { head: text('boards.column.about'), width: 'fill', from: 56, cell: (board) => styled('dim', board.description) },
      ...(this.#context.me.account === null ? [] : [newColumn<BoardView>(this.#context)]),
      ...(boards.some(({ held }) => held > 0) ? [this.#heldColumn()] : []),
      { head: text('boards.column.articles'), width: 8, align: 'right', cell: (board) => count(board.count) },
      {
        head: text('boards.column.threads'),
        width: 7,
        align: 'right',
        from: 90,
        cell: (board) => count(board.threads),
      },
      {
        head: text('boards.column.latest'),
        width: WHEN_COLUMNS,
        align: 'right',
        from: 44,
        cell: (board) => styled('dim', shortWhen(board.latest, this.#context)),
      },
    ]
  }

  #heldColumn(): Column<BoardView> {
    const { text } = this.#context
    return {
      ...{ head: text('order.column.held'), width: 5, align: 'right' },
      cell: ({ held }) => (held === 0 ? '' : styled('fresh', text('boards.number', { value: held }))),
    }
  }

  #fetch(): Promise<readonly BoardView[]> {
    const { core, session } = this.#context
    return core.boards.list({ session })
  }

  async #load(): Promise<void> {
    const boards = await this.#fetch()
    // A column comes and goes with what waits for this caller.
    const hasHeld = (rows: readonly BoardView[]): boolean => rows.some(({ held }) => held > 0)
    if (hasHeld(boards) === hasHeld(this.#list.rows)) return this.#list.setRows(boards, (a, b) => a.name === b.name)
    const chosen = this.#list.selected?.name
    this.#context.pane.remove(this.#list)
    this.#list = this.#makeList(boards)
    this.#list.selectWhere(({ name }) => name === chosen)
  }

  #open(board: BoardView | undefined): Promise<void> {
    return board === undefined ? Promise.resolve() : this.#context.push(threadList(board.name))
  }

  async #catchUp(): Promise<void> {
    const board = this.#list.selected
    if (board === undefined) return
    await catchUp(this.#context, board.name)
    await this.#load()
  }

  async #turnFollowing(): Promise<void> {
    const { core, session, text } = this.#context
    const board = this.#list.selected
    if (board === undefined) return
    const { name, isSubscribed } = board
    if (isSubscribed) await core.boards.unsubscribe({ session, board: name })
    else await core.boards.subscribe({ session, board: name })
    this.#context.say(text(isSubscribed ? 'boards.unfollowed' : 'boards.followed', { board: name }))
    await this.#load()
  }

  #write(): Promise<void> {
    const board = this.#list.selected
    return board === undefined ? Promise.resolve() : writeArticle(this.#context, board.name)
  }
}

const nameStyle = ({ count, isSubscribed }: BoardView): Style =>
  isSubscribed ? (count > 0 ? 'strong' : 'text') : 'dim'
