// The frame of every public page: head, the bar on top, the foot. A page brings its title and its main part.

import { html, type Insert, type Markup } from './markup.ts'
import type { Site } from './site.ts'
import type { Words } from './words.ts'

export interface Feed {
  readonly path: string
  readonly title: string
}

export interface PageParts {
  /** '' for the start page, which bears the name of the house alone. */
  readonly title: string
  readonly description?: string
  /** Where this page is at home: path and query. Left out where it has no lasting address. */
  readonly canonical?: string
  readonly feeds?: readonly Feed[]
  readonly previous?: string
  readonly next?: string
  /** Never for search engines, whatever the house says. */
  readonly isFleeting?: boolean
  /** What the page wants to hear of while it is open: the query of /live. */
  readonly live?: string
  /** The part of the house it belongs to, for the bar. */
  readonly area?: 'boards' | 'channels' | 'who' | 'search'
  readonly main: Insert
}

const AREAS = [
  ['boards', '/boards'],
  ['channels', '/channels'],
  ['who', '/who'],
  ['search', '/search'],
] as const

export const layout = (parts: PageParts, site: Site, words: Words): string => {
  const live = parts.live === undefined ? null : html` data-live="/live?${parts.live}"`
  const page = html`<!doctype html>
<html lang="${words.language}">
<head>
${head(parts, site)}
</head>
<body>
<a class="skip" href="#main">${words.text('web.skip')}</a>
<header class="top">
<a class="mark" href="/">${site.houseName}</a>
<nav aria-label="${words.text('web.nav.label')}">
${AREAS.map(([area, path]) => html`<a href="${path}"${parts.area === area && html` aria-current="page"`}>${areaName(area, words)}</a>`)}
</nav>
<a class="enter" href="/terminal">${words.text('web.nav.terminal')}</a>
</header>
<main id="main" tabindex="-1"${live}>
${parts.main}
</main>
<footer class="foot">
<p>${words.text('web.foot', { house: site.houseName })} <a href="/#ways">${words.text('web.foot.ways')}</a></p>
</footer>
</body>
</html>
`
  return page.source
}

const areaName = (area: (typeof AREAS)[number][0], { text }: Words): string => {
  switch (area) {
    case 'boards':
      return text('web.nav.boards')
    case 'channels':
      return text('web.nav.channels')
    case 'who':
      return text('web.nav.who')
    case 'search':
      return text('web.nav.search')
    default:
      return area satisfies never
  }
}

const head = (parts: PageParts, site: Site): Markup => {
  const title = parts.title === '' ? site.houseName : `${parts.title} · ${site.houseName}`
  const isHidden = parts.isFleeting === true || !site.robots
  const link = (rel: string, path: string | undefined): Markup | null =>
    path === undefined ? null : html`<link rel="${rel}" href="${site.address}${path}">\n`
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f7f1e3" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#14140f" media="(prefers-color-scheme: dark)">
<title>${title}</title>
${parts.description !== undefined && html`<meta name="description" content="${parts.description}">\n`}${isHidden && html`<meta name="robots" content="noindex">\n`}${link('canonical', parts.canonical)}${link('prev', parts.previous)}${link('next', parts.next)}${(parts.feeds ?? []).map((feed) => html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}">\n`)}<link rel="icon" href="${site.assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${site.assets.styles}">
<script type="module" src="${site.assets.script}"></script>`
}
