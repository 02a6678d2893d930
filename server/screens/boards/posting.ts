// Writing on a board: who may, and the editor with what it needs to begin. Posting itself is the core's.

import type { ArticleView, BoardView } from '../../core/boards/board.ts'
import type { Outcome } from '../../core/boards/submission.ts'
import { sanitizeLine, sanitizeText } from '../../wire/text/sanitize.ts'
import { composeScreen } from '../editor/compose-screen.ts'
import type { DraftPlace } from '../editor/draft-keeper.ts'
import type { ScreenContext } from '../screen.ts'
import { quoteArticle, replySubject } from './quoting.ts'

/** Opens the editor for a new thread, or explains why there is none. */
export const writeArticle = async (
  context: ScreenContext,
  name: string,
  draft: Partial<DraftPlace> = {},
): Promise<void> => {
  const board = await postableBoard(context, name)
  if (board === null) return
  await context.push(
    composeScreen({
      title: context.text('boards.write.title'),
      to: board.name,
      subject: '',
      text: '',
      begin: 'subject',
      draft: { place: `board:${board.name}`, ...draft, board: board.name },
      send: async ({ subject, text }) => {
        const { core, session } = context
        const outcome = await core.boards.post({ session, boards: [board.name], subject, text })
        sayPosted(context, outcome, context.text('boards.posted', { board: board.name }))
      },
    }),
  )
}

/** Opens the editor for a reply with the article quoted, or explains why there is none. */
export const replyTo = async (
  context: ScreenContext,
  name: string,
  article: ArticleView,
  goesOn = false,
): Promise<void> => {
  const board = await postableBoard(context, name)
  if (board === null) return
  if (article.isLocked && !board.canModerate) {
    return context.notice({ title: context.text('order.locked.title'), text: context.text('order.locked.text') })
  }
  const author = sanitizeLine(article.author)
  const attribution = context.text('boards.quote', { at: new Date(article.date), author })
  await context.push(
    composeScreen({
      title: context.text('boards.reply.title', { author }),
      to: board.name,
      subject: replySubject(sanitizeLine(article.subject)),
      text: `${quoteArticle(sanitizeText(article.text), attribution)}\n`,
      begin: 'text',
      draft: { place: `reply:${article.messageId}`, board: board.name, goesOn },
      send: async ({ subject, text }) => {
        const { core, session } = context
        const inReplyTo = article.messageId
        const outcome = await core.boards.post({ session, boards: [board.name], subject, text, inReplyTo })
        sayPosted(context, outcome, context.text('boards.replied', { author }))
      },
    }),
  )
}

/** What became of it: it is there, or it waits for a moderator. */
export const sayPosted = (context: ScreenContext, { held }: Outcome, done: string): void =>
  held === null ? context.say(done, 'good') : context.say(context.text(`order.waits.${held}`), 'fresh')

const postableBoard = async (context: ScreenContext, name: string): Promise<BoardView | null> => {
  const { core, session, me, text } = context
  const board = await core.boards.get({ session, board: name })
  if (board.canPost) return board
  const why = me.role === 'guest' ? 'boards.closed.guest' : 'boards.closed.member'
  await context.notice({ title: text('boards.closed.title'), text: text(why, { board: name }) })
  return null
}
