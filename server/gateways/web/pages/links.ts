// Addresses that people wrote, as links. Only schemes that a browser may follow become one; a news URI leads to the
// article's own page here.

import { findAddresses } from '../../../screens/boards/addresses.ts'
import { messageIdFrom, permalink } from './addresses.ts'
import { html, type Insert, type Markup } from './markup.ts'

const FOLLOWED = /^(?:https?|ftps?|gopher|ircs?|mailto):/i

/** One line of text, its addresses as links. */
export const linked = (line: string): readonly Insert[] => {
  const parts: Insert[] = []
  let from = 0
  for (const { start, end } of findAddresses(line)) {
    parts.push(line.slice(from, start), link(line.slice(start, end)))
    from = end
  }
  parts.push(line.slice(from))
  return parts
}

const link = (address: string): Insert => {
  if (/^news:.*@/i.test(address)) {
    const messageId = messageIdFrom(address.slice('news:'.length))
    return messageId === null ? address : html`<a href="${permalink(messageId)}">${address}</a>`
  }
  if (/^www\./i.test(address)) return outward(`http://${address}`, address)
  return FOLLOWED.test(address) ? outward(address, address) : address
}

/** It gets no credit from search engines for what anybody may have written here, and learns nothing of this page. */
const outward = (href: string, words: string): Markup =>
  html`<a href="${href}" rel="nofollow ugc noreferrer">${words}</a>`
