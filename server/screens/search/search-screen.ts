// Search: a line to type in, and what was found on boards and in channels below it. Enter on a hit opens the reader at
// that article, or what was said around that line.

import { ThreadPages } from '../boards/thread-pages.ts'
import { threadReader } from '../boards/thread-reader.ts'
import { wordMarks } from '../boards/word-marks.ts'
import { historyScreen } from '../channels/history-screen.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { type Line, styled, wrapMarked } from '../widgets/lines.ts'
import type { Hit } from './hit.ts'
import { HitList } from './hit-list.ts'
import { QueryLine } from './query-line.ts'
import { type Kind, Results } from './results.ts'

export interface SearchEntry {
  /** A board's or a channel's name, or `@nick` for a conversation: already in the line. */
  readonly within?: string
  /** Looked for at once. */
  readonly words?: string
}

export const searchScreen =
  (entry: SearchEntry): ScreenFactory =>
  (context) =>
    new SearchScreen(context, entry)

const HEAD_ROWS = 3

class SearchScreen implements Screen {
  readonly help = 'search.help'
  readonly #context: ScreenContext
  readonly #results: Results
  readonly #line: QueryLine
  readonly #list: HitList
  #kind: Kind = 'articles'
  readonly #entry: SearchEntry
  /** Nothing has been looked for yet. */
  #isNew = true

  constructor(context: ScreenContext, entry: SearchEntry) {
    this.#context = context
    this.#entry = entry
    const { within = '', words = '' } = entry
    const { pane, core, session, text } = context
    this.#results = new Results({ core, session, words: context })
    const place = within === '' ? '' : within.startsWith('@') ? `with:${within.slice(1)} ` : `in:${within} `
    this.#line = pane.add(
      new QueryLine({ label: text('search.label'), hint: text('search.hint'), initial: place + words }),
      {
        ...{ left: 1, right: 1, top: 0, height: 1 },
      },
    )
    pane.add(new Block(() => [this.#tabs()]), { left: 1, right: 1, top: 1, height: 1 })
    pane.add(new Block(({ width }) => this.#words(width)), (size) => ({
      ...{ left: 1, right: 1, top: HEAD_ROWS, height: Math.max(1, size.height - HEAD_ROWS) },
    }))
    this.#list = new HitList({ onChoose: (hit) => this.#open(hit), more: () => this.#more() })
    pane.add(this.#list, (size) =>
      this.#hits.length === 0 ? null : { left: 0, right: 0, top: HEAD_ROWS, height: size.height - HEAD_ROWS },
    )
    if (/^[#@]/.test(within)) this.#kind = 'messages'
  }

  async open(): Promise<void> {
    if ((this.#entry.words ?? '') !== '') await this.#search()
  }

  get title(): string {
    return this.#context.text('search.title')
  }

  get takesText(): boolean {
    return this.#isTyping
  }

  keys(): readonly KeyRow[] {
    const both = this.#results.of('articles').hits.length > 0 && this.#results.of('messages').hits.length > 0
    const other = this.#kind === 'articles' ? 'search.keys.messages' : 'search.keys.articles'
    const turn = both ? [{ on: ['tab'], label: other, run: () => this.#turn() }] : []
    if (this.#isTyping) {
      const down = { on: ['down'], label: 'search.keys.results', run: () => this.#focusList() }
      return [
        { on: ['enter'], label: 'search.keys.search', run: () => this.#search() },
        ...(this.#hits.length > 0 ? [down] : []),
        ...turn,
      ]
    }
    const sorted = this.#results.order === 'best' ? 'search.keys.newest' : 'search.keys.best'
    return [
      { on: ['enter'], label: 'search.keys.open' },
      { on: ['/', 's', 'S'], label: 'search.keys.again', run: () => this.#context.pane.focus(this.#line) },
      ...turn,
      ...(this.#kind === 'articles' ? [{ on: ['o', 'O'], label: sorted, run: () => this.#sort() }] : []),
    ]
  }

  get #isTyping(): boolean {
    return this.#context.pane.focused === this.#line
  }

  get #hits(): readonly Hit[] {
    return this.#results.of(this.#kind).hits
  }

  async #search(order = this.#results.order): Promise<void> {
    if (this.#line.value === '') return
    await this.#results.search(this.#line.value, order)
    this.#isNew = false
    const { articles, messages } = { articles: this.#results.of('articles'), messages: this.#results.of('messages') }
    // What was found is shown, whichever kind it is.
    if (articles.hits.length === 0 && messages.hits.length > 0) this.#kind = 'messages'
    if (messages.hits.length === 0 && articles.hits.length > 0) this.#kind = 'articles'
    this.#list.setHits(this.#hits)
    if (this.#hits.length > 0) this.#focusList()
    this.#context.refresh()
  }

  #sort(): Promise<void> {
    this.#line.value = this.#results.query
    return this.#search(this.#results.order === 'best' ? 'newest' : 'best')
  }

  #turn(): void {
    this.#kind = this.#kind === 'articles' ? 'messages' : 'articles'
    this.#list.setHits(this.#hits)
    this.#focusList()
  }

  #focusList(): void {
    this.#context.pane.focus(this.#list)
  }

  async #more(): Promise<void> {
    await this.#results.more(this.#kind)
    this.#list.setHits(this.#hits, true)
    this.#context.refresh()
  }

  async #open({ found }: Hit): Promise<void> {
    const { core, session, push } = this.#context
    if ('message' in found) return push(historyScreen(found.message))
    const { id: article, thread, boards } = found.article
    const [place] = boards
    if (place === undefined) return
    const pages = new ThreadPages({ core, session, board: place.board })
    const neighbour = (from: typeof thread, way: 1 | -1) => pages.neighbourOnFirstPage(from, way)
    const marks = wordMarks(this.#results.query)
    await push(threadReader({ board: place.board, thread, article, neighbour, marks }))
  }

  /** How much was found of each kind; the one that is shown stands out. */
  #tabs(): Line {
    if (this.#isNew) return []
    const { text } = this.#context
    const tab = (kind: Kind) => {
      const { hits, isWhole } = this.#results.of(kind)
      const count = text(isWhole ? 'search.count' : 'search.count-more', { count: hits.length })
      const word = text(kind === 'articles' ? 'search.articles' : 'search.messages', { count })
      return styled(kind === this.#kind ? 'title' : 'dim', word)
    }
    const order = this.#kind === 'articles' && this.#hits.length > 1 ? `search.order.${this.#results.order}` : null
    return [
      ...[tab('articles'), styled('rule', ' │ '), tab('messages')],
      ...(order === null ? [] : [styled('rule', ' │ '), styled('dim', text(order))]),
    ]
  }

  #words(columns: number): readonly Line[] {
    if (this.#hits.length > 0) return []
    const { text } = this.#context
    return wrapMarked(text(this.#isNew ? 'search.how' : 'search.none', { query: this.#results.query }), columns)
  }
}
