// The front of the house: what it is, who is here now, what is being talked about, and every way in.

import type { PresenceView } from '../../../core/accounts/session.ts'
import type { BoardView, ThreadView } from '../../../core/boards/board.ts'
import type { ChannelView } from '../../../core/channels/channel.ts'
import type { PageParts } from './layout.ts'
import { html, type Markup } from './markup.ts'
import { channelRow, nick, threadRow } from './rows.ts'
import type { Guide, Site } from './site.ts'
import type { Words } from './words.ts'

export interface StartView {
  readonly boards: readonly BoardView[]
  /** Newest activity first, over all boards. */
  readonly threads: readonly { readonly board: string; readonly thread: ThreadView }[]
  readonly channels: readonly ChannelView[]
  readonly online: readonly PresenceView[]
}

const NICKS_SHOWN = 40

export const startPage = (view: StartView, site: Site, words: Words): PageParts => {
  const { text } = words
  return {
    title: '',
    description: text('web.start.description', { house: site.houseName }),
    canonical: '/',
    live: 'html&boards=*',
    main: html`${hero(site, words)}
<div class="columns">
<section aria-labelledby="newest" class="wide">
<h2 id="newest">${text('web.start.newest')}</h2>
<ol class="rows" data-rows="threads">
${view.threads.map(({ board, thread }) => threadRow(thread, words, board))}
</ol>
${view.threads.length === 0 && html`<p class="quiet">${text('web.start.no-threads')}</p>`}
<p class="more"><a href="/boards">${text('web.start.all-boards', { count: view.boards.length })}</a></p>
</section>
<div class="side">
${here(view.online, words)}
<section aria-labelledby="channels">
<h2 id="channels">${text('web.nav.channels')}</h2>
<ul class="rows small">
${view.channels.map((channel) => channelRow(channel, words))}
</ul>
</section>
</div>
</div>
${ways(site.guides, words)}`,
  }
}

const hero = (site: Site, { text }: Words): Markup => {
  const line = site.guides.find(({ client }) => client === 'ssh')?.lines[0]
  return html`<section class="hero" aria-labelledby="house">
<div>
<h1 id="house">${site.houseName}</h1>
<p class="lead">${text('web.start.lead')}</p>
<p><a class="button big" href="/terminal">${text('web.start.open')}</a> <span class="hint">${text('web.start.hint')}</span></p>
</div>
${line !== undefined && html`<figure class="tube"><figcaption>${text('web.start.tube')}</figcaption><pre data-copy><code>${line}</code></pre></figure>`}
</section>`
}

const here = (online: readonly PresenceView[], { text }: Words): Markup => {
  const more = online.length - NICKS_SHOWN
  return html`<section aria-labelledby="here">
<h2 id="here">${text('web.start.here')}</h2>
${
  online.length === 0
    ? html`<p class="quiet">${text('web.who.nobody')}</p>`
    : html`<p class="nicks">${online.slice(0, NICKS_SHOWN).map((presence) => html`${nick(presence.nick)} `)}${more > 0 && html`<span class="quiet">${text('web.start.more', { count: more })}</span>`}</p>`
}
<p class="more"><a href="/who">${text('web.start.who')}</a></p>
</section>`
}

const KINDS = ['terminal', 'channels', 'boards'] as const

const kindName = (kind: Guide['kind'], { text }: Words): string => {
  switch (kind) {
    case 'terminal':
      return text('web.ways.terminal')
    case 'channels':
      return text('web.ways.channels')
    case 'boards':
      return text('web.ways.boards')
    default:
      return kind satisfies never
  }
}

const ways = (
  guides: readonly Guide[],
  words: Words,
): Markup => html`<section id="ways" aria-labelledby="ways-title" class="ways">
<h2 id="ways-title">${words.text('web.ways.title')}</h2>
<p>${words.text('web.ways.lead')}</p>
<div class="kinds">
${KINDS.map((kind) => {
  const own = guides.filter((guide) => guide.kind === kind)
  return (
    own.length > 0 &&
    html`<div>
<h3>${kindName(kind, words)}</h3>
${own.map((guide, index) => html`<details${index === 0 && html` open`}><summary>${guide.client}</summary><pre data-copy tabindex="0"><code>${guide.lines.join('\n')}</code></pre></details>\n`)}</div>\n`
  )
})}</div>
<p class="quiet">${words.text('web.ways.outro')}</p>
</section>`
