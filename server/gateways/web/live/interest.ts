// What a listener wants to hear of, as it stands in the address: `/live?boards=WILDMAT`, `/live?thread=MESSAGE-ID`,
// `/live?channel=NAME`. Pages also ask for finished HTML with `html`.

import type { MessageId } from '../../../core/ids.ts'
import { LANGUAGES, type Language } from '../../../screens/texts.ts'
import { compileWildmat, type Matcher } from '../../../wire/nntp/wildmat.ts'
import { channelFrom, messageIdFrom } from '../pages/addresses.ts'

export type Subject =
  | { readonly kind: 'boards'; readonly fits: Matcher; readonly isOne: boolean }
  | { readonly kind: 'thread'; readonly messageId: MessageId }
  | { readonly kind: 'channel'; readonly channel: string }

export interface Interest {
  readonly subject: Subject
  /** The language of the HTML that goes along; null for programs, which get none. */
  readonly html: Language | null
}

const MOST_CHARACTERS = 1000

/** @returns null for a query that says nothing of the kind */
export const interestOf = (search: string): Interest | null => {
  if (search.length > MOST_CHARACTERS) return null
  const query = new URLSearchParams(search)
  const subject = subjectOf(query)
  if (subject === null) return null
  const language = LANGUAGES.find((each) => each === query.get('html')) ?? 'en'
  return { subject, html: query.has('html') ? language : null }
}

const subjectOf = (query: URLSearchParams): Subject | null => {
  const [boards, thread, channel] = [query.get('boards'), query.get('thread'), query.get('channel')]
  if (boards !== null) {
    const fits = compileWildmat(boards)
    return fits === null ? null : { kind: 'boards', fits, isOne: !/[*?,!]/.test(boards) }
  }
  if (thread !== null) {
    const messageId = messageIdFrom(encodeURIComponent(thread))
    return messageId === null ? null : { kind: 'thread', messageId }
  }
  const name = channel === null ? null : channelFrom(encodeURIComponent(channel))
  return name === null ? null : { kind: 'channel', channel: name }
}
