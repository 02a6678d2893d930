// Pages for when there is nothing to show: kind, with a way on.

import type { PageParts } from './layout.ts'
import { html } from './markup.ts'
import type { Words } from './words.ts'

export type Notice = 'lost' | 'gone' | 'expired' | 'closed' | 'banned' | 'hasty' | 'broken'

export const noticePage = (notice: Notice, { text }: Words): PageParts => {
  const [title, sentence] = sentences(notice, text)
  return {
    title,
    isFleeting: true,
    main: html`<div class="notice">
<h1>${title}</h1>
<p class="lead">${sentence}</p>
<p><a class="button" href="/">${text('web.notice.start')}</a> <a href="/terminal">${text('web.nav.terminal')}</a></p>
</div>`,
  }
}

const sentences = (notice: Notice, text: Words['text']): readonly [string, string] => {
  switch (notice) {
    case 'lost':
      return [text('web.lost.title'), text('web.lost.text')]
    case 'gone':
      return [text('web.gone.title'), text('web.gone.text')]
    case 'expired':
      return [text('web.gone.title'), text('web.gone.expired')]
    case 'closed':
      return [text('web.closed.title'), text('web.closed.text')]
    case 'banned':
      return [text('web.banned.title'), text('web.banned.text')]
    case 'hasty':
      return [text('web.hasty.title'), text('web.hasty.text')]
    case 'broken':
      return [text('web.broken.title'), text('web.broken.text')]
    default:
      return notice satisfies never
  }
}
