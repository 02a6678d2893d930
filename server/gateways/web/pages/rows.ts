// The rows that several pages share: a board, a thread, a person's name. Each is drawn here alone, so that a row that
// comes in while the page is open looks as if it had always been there.

import { foldName } from '../../../../shared/names.ts'
import type { BoardView, ThreadView } from '../../../core/boards/board.ts'
import type { ChannelView } from '../../../core/channels/channel.ts'
import { bareSubject } from '../../../screens/boards/quoting.ts'
import { sanitizeLine, stripIrcFormatting } from '../../../wire/text/sanitize.ts'
import { anchorOf, boardPath, channelPath, threadPath } from './addresses.ts'
import { linked } from './links.ts'
import { html, type Markup } from './markup.ts'
import type { Words } from './words.ts'

const NICK_COLOURS = 8

/** Always in the same colour, on every page. */
export const nick = (name: string): Markup => {
  const shown = sanitizeLine(name)
  return html`<b class="nick n${hashOf(foldName(shown)) % NICK_COLOURS}">${shown}</b>`
}

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const octet of Buffer.from(text)) hash = Math.imul(hash ^ octet, 0x01000193) >>> 0
  return (hash ^ (hash >>> 16)) >>> 0
}

export const subjectOf = (subject: string, { text }: Words): string =>
  bareSubject(sanitizeLine(subject)) || text('web.no-subject')

export const threadRow = (
  thread: ThreadView,
  words: Words,
  board?: string,
): Markup => html`<li id="${anchorOf(thread.messageId)}"${thread.isPinned && html` class="pinned"`}>
<a class="subject" href="${threadPath(thread.messageId)}">${subjectOf(thread.subject, words)}</a>
<p class="meta">${nick(thread.author)}${board !== undefined && html` <a class="place" href="${boardPath(board)}">${board}</a>`} <span>${words.text('web.articles', { count: thread.count })}</span> ${words.when(thread.latest)}${thread.isPinned && html` <i>${words.text('web.thread.pinned')}</i>`}${thread.isLocked && html` <i>${words.text('web.thread.locked')}</i>`}</p>
</li>`

export const boardRow = (board: BoardView, words: Words): Markup => html`<li>
<a class="subject board" href="${boardPath(board.name)}">${board.name}</a>
<p class="about">${sanitizeLine(board.description)}</p>
<p class="meta"><span>${words.text('web.threads', { count: board.threads })}</span> <span>${words.text('web.articles', { count: board.count })}</span>${board.latest !== null && html` ${words.when(board.latest)}`}</p>
</li>`

export const channelRow = (channel: ChannelView, words: Words): Markup => {
  const topic = channel.topic === null ? '' : stripIrcFormatting(channel.topic.text)
  const about = topic === '' ? channel.description : topic
  return html`<li>
<a class="subject channel" href="${channelPath(channel.name)}">${channel.name}</a>
${about !== '' && html`<p class="about">${linked(sanitizeLine(about))}</p>\n`}<p class="meta"><span>${words.text('web.members', { count: channel.members })}</span></p>
</li>`
}
