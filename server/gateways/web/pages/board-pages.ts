// All boards, and one board with its threads.

import type { BoardView, ThreadView } from '../../../core/boards/board.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { boardPath } from './addresses.ts'
import type { PageParts } from './layout.ts'
import { html } from './markup.ts'
import { boardRow, threadRow } from './rows.ts'
import type { Words } from './words.ts'

export const boardsPage = (boards: readonly BoardView[], { text, ...words }: Words): PageParts => ({
  title: text('web.nav.boards'),
  canonical: '/boards',
  area: 'boards',
  main: html`<h1>${text('web.nav.boards')}</h1>
<p class="lead">${text('web.boards.lead')}</p>
<ul class="rows boards">
${boards.map((board) => boardRow(board, { text, ...words }))}
</ul>
${boards.length === 0 && html`<p class="quiet">${text('web.boards.none')}</p>`}`,
})

export interface BoardPageView {
  readonly board: BoardView
  readonly threads: readonly ThreadView[]
  /** Where this page begins; null for the newest threads. */
  readonly before: number | null
  /** Where the next one begins; null when this is the last. */
  readonly next: number | null
}

export const boardPage = ({ board, threads, before, next }: BoardPageView, words: Words): PageParts => {
  const { text } = words
  const path = boardPath(board.name)
  const at = (number: number | null): string => (number === null ? path : `${path}?before=${number}`)
  return {
    title: board.name,
    description: sanitizeLine(board.description),
    canonical: at(before),
    ...(next !== null && { next: at(next) }),
    feeds: [{ path: `${path}/atom`, title: board.name }],
    ...(before === null && { live: `html&boards=${encodeURIComponent(board.name)}` }),
    area: 'boards',
    main: html`<h1 class="board">${board.name}</h1>
<p class="lead">${sanitizeLine(board.description)}</p>
<p class="tools"><span>${text('web.articles', { count: board.count })}</span> <a href="${path}/atom">Atom</a> <a href="${path}/mbox">mbox</a> <a href="/search?board=${encodeURIComponent(board.name)}">${text('web.nav.search')}</a></p>
<ol class="rows" data-rows="threads" aria-live="off">
${threads.map((thread) => threadRow(thread, words))}
</ol>
${threads.length === 0 && html`<p class="quiet">${text('web.board.empty')}</p>`}
<nav class="pages" aria-label="${text('web.pages')}">${before !== null && html`<a href="${path}">${text('web.board.newest')}</a>`} ${next !== null && html`<a href="${at(next)}" rel="next">${text('web.board.older')}</a>`}</nav>`,
  }
}
