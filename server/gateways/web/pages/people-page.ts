// Who is here now, on whatever face.

import { FACES, type Face, type PresenceView } from '../../../core/accounts/session.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { channelPath } from './addresses.ts'
import type { PageParts } from './layout.ts'
import { html, type Markup } from './markup.ts'
import { nick } from './rows.ts'
import type { Words } from './words.ts'

const MOST_SHOWN = 500

export const peoplePage = (online: readonly PresenceView[], words: Words): PageParts => {
  const { text } = words
  return {
    title: text('web.nav.who'),
    canonical: '/who',
    isFleeting: true,
    area: 'who',
    main: html`<h1>${text('web.nav.who')}</h1>
<p class="lead">${online.length === 0 ? text('web.who.nobody') : text('web.who.lead', { count: online.length })}</p>
<ul class="rows people">
${online.slice(0, MOST_SHOWN).map((presence) => personRow(presence, words))}
</ul>`,
  }
}

const personRow = (presence: PresenceView, words: Words): Markup => {
  const { text } = words
  const displayName = sanitizeLine(presence.displayName)
  const faces = FACES.filter((face) => presence.faces.includes(face)).map((face) => faceName(face, words))
  return html`<li>
<p>${nick(presence.nick)}${displayName !== '' && displayName !== presence.nick && html` <span class="about">${displayName}</span>`}</p>
<p class="meta"><span>${faces.join(', ')}</span> <span>${text('web.who.since')} ${words.when(presence.since)}</span> ${presence.channels.map((channel) => html`<a class="place" href="${channelPath(channel)}">${channel}</a> `)}</p>
</li>`
}

const faceName = (face: Face, { text }: Words): string => {
  switch (face) {
    case 'ssh':
      return 'SSH'
    case 'irc':
      return 'IRC'
    case 'web':
      return text('web.face.web')
    case 'nntp':
      return text('web.face.nntp')
    case 'telnet':
      return 'telnet'
    case 'console':
      return text('web.face.console')
    default:
      return face satisfies never
  }
}
