// What opens a screen elsewhere in the house is read here as text: an article, the newest threads of a board. What needs
// an editor is named, with the ways to one.

import type { Core } from '../../core/contract.ts'
import type { MessageId, SessionId } from '../../core/ids.ts'
import type { MudOpened } from '../../core/mud/mud-events.ts'
import type { Texts } from '../../screens/texts.ts'
import { sanitizeLine, sanitizeText } from '../../wire/text/sanitize.ts'

interface Reading {
  readonly core: Core
  readonly session: SessionId
  readonly texts: Texts
}

const THREADS = 15

/** Lines with LF ends. @throws Refusal as the core's calls */
export const readDoor = async ({ core, session, texts }: Reading, { what, target }: MudOpened): Promise<string> => {
  const { text } = texts
  switch (what) {
    case 'article': {
      const article = await core.boards.read({ session, article: target as MessageId })
      const head = { subject: sanitizeLine(article.subject), author: sanitizeLine(article.author) }
      return `\n${text('telnet.article', { ...head, at: new Date(article.date) })}\n\n${sanitizeText(article.text).trim()}\n`
    }
    case 'board': {
      const threads = await core.boards.threads({ session, board: target, limit: THREADS })
      const rows = threads.map(({ firstNumber, subject, author }) =>
        text('telnet.thread', { number: firstNumber, subject: sanitizeLine(subject), author: sanitizeLine(author) }),
      )
      return `\n${[text('telnet.board', { board: target }), ...rows].join('\n')}\n`
    }
    case 'reply':
    case 'channel':
    case 'profile':
    case 'script':
      return `${text('telnet.elsewhere')}\n`
    default:
      return what satisfies never
  }
}
