// How a new thread is announced in the channel of its place: one line that fits every face. Pure.

import { MESSAGE_OCTETS } from '../../../shared/limits.ts'

/** The client-only tag that names the article a line is about: its value is a Message-ID with its angle brackets. */
export const ARTICLE_TAG = '+samband/article'

export interface NewThread {
  readonly board: string
  readonly subject: string
  readonly author: string
  /** With its angle brackets. */
  readonly messageId: string
  /** '' where there is no web. */
  readonly webAddress: string
}

/** Said in a channel whose board was closed to some of those who read there; it does not name the board. */
export const PARTED =
  'The board of this place is no longer open to everybody who can read here. What is new on it is not announced any more.'

/** Why an announcement was taken back. */
export const WITHDRAWN = 'The article was taken away.'

/** RFC 5538 §2.2: a news URL has no angle brackets, and percent signs for what a URL may not hold. */
const newsUrl = (messageId: string): string =>
  `news:${encodeURI(messageId.slice(1, -1)).replace(/[?#]/g, encodeURIComponent)}`

/** Addresses stay whole: a subject gives way to them, and the last of them to the length of a line. */
export const announcementOf = ({ board, subject, author, messageId, webAddress }: NewThread): string => {
  const by = author === '' ? '' : ` by ${author}`
  const head = `New on ${board}${by}: `
  const addresses = [newsUrl(messageId), ...(webAddress === '' ? [] : [webAddress])]
  let room = MESSAGE_OCTETS - Buffer.byteLength(head)
  const kept: string[] = []
  for (const address of addresses) {
    const octets = Buffer.byteLength(address) + 2
    if (room - octets < LEAST_SUBJECT) continue
    kept.push(address)
    room -= octets
  }
  return [`${head}${cutToOctets(subject, room)}`, ...kept].join('  ')
}

const LEAST_SUBJECT = 60
const ELLIPSIS = '…'

const cutToOctets = (text: string, octets: number): string => {
  if (Buffer.byteLength(text) <= octets) return text
  let cut = ''
  let used = Buffer.byteLength(ELLIPSIS)
  for (const character of text) {
    used += Buffer.byteLength(character)
    if (used > octets) break
    cut += character
  }
  return cut.trimEnd() + ELLIPSIS
}
