// A hit as the list of results shows it: an article of a board, or a line of a channel or a private conversation.

import type { FoundArticle, FoundMessage, SnippetPart } from '../../core/search/search-calls.ts'
import { stripIrcFormatting } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import { shortWhen } from '../boards/when.ts'
import type { ScreenContext } from '../screen.ts'
import { type Line, styled } from '../widgets/lines.ts'
import { nickStyle } from '../widgets/styles.ts'

export interface Hit {
  /** What stands first, in short: a subject, or who said it. */
  readonly head: Line
  /** Where and by whom. */
  readonly place: string
  readonly when: string
  readonly snippet: readonly SnippetPart[]
  readonly found: { readonly article: FoundArticle } | { readonly message: FoundMessage }
}

type Words = Pick<ScreenContext, 'text'>

export const articleHit = (article: FoundArticle, words: Words): Hit => {
  const { subject, author, boards, date, snippet } = article
  return {
    head: [styled('strong', subject === '' ? words.text('boards.no-subject') : subject)],
    place: [author, ...boards.map(({ board }) => board)].join(' · '),
    ...{ when: shortWhen(date, words), snippet, found: { article } },
  }
}

export const messageHit = (message: FoundMessage, words: Words): Hit => {
  const { nick, target, kind, at, snippet } = message
  const said = kind === 'action' ? `* ${nick}` : kind === 'notice' ? `-${nick}-` : nick
  const where = target.startsWith('#') ? target : words.text('search.with', { nick: target })
  return {
    head: [styled(nickStyle(nick), said)],
    ...{ place: where, when: shortWhen(at, words), found: { message } },
    snippet: snippet.map(({ text, isHit }) => ({ text: stripIrcFormatting(text).replace(/\s+/g, ' '), isHit })),
  }
}

/** A third of the room may stand before the first hit, so that it is seen in a narrow window too. */
const LEAD = 1 / 3

/** The snippet in one row of so many columns, what was looked for in sight and marked. */
export const snippetLine = (parts: readonly SnippetPart[], columns: number): Line => {
  const first = parts.findIndex(({ isHit }) => isHit)
  const lead = parts
    .slice(0, Math.max(0, first))
    .map(({ text }) => text)
    .join('')
  const whole = parts.map(({ text }) => text).join('')
  const room = Math.max(4, Math.floor(columns * LEAD))
  const isTight = textWidth(whole) > columns && textWidth(lead) > room
  // Cut at a blank where there is one.
  const tail = lead.slice(lead.length - room + 1).replace(/^\S*\s+(?=\S)|^[\uDC00-\uDFFF]/, '')
  const start = isTight ? `… ${tail}` : lead
  const rest = first === -1 ? parts : parts.slice(first)
  return [
    ...(first === -1 ? [] : [styled('dim', start)]),
    ...rest.map(({ text, isHit }) => styled(isHit ? 'mention' : 'dim', text)),
  ]
}
