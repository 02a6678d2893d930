// Atom feeds (RFC 4287) of boards and threads, with who answers whom (RFC 4685) and further pages (RFC 5005 §3). An
// article's id is its news URI (RFC 5538), which is the same wherever the article is read.

import type { ArticleView } from '../../../core/boards/board.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { newsUri, permalink } from '../pages/addresses.ts'
import { html } from '../pages/markup.ts'
import { prose } from '../pages/prose.ts'
import { subjectOf } from '../pages/rows.ts'
import type { Site } from '../pages/site.ts'
import type { Words } from '../pages/words.ts'

export const FEED_ENTRIES = 30
const SHOWN_CHARACTERS = 24_000

export interface FeedView {
  readonly title: string
  readonly subtitle: string
  /** Of the page that shows the same. */
  readonly path: string
  /** Of the feed, this page of it. */
  readonly self: string
  readonly next: string | null
  /** Newest first. */
  readonly articles: readonly ArticleView[]
}

export const atomFeed = (feed: FeedView, site: Site, words: Words): string => {
  const updated = feed.articles.reduce((latest, { date }) => Math.max(latest, date), 0)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="${words.language}">
<id>tag:${site.hostname},2026:${feed.path.slice(1)}</id>
<title>${feed.title}</title>
${feed.subtitle !== '' && html`<subtitle>${feed.subtitle}</subtitle>\n`}<updated>${iso(updated)}</updated>
<generator>Samband</generator>
<link rel="self" type="application/atom+xml" href="${site.address}${feed.self}"/>
<link rel="alternate" type="text/html" href="${site.address}${feed.path}"/>
${feed.next !== null && html`<link rel="next" type="application/atom+xml" href="${site.address}${feed.next}"/>\n`}${feed.articles.map((article) => entry(article, site, words))}</feed>
`.source
}

const entry = (article: ArticleView, site: Site, words: Words) => html`<entry>
<id>${newsUri(article.messageId)}</id>
<title>${subjectOf(article.subject, words)}</title>
<author><name>${sanitizeLine(article.author) || '?'}</name></author>
<published>${iso(article.date)}</published>
<updated>${iso(article.date)}</updated>
<link rel="alternate" type="text/html" href="${site.address}${permalink(article.messageId)}"/>
${article.parent !== null && html`<thr:in-reply-to ref="${newsUri(article.parent)}" href="${site.address}${permalink(article.parent)}"/>\n`}${article.boards.map(({ board }) => html`<category term="${board}"/>\n`)}<content type="html">${html`${prose(article.text.slice(0, SHOWN_CHARACTERS), words)}`.source}</content>
</entry>
`

/** RFC 3339; the years it can write. */
const iso = (at: number): string => {
  const date = new Date(Math.max(0, at))
  return date.getUTCFullYear() > 9999 ? '9999-12-31T23:59:59Z' : date.toISOString()
}
