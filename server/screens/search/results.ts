// What a search has found so far: articles and lines, each page by page.

import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import type { ArticleCursor, MessageCursor } from '../../core/search/search-calls.ts'
import type { ScreenContext } from '../screen.ts'
import { articleHit, type Hit, messageHit } from './hit.ts'

const PAGE = 30

export type Kind = 'articles' | 'messages'

export interface Found {
  readonly hits: readonly Hit[]
  readonly isWhole: boolean
}

export interface ResultsOptions {
  readonly core: Pick<Core, 'search'>
  readonly session: SessionId
  readonly words: Pick<ScreenContext, 'text'>
}

export class Results {
  readonly #options: ResultsOptions
  #query = ''
  #order: 'best' | 'newest' = 'best'
  #articles: { hits: readonly Hit[]; next: ArticleCursor | null } = { hits: [], next: null }
  #messages: { hits: readonly Hit[]; next: MessageCursor | null } = { hits: [], next: null }

  constructor(options: ResultsOptions) {
    this.#options = options
  }

  get query(): string {
    return this.#query
  }

  /** Of articles; lines are always newest first. */
  get order(): 'best' | 'newest' {
    return this.#order
  }

  of(kind: Kind): Found {
    const { hits, next } = kind === 'articles' ? this.#articles : this.#messages
    return { hits, isWhole: next === null }
  }

  /** @throws Refusal as search; what was found before stays */
  async search(query: string, order: 'best' | 'newest'): Promise<void> {
    const [articles, messages] = await Promise.all([this.#findArticles(query, order), this.#findMessages(query)])
    this.#query = query
    this.#order = order
    this.#articles = articles
    this.#messages = messages
  }

  /** The next page of one kind, if there is one. */
  async more(kind: Kind): Promise<void> {
    if (kind === 'articles' && this.#articles.next !== null) {
      const { hits, next } = await this.#findArticles(this.#query, this.#order, this.#articles.next)
      this.#articles = { hits: [...this.#articles.hits, ...hits], next }
    }
    if (kind === 'messages' && this.#messages.next !== null) {
      const { hits, next } = await this.#findMessages(this.#query, this.#messages.next)
      this.#messages = { hits: [...this.#messages.hits, ...hits], next }
    }
  }

  async #findArticles(query: string, order: 'best' | 'newest', after?: ArticleCursor) {
    const { core, session, words } = this.#options
    const from = after === undefined ? {} : { after }
    const { items, next } = await core.search.articles({ session, query, order, limit: PAGE, ...from })
    return { hits: items.map((article) => articleHit(article, words)), next }
  }

  async #findMessages(query: string, after?: MessageCursor) {
    const { core, session, words } = this.#options
    const from = after === undefined ? {} : { after }
    const { items, next } = await core.search.messages({ session, query, limit: PAGE, ...from })
    return { hits: items.map((message) => messageHit(message, words)), next }
  }
}
