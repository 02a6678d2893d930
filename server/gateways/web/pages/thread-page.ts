// A thread on one page: its tree, then the articles in reading order, each with an address of its own. What others
// answer and what is not here is shown as missing, in its place.

import type { ArticleView, ThreadItem } from '../../../core/boards/board.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { anchorOf, boardPath, permalink, rawPath, threadPath } from './addresses.ts'
import type { PageParts } from './layout.ts'
import { html, type Insert, type Markup } from './markup.ts'
import { prose } from './prose.ts'
import { nick, subjectOf } from './rows.ts'
import type { Words } from './words.ts'

/** Articles on one page of a thread. */
export const THREAD_PAGE = 50
/** Characters of one article that the page of its thread shows; the rest is behind a link. */
const SHOWN_CHARACTERS = 24_000
const DEEPEST = 9
/** Lines of the tree that are shown at most. */
const TREE_LINES = 500

/** One line of the tree; `article` where the page shows its text. */
export interface ThreadLine {
  readonly item: ThreadItem
  readonly article: ArticleView | null
}

export interface ThreadPageView {
  readonly board: string
  /** All of the thread, in reading order. */
  readonly items: readonly ThreadItem[]
  /** Those of this page. */
  readonly lines: readonly ThreadLine[]
  /** From 0. */
  readonly page: number
}

export const isMissing = (item: ThreadItem): boolean => item.date === null

export const threadPage = (view: ThreadPageView, words: Words): PageParts => {
  const { board, items, lines, page } = view
  const { text } = words
  const first = items.find((item) => !isMissing(item))
  const root = first?.messageId ?? items[0]?.messageId ?? ''
  const subject = subjectOf(first?.subject ?? '', words)
  const path = threadPath(root)
  const at = (index: number): string => (index === 0 ? path : `${path}?page=${index + 1}`)
  const pages = Math.ceil(items.length / THREAD_PAGE)
  const here = new Set<string>(lines.map(({ item }) => item.messageId))
  const authors = authorsOf(items)
  const count = items.filter((item) => !isMissing(item)).length
  return {
    title: subject,
    description: `${sanitizeLine(first?.author ?? '')}: ${subject} (${board})`,
    canonical: at(page),
    ...(page > 0 && { previous: at(page - 1) }),
    ...(page < pages - 1 && { next: at(page + 1) }),
    feeds: [{ path: `${path}/atom`, title: subject }],
    live: `html&thread=${encodeURIComponent(root.slice(1, -1))}`,
    area: 'boards',
    main: html`<p class="crumbs"><a href="/boards">${text('web.nav.boards')}</a> <a href="${boardPath(board)}">${board}</a></p>
<h1>${subject}</h1>
<p class="tools"><span>${text('web.articles', { count })}</span> <a href="${path}/atom">Atom</a> <a href="${path}/mbox">mbox</a></p>
${items.length > 1 && tree(items, page, words)}
<div class="articles" data-rows="articles">
${lines.map((line) => articleOf(line, { subject, here, authors }, words))}
</div>
<nav class="pages" aria-label="${text('web.pages')}">${page > 0 && html`<a href="${at(page - 1)}" rel="prev">${text('web.thread.previous')}</a>`} ${page < pages - 1 && html`<a href="${at(page + 1)}" rel="next">${text('web.thread.next')}</a>`}</nav>
<p class="reply"><a class="button" href="/terminal">${text('web.thread.reply')}</a> <span class="hint">${text('web.thread.reply-hint')}</span></p>`,
  }
}

const depthClass = (depth: number): string => `d${Math.min(depth, DEEPEST)}`

const tree = (
  items: readonly ThreadItem[],
  page: number,
  words: Words,
): Markup => html`<details class="tree"${page === 0 && items.length <= 40 && html` open`}>
<summary>${words.text('web.thread.tree')}</summary>
<ol data-rows="tree">
${items.slice(0, TREE_LINES).map((item, index) => treeLine(item, Math.floor(index / THREAD_PAGE) === page, words))}
</ol>
</details>`

/** `isHere`: its text is on the same page. */
export const treeLine = (item: ThreadItem, isHere: boolean, words: Words): Markup => {
  const { messageId, date } = item
  const place = isHere ? `#${anchorOf(messageId)}` : permalink(messageId)
  const line: Insert =
    date === null
      ? html`<span class="missing">${words.text('web.thread.missing')}</span>`
      : html`<a href="${place}">${nick(item.author)}</a> ${words.when(date)}`
  return html`<li id="t${anchorOf(messageId)}" class="${depthClass(item.depth)}">${line}</li>`
}

export interface Surroundings {
  /** The thread's: an article shows its own only where it is another. */
  readonly subject: string
  /** The Message-IDs whose articles are on the same page. */
  readonly here: ReadonlySet<string>
  /** Who wrote what in the thread, by Message-ID. */
  readonly authors: ReadonlyMap<string, string>
}

export const authorsOf = (items: readonly ThreadItem[]): ReadonlyMap<string, string> =>
  new Map(items.filter((item) => !isMissing(item)).map(({ messageId, author }) => [messageId, sanitizeLine(author)]))

/** An article as it stands in its thread. */
export const articleOf = ({ item, article }: ThreadLine, around: Surroundings, words: Words): Markup => {
  const anchor = anchorOf(item.messageId)
  const { text } = words
  if (article === null) {
    return html`<article id="${anchor}" class="missing ${depthClass(item.depth)}"><p>${text('web.thread.missing-here')} <code>${item.messageId}</code></p></article>`
  }
  const own = subjectOf(article.subject, words)
  const others = article.boards.map(({ board }) => board)
  return html`<article id="${anchor}" class="${depthClass(item.depth)}" aria-label="${text('web.article.by', { author: sanitizeLine(article.author) })}">
<header>${nick(article.author)} <a class="permalink" href="${permalink(item.messageId)}">${words.moment(article.date)}</a>${article.parent !== null && parentOf(article.parent, around, words)}${own !== around.subject && html`<h2>${own}</h2>`}</header>
<div class="text">
${prose(article.text.slice(0, SHOWN_CHARACTERS), words)}
${article.text.length > SHOWN_CHARACTERS && html`<p><a href="${rawPath(item.messageId)}">${text('web.article.rest')}</a></p>`}</div>
${attachments(article, words)}<footer>${others.length > 1 && html`<span>${others.map((board) => html`<a href="${boardPath(board)}">${board}</a> `)}</span>`}<a href="${rawPath(item.messageId)}">${text('web.article.raw')}</a></footer>
</article>`
}

const parentOf = (parent: string, { here, authors }: Surroundings, { text }: Words): Markup => {
  const author = authors.get(parent)
  if (author === undefined) return html` <span class="parent">${text('web.article.answers-missing')}</span>`
  const place = here.has(parent) ? `#${anchorOf(parent)}` : permalink(parent)
  return html` <a class="parent" href="${place}">${text('web.article.answers', { author })}</a>`
}

const attachments = ({ attachments: parts }: ArticleView, { text }: Words): Insert =>
  parts.length > 0 &&
  html`<ul class="attachments">${parts.map(({ name, type, octets }) => html`<li>${text('web.article.attached', { name: name || type, type, kilobytes: Math.max(1, Math.round(octets / 1024)) })}</li>`)}</ul>\n`
