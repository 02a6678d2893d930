// The addresses of things on the public pages, and what stands in them. A Message-ID is written without its angle
// brackets and percent-encoded whole, so that `/`, `+`, `%` and `?` in it cannot be taken for anything else.

import { createHash } from 'node:crypto'
import { MESSAGE_ID_OCTETS } from '../../../../shared/limits.ts'
import { isBoardName, isChannelName } from '../../../../shared/names.ts'
import type { MessageId } from '../../../core/ids.ts'

/** RFC 3986 §3.3: what encodeURIComponent leaves alone and some programs do not. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const inner = (messageId: string): string => messageId.slice(1, -1)

export const boardPath = (board: string): string => `/board/${encode(board)}`
export const threadPath = (messageId: string): string => `/thread/${encode(inner(messageId))}`
export const rawPath = (messageId: string): string => `/message/${encode(inner(messageId))}/raw`
/** Channel names begin with `#`, which an address cannot hold: it is left out. */
export const channelPath = (channel: string): string => `/channel/${encode(channel.slice(1))}`
export const dayPath = (channel: string, day: string): string => `${channelPath(channel)}/${day}`

/** RFC 5538 §4: the article by its Message-ID, for newsreaders and as an Atom id. */
export const newsUri = (messageId: string): string => `news:${encode(inner(messageId)).replace(/%40/g, '@')}`

/** The id of an article's element on the page of its thread: the same for ever, and safe in a fragment. */
export const anchorOf = (messageId: string): string =>
  `m${createHash('sha256').update(messageId).digest('hex').slice(0, 12)}`

export const permalink = (messageId: string): string => `${threadPath(messageId)}#${anchorOf(messageId)}`

const INNER = /^[!-;=?-~]+$/

/** From what stands behind `/thread/` or `/message/`, still encoded; with or without brackets. Null for no Message-ID. */
export const messageIdFrom = (segment: string): MessageId | null => {
  const text = decode(segment)?.replace(/^<(.*)>$/, '$1')
  if (text === undefined || !INNER.test(text) || text.length + 2 > MESSAGE_ID_OCTETS) return null
  return `<${text}>` as MessageId
}

export const boardFrom = (segment: string): string | null => {
  const name = decode(segment)
  return name !== undefined && isBoardName(name) ? name : null
}

/** With its `#`, which may be there or not. */
export const channelFrom = (segment: string): string | null => {
  const text = decode(segment)
  const name = text?.startsWith('#') ? text : `#${text ?? ''}`
  return isChannelName(name) ? name : null
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
