// All channels, and one channel: its topic, and where its owner has made the log public, one day of it.

import type { ChannelView } from '../../../core/channels/channel.ts'
import type { HistoryItem } from '../../../core/channels/history.ts'
import { sanitizeChat, sanitizeLine, stripIrcFormatting } from '../../../wire/text/sanitize.ts'
import { channelPath, dayPath } from './addresses.ts'
import type { PageParts } from './layout.ts'
import { linked } from './links.ts'
import { html, type Insert, type Markup } from './markup.ts'
import { channelRow, nick } from './rows.ts'
import type { Words } from './words.ts'

export const channelsPage = (channels: readonly ChannelView[], words: Words): PageParts => ({
  title: words.text('web.nav.channels'),
  canonical: '/channels',
  area: 'channels',
  main: html`<h1>${words.text('web.nav.channels')}</h1>
<p class="lead">${words.text('web.channels.lead')}</p>
<ul class="rows">
${channels.map((channel) => channelRow(channel, words))}
</ul>`,
})

export interface ChannelLog {
  /** `2026-11-23`, in UTC. */
  readonly day: string
  readonly items: readonly HistoryItem[]
  /** The nearest days before and after on which something was said. */
  readonly earlier: string | null
  readonly later: string | null
  /** The seq behind which the same day goes on, on a further page; null when this one ends it. */
  readonly next: number | null
  /** The day that goes on: what is said next belongs to it, or to the one after it. */
  readonly isLive: boolean
}

/** `log` is null where the log is not public. */
export const channelPage = (channel: ChannelView, log: ChannelLog | null, words: Words): PageParts => {
  const { text } = words
  const { name } = channel
  const topic = channel.topic === null ? '' : stripIrcFormatting(sanitizeChat(channel.topic.text))
  return {
    title: log === null ? name : `${name}, ${log.day}`,
    ...(topic !== '' && { description: topic }),
    canonical: log === null ? channelPath(name) : dayPath(name, log.day),
    ...(log?.isLive === true && log.next === null && { live: `html&channel=${encodeURIComponent(name.slice(1))}` }),
    area: 'channels',
    main: html`<h1 class="channel">${name}</h1>
${topic !== '' && html`<p class="lead">${linked(topic)}</p>\n`}<p class="tools"><span>${text('web.members', { count: channel.members })}</span> <a href="/terminal">${text('web.channel.talk')}</a>${log !== null && html` <a href="/search?channel=${encodeURIComponent(name.slice(1))}">${text('web.nav.search')}</a>`}</p>
${log === null ? html`<p class="quiet">${text('web.channel.not-public')}</p>` : logOf(name, log, words)}`,
  }
}

const logOf = (channel: string, log: ChannelLog, words: Words): Markup => {
  const { text } = words
  return html`${days(channel, log, words)}
<h2>${words.day(log.day)}</h2>
<ol class="log" data-rows="lines">
${log.items.map((item) => lineOf(item, words))}
</ol>
${log.items.length === 0 && html`<p class="quiet">${text('web.channel.silent')}</p>`}
${log.next !== null && html`<p class="more"><a href="${dayPath(channel, log.day)}?after=${log.next}">${text('web.channel.more')}</a></p>`}
${log.items.length > 20 && days(channel, log, words)}`
}

const days = (channel: string, { earlier, later }: ChannelLog, words: Words): Insert =>
  (earlier !== null || later !== null) &&
  html`<nav class="pages" aria-label="${words.text('web.channel.days')}">${earlier !== null && html`<a href="${dayPath(channel, earlier)}" rel="prev">← ${words.day(earlier)}</a>`} ${later !== null && html`<a href="${dayPath(channel, later)}" rel="next">${words.day(later)} →</a>`}</nav>`

type Line = Pick<HistoryItem, 'msgid' | 'at' | 'nick' | 'kind' | 'text' | 'redacted'>

export const anchorOfLine = (msgid: string): string => `l${msgid.replace(/[^A-Za-z0-9]/g, '')}`

/** One line of a log; also what a page that is open is sent. */
export const lineOf = (line: Line, words: Words): Markup => {
  const anchor = anchorOfLine(line.msgid)
  const at = new Date(line.at).toISOString()
  return html`<li id="${anchor}" class="${line.kind}"><a class="at" href="#${anchor}"><time datetime="${at}">${at.slice(11, 16)}</time></a> <span class="line">${wordsOf(line, words)}</span></li>`
}

const wordsOf = (line: Line, words: Words): Markup => {
  if (line.redacted !== undefined) return html`<i class="quiet">${words.text('web.channel.redacted')}</i>`
  const rows = line.text.split('\n').map((row) => linked(stripIrcFormatting(sanitizeChat(row))))
  const said = rows.map((row, index) => (index === 0 ? row : [html`<br>`, row]))
  if (line.kind === 'action') return html`<i>* ${nick(line.nick)} ${said}</i>`
  return html`${nick(sanitizeLine(line.nick))} ${said}`
}
