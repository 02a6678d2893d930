// Which article a command means (RFC 3977 §6.2): by Message-ID, by number in the selected group, or the current one.
// What is wrong is answered here, once for all commands.

import type { ArticleName } from '../../../core/boards/news.ts'
import type { MessageId } from '../../../core/ids.ts'
import { isMessageId } from '../../../wire/nntp/command.ts'
import { type ArticleRange, parseNumber, parseRange } from '../../../wire/nntp/range.ts'
import type { NntpSession } from '../session.ts'

/** Null when the client has been told that there is none. */
export const selectArticle = (session: NntpSession, word: string | undefined): ArticleName | null => {
  if (word !== undefined && isMessageId(word)) return word as MessageId
  const number = word === undefined ? session.article : parseNumber(word)
  if (word !== undefined && number === null) return refused(session, 501, 'Give an article number or a <message-id>')
  if (session.group === null) return refused(session, 412, 'No newsgroup has been selected')
  if (number === null) return refused(session, 420, 'No current article has been selected')
  return { group: session.group, number }
}

export interface Span extends ArticleRange {
  readonly group: string
  /** What was asked for was the current article, or one number: 423 and 420 tell them apart. */
  readonly isCurrent: boolean
}

/** A range of the selected group, or a Message-ID; null when the client has been told that there is neither. */
export const selectSpan = (session: NntpSession, word: string | undefined): Span | MessageId | null => {
  if (word !== undefined && isMessageId(word)) return word as MessageId
  const range = word === undefined ? null : parseRange(word)
  if (word !== undefined && range === null)
    return refused(session, 501, 'Give a range (n, n- or n-m) or a <message-id>')
  if (session.group === null) return refused(session, 412, 'No newsgroup has been selected')
  if (range !== null) return { ...range, group: session.group, isCurrent: false }
  if (session.article === null) return refused(session, 420, 'No current article has been selected')
  return { group: session.group, from: session.article, to: session.article, isCurrent: true }
}

/** Nothing was there. */
export const noneInSpan = (session: NntpSession, { isCurrent }: Span): void =>
  isCurrent
    ? session.reply(420, 'The current article is no longer there')
    : session.reply(423, 'No articles in that range')

const refused = (session: NntpSession, code: number, text: string): null => {
  session.reply(code, text)
  return null
}
