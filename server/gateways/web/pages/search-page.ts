// Looking for words: in the articles of the boards, or in one channel's public log.

import type { FoundArticle, FoundMessage, SnippetPart } from '../../../core/search/search-calls.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { boardPath, channelPath, dayPath, permalink } from './addresses.ts'
import { anchorOfLine } from './channel-pages.ts'
import type { PageParts } from './layout.ts'
import { html, type Insert, type Markup } from './markup.ts'
import { nick, subjectOf } from './rows.ts'
import { dayOf, type Words } from './words.ts'

export interface SearchView {
  /** As the visitor wrote it. */
  readonly query: string
  readonly order: 'best' | 'newest'
  /** Where they look: a board, a channel (with its `#`), or '' for all boards. */
  readonly place: string
  /** Null before anything was asked. */
  readonly found: { readonly articles: readonly FoundArticle[]; readonly lines: readonly FoundMessage[] } | null
  /** Why nothing could be looked for. */
  readonly complaint: 'empty' | 'busy' | 'too-long' | 'no-place' | null
  /** The address of the next page; null at the end. */
  readonly next: string | null
}

export const searchPage = (view: SearchView, words: Words): PageParts => {
  const { text } = words
  return {
    title: view.query === '' ? text('web.nav.search') : `${text('web.nav.search')}: ${view.query}`,
    isFleeting: true,
    area: 'search',
    main: html`<h1>${text('web.nav.search')}</h1>
${form(view, words)}
${answer(view, words)}
<p class="quiet">${text('web.search.help')}</p>`,
  }
}

const form = ({ query, order, place }: SearchView, { text }: Words): Markup => {
  const placeField = place === '' ? null : placeInput(place)
  return html`<form class="search" action="/search" role="search">
<input type="search" name="q" value="${query}" aria-label="${text('web.search.words')}" maxlength="200" autofocus>
${placeField}<label class="hidden" for="order">${text('web.search.order')}</label>
<select id="order" name="order"><option value="best"${order === 'best' && html` selected`}>${text('web.search.best')}</option><option value="newest"${order === 'newest' && html` selected`}>${text('web.search.newest')}</option></select>
<button class="button">${text('web.nav.search')}</button>
</form>
${place !== '' && html`<p class="tools"><span>${text('web.search.only', { place })}</span> <a href="/search?q=${encodeURIComponent(query)}">${text('web.search.everywhere')}</a></p>`}`
}

const placeInput = (place: string): Markup =>
  place.startsWith('#')
    ? html`<input type="hidden" name="channel" value="${place.slice(1)}">`
    : html`<input type="hidden" name="board" value="${place}">`

const answer = (view: SearchView, words: Words): Insert => {
  const { found, complaint, next, query } = view
  if (complaint !== null) return html`<p class="lead" role="alert">${complaintText(complaint, words)}</p>`
  if (found === null) return null
  if (found.articles.length + found.lines.length === 0) {
    return html`<p class="lead">${words.text('web.search.nothing', { query: sanitizeLine(query) })}</p>`
  }
  return html`<ol class="rows found">
${found.articles.map((article) => articleRow(article, words))}${found.lines.map((line) => lineRow(line, words))}
</ol>
${next !== null && html`<nav class="pages" aria-label="${words.text('web.pages')}"><a href="${next}" rel="next">${words.text('web.search.more')}</a></nav>`}`
}

const complaintText = (complaint: NonNullable<SearchView['complaint']>, { text }: Words): string => {
  switch (complaint) {
    case 'empty':
      return text('web.search.empty')
    case 'busy':
      return text('web.search.busy')
    case 'too-long':
      return text('web.search.too-long')
    case 'no-place':
      return text('web.search.no-place')
    default:
      return complaint satisfies never
  }
}

const snippet = (parts: readonly SnippetPart[]): Insert =>
  parts.map(({ text, isHit }) => (isHit ? html`<mark>${sanitizeLine(text)}</mark>` : sanitizeLine(text)))

const articleRow = (article: FoundArticle, words: Words): Markup => html`<li>
<a class="subject" href="${permalink(article.messageId)}">${subjectOf(article.subject, words)}</a>
<p class="about">${snippet(article.snippet)}</p>
<p class="meta">${nick(article.author)} ${article.boards.map(({ board }) => html`<a class="place" href="${boardPath(board)}">${board}</a> `)}${words.when(article.date)}</p>
</li>
`

const lineRow = (line: FoundMessage, words: Words): Markup => html`<li>
<p>${nick(line.nick)} ${snippet(line.snippet)}</p>
<p class="meta"><a class="place" href="${channelPath(line.target)}">${line.target}</a> <a href="${dayPath(line.target, dayOf(line.at))}#${anchorOfLine(line.msgid)}">${words.moment(line.at)}</a></p>
</li>
`
