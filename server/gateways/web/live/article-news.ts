// A new article as listeners are told of it: looked up once, as a visitor sees it; written once for each shape.

import type { ArticleView, ThreadItem } from '../../../core/boards/board.ts'
import type { ArticlePosted } from '../../../core/boards/board-events.ts'
import type { Language } from '../../../screens/texts.ts'
import { anchorOf, permalink } from '../pages/addresses.ts'
import { subjectOf, threadRow } from '../pages/rows.ts'
import { articleOf, authorsOf, isMissing, THREAD_PAGE, treeLine } from '../pages/thread-page.ts'
import type { Words } from '../pages/words.ts'
import type { Visitor } from '../public/visitor.ts'
import type { Interest } from './interest.ts'

type WordsOf = (language: Language) => Words

export class ArticleNews {
  readonly #event: ArticlePosted
  readonly #visitor: Visitor
  readonly #words: WordsOf
  readonly #article: ArticleView
  readonly #items: readonly ThreadItem[]
  readonly #frames = new Map<string, string>()

  private constructor(
    event: ArticlePosted,
    visitor: Visitor,
    words: WordsOf,
    found: { readonly article: ArticleView; readonly items: readonly ThreadItem[] },
  ) {
    this.#event = event
    this.#visitor = visitor
    this.#words = words
    this.#article = found.article
    this.#items = found.items
  }

  /** @throws Refusal no-such-article: it stands where a visitor may not look */
  static async of(event: ArticlePosted, visitor: Visitor, words: WordsOf): Promise<ArticleNews> {
    const { core, session } = visitor
    const article = await core.boards.read({ session, article: event.messageId })
    const board = article.boards[0]?.board ?? ''
    const items = await core.boards.thread({ session, board, thread: article.thread })
    return new ArticleNews(event, visitor, words, { article, items })
  }

  /** Null where it stands on none of the boards that were asked for, as far as a visitor sees. */
  async frameFor({ subject, html }: Interest): Promise<string | null> {
    if (subject.kind === 'channel') return null
    const board = subject.kind === 'boards' ? this.#boardFor(subject.fits) : null
    if (subject.kind === 'boards' && board === null) return null
    const isOne = subject.kind === 'boards' && subject.isOne
    const shape = html === null ? '' : `${html} ${board === null ? 'thread' : `${board} ${isOne}`}`
    let frame = this.#frames.get(shape)
    if (frame === undefined) {
      const drawn = html === null ? {} : await this.#drawn(this.#words(html), board, isOne)
      frame = JSON.stringify({ ...this.#facts(), ...drawn })
      this.#frames.set(shape, frame)
    }
    return frame
  }

  #boardFor(fits: (board: string) => boolean): string | null {
    return this.#article.boards.find(({ board }) => fits(board))?.board ?? null
  }

  #facts(): object {
    const { messageId, boards, parent, subject, author, date } = this.#article
    const { startsThread } = this.#event
    const thread = this.#items.find((item) => !isMissing(item))?.messageId ?? messageId
    return {
      ...{ type: 'article', messageId, boards, thread, parent, startsThread, subject, author },
      ...{ at: date, url: permalink(messageId) },
    }
  }

  #drawn(words: Words, board: string | null, isOne: boolean): Promise<object> | object {
    return board === null ? this.#asArticle(words) : this.#asRow(words, board, isOne)
  }

  /** The row of its thread in a list of threads: on top now. */
  async #asRow(words: Words, board: string, isOne: boolean): Promise<object> {
    const { core, session } = this.#visitor
    const newest = await core.boards.threads({ session, board, limit: 20 })
    const row = newest.find(({ thread }) => thread === this.#article.thread)
    if (row === undefined) return {}
    return { id: anchorOf(row.messageId), html: threadRow(row, words, isOne ? undefined : board).source }
  }

  /** The article itself and its line in the tree; `after` is what stands before both. */
  #asArticle(words: Words): object {
    const at = this.#items.findIndex(({ messageId }) => messageId === this.#article.messageId)
    const item = this.#items[at]
    if (item === undefined) return {}
    const page = Math.floor(at / THREAD_PAGE)
    const here = new Set<string>(
      this.#items.slice(page * THREAD_PAGE, (page + 1) * THREAD_PAGE).map(({ messageId }) => messageId),
    )
    const authors = authorsOf(this.#items)
    const before = this.#items[at - 1]
    const first = this.#items.find((each) => !isMissing(each))
    const subject = subjectOf(first?.subject ?? '', words)
    return {
      id: anchorOf(item.messageId),
      after: before === undefined ? null : anchorOf(before.messageId),
      html: articleOf({ item, article: this.#article }, { subject, here, authors }, words).source,
      tree: treeLine(item, true, words).source,
    }
  }
}
