// K in the reader: what of the article that is shown the caller wants to see no more.

import type { ArticleView } from '../../core/boards/board.ts'
import type { KillKind } from '../../core/boards/kill-calls.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { ScreenContext } from '../screen.ts'
import { bareSubject } from './quoting.ts'

const ANSWER = /^\s*([ats])\s*(\d{1,4})?\s*$/i
const KINDS: Readonly<Record<string, KillKind>> = { a: 'author', t: 'thread', s: 'subject' }
const ANSWER_UNITS = 10

/** Asks for what and for how long. True when something is out of sight now. */
export const killFrom = async (context: ScreenContext, article: ArticleView): Promise<boolean> => {
  const { core, session, text } = context
  const author = sanitizeLine(article.author)
  const subject = bareSubject(sanitizeLine(article.subject))
  const patterns: Readonly<Record<KillKind, string>> = {
    ...{ author, subject, thread: article.messageId, address: '' },
  }
  const answer = await context.prompt({
    title: text('kill.title'),
    text: text('kill.ask', { author, subject }),
    label: text('kill.label'),
    limit: ANSWER_UNITS,
    accept: async (value) => {
      const [, letter = '', days] = ANSWER.exec(value) ?? []
      const kind = KINDS[letter.toLowerCase()]
      if (kind === undefined) return text('kill.which')
      const long = days === undefined ? {} : { days: Number(days) }
      await core.killFile.add({ session, kind, pattern: patterns[kind], ...long })
      return undefined
    },
  })
  if (answer === null) return false
  context.say(text('kill.done'), 'good')
  return true
}
