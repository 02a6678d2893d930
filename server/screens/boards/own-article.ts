// What a caller does to an article that is shown: mending one's own, and taking one away.

import type { ArticleView } from '../../core/boards/board.ts'
import { sanitizeLine, sanitizeText } from '../../wire/text/sanitize.ts'
import { composeScreen } from '../editor/compose-screen.ts'
import type { ScreenContext } from '../screen.ts'
import { sayPosted } from './posting.ts'

const REASON_UNITS = 200

/** Opens the editor with one's own article; what is sent takes its place. */
export const editArticle = async (
  context: ScreenContext,
  article: ArticleView,
  after: () => Promise<void>,
  goesOn = false,
): Promise<void> => {
  const { core, session, text } = context
  if (article.attachments.length > 0) {
    return context.notice({ title: text('order.edit.title'), text: text('order.edit.attachments') })
  }
  await context.push(
    composeScreen({
      title: text('order.edit.title'),
      to: article.boards.map(({ board }) => board).join(', '),
      subject: sanitizeLine(article.subject),
      text: sanitizeText(article.text),
      begin: 'text',
      draft: { place: `edit:${article.messageId}`, board: article.boards[0]?.board ?? '', goesOn },
      send: async ({ subject, text: words }) => {
        const outcome = await core.boards.edit({ session, article: article.messageId, subject, text: words })
        sayPosted(context, outcome, text('order.edited'))
        if (outcome.held === null) context.run(after)
      },
    }),
  )
}

/** Asks; a moderator is asked for the reason too. True when it is gone. */
export const takeAway = async (context: ScreenContext, article: ArticleView): Promise<boolean> => {
  const { core, session, text } = context
  const subject = sanitizeLine(article.subject)
  const reason = article.isOwn ? await askOwn(context, subject) : await askReason(context, subject)
  if (reason === null) return false
  await core.order.cancel({ session, article: article.messageId, reason })
  context.say(text('order.cancelled', { subject }), 'good')
  return true
}

const askOwn = async (context: ScreenContext, subject: string): Promise<string | null> => {
  const { text } = context
  const isSure = await context.confirm({
    title: text('order.cancel.title'),
    text: text('order.cancel.ask', { subject }),
  })
  return isSure ? '' : null
}

const askReason = (context: ScreenContext, subject: string): Promise<string | null> => {
  const { text } = context
  return context.prompt({
    title: text('order.cancel.title'),
    text: text('order.cancel.why', { subject }),
    label: text('order.cancel.label'),
    limit: REASON_UNITS,
  })
}
